"""The editions: the same words in another form, for other eyes, other readers or another use."""

from __future__ import annotations

from dataclasses import dataclass

from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.sheet import Form


@dataclass(frozen=True)
class Edition:
    """One edition. `symbol` stands for it in the code on a sheet; `body_pt` is its text size in pt.

    `form` is the form that every handout takes in it; empty means each handout's own. `only_form`
    limits it to handouts of one form. `has_second` says that it holds two languages,
    `on_screen` that it has a web page.
    """

    name: str
    about: str
    symbol: str
    body_pt: float = 14
    form: Form | None = None
    only_form: Form | None = None
    has_second: bool = False
    on_screen: bool = False

    def form_of(self, form: Form) -> Form:
        """Return the form that a handout takes."""
        return self.form or form

    def is_for(self, form: Form) -> bool:
        """Say whether a handout of a form has this edition."""
        return self.only_form in (None, form)


EDITIONS = {
    edition.name: edition
    for edition in (
        Edition("standard", "14 pt, for most people", "S", on_screen=True),
        Edition("large-print", "18 pt, one thing under the other", "LP", 18, form="sheet"),
        Edition(
            "bilingual",
            "two languages, paragraph by paragraph, with the same line numbers",
            "B",
            12,
            form="sheet",
            has_second=True,
            on_screen=True,
        ),
        Edition("cards", "two cards to a sheet, to cut apart", "C", 12, only_form="card"),
    )
}


def get_edition(name: str) -> Edition:
    """Return an edition by its name; raises `InputError` for an unknown one."""
    if name in EDITIONS:
        return EDITIONS[name]
    raise InputError(
        Finding("unknown-edition", f"there is no edition “{name}”", f"known: {', '.join(EDITIONS)}")
    )
