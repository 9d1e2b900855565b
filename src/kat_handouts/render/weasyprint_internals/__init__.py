"""Everything that reaches into WeasyPrint's private parts, and why.

Written for the version in `WRITTEN_FOR`; the tests of this package say what broke when that
changes. `readable_text` is for readers' programs, `whole_words`, `script_sizes` and `moved_floats`
for the eye, `field_boxes` and `shaped_lines` for what is filled in; the others make a sheet smaller
and quicker to make, without a change to how it looks.
Where two of them change one function, a module of its own says in which order: `font_embedding`.
"""

from kat_handouts.render.weasyprint_internals import (
    field_boxes,
    font_embedding,
    lean_columns,
    lean_drawing,
    lean_fonts,
    lean_reading,
    lean_styles,
    lean_writing,
    moved_floats,
    readable_text,
    script_sizes,
    whole_words,
)

WRITTEN_FOR = "70.0"


def install() -> None:
    """Put the replacements in place; safe to repeat."""
    for part in (
        *(readable_text, whole_words, script_sizes, moved_floats, lean_fonts, font_embedding),
        field_boxes,
        *(lean_columns, lean_drawing, lean_reading, lean_styles, lean_writing),
    ):
        part.install()
