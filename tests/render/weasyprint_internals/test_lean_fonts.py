"""Fonts that are cut once and kept."""

from kat_handouts.render.weasyprint_internals import lean_fonts
from kat_handouts.render.weasyprint_internals.lean_fonts import LeanFont, _CutFont


def cut(name):
    """Cut a font of a sheet down, as WeasyPrint asks for it."""
    font = LeanFont.__new__(LeanFont)
    font.name, font.index, font.glyph_count, font.missing = name, 0, 9, {}
    font.clean({1: "a"}, False)
    return font


def test_a_font_that_a_sheet_uses_is_kept_while_others_are_cut(monkeypatch):
    """It went, and a Chinese sheet was written without saying what its font is."""
    monkeypatch.setattr(lean_fonts, "_kept", {})
    monkeypatch.setattr(lean_fonts, "_MOST_KEPT", 2)
    monkeypatch.setattr(
        LeanFont, "_cut", lambda self, *_: _CutFont(self.name.encode(), b"", is_bare_cff=True)
    )
    for name in ("first", "second", "first", "third"):
        cut(name)
    assert [key[0] for key in lean_fonts._kept] == ["first", "third"]
