"""Editions, as data: whatever differs between them stands here, and nothing asks a name.

An edition is the same words for other eyes, other readers or another use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kat_handouts.model.economy import LARGE_ECONOMY, NO_LIMITS, STANDARD_ECONOMY, Economy
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.forms import CARD, FOLD, FRAMES, SHEET, WALLET, Form

# How pages stand on paper: each twice beside itself, or four times, to cut apart; or two of them
# beside each other, to fold into a leaflet.
Imposition = Literal["two-up", "four-up", "leaflet"]


@dataclass(frozen=True)
class Edition:
    """One edition. `symbol` stands for it in the code on a sheet; `body_pt` is its text size in pt.

    Where it `steps_down`, its text may be smaller, so that a sheet has the pages of its form.
    `has_wide_lines` are lines further apart than those of other sheets.

    `form` is the form that every handout takes in it; None means each handout's own. `only_form`
    limits it to handouts of one form. `stylesheets` are read after those of the form.
    `side_by_side` says that sections may stand in columns, items in pairs, and a heading beside its
    words; else one thing stands under the other. `numbers_across` is how many numbers to call stand
    in a row of the first page.

    `has_second` says that it holds two languages, `on_screen` that it has a web page. `imposition`
    is how its pages stand on paper; without one, each has a side of its own. `keeps_page_count`
    says that a translation takes about as many pages as the English sheet, `has_answers_near` that
    the English sheet at hand answers each safety question on its first leaf. `economy` is how much
    paper its sheets may take. `has_frames` says that it has words of its own, a picture and a
    sentence or two at a time, and that only handouts with such words have it. `is_card` says that
    it has the boxes of a handout that stand on its wallet card, in short words.
    """

    name: str
    about: str
    symbol: str
    body_pt: float = 14
    steps_down: bool = False
    has_wide_lines: bool = False
    form: Form | None = None
    only_form: Form | None = None
    stylesheets: tuple[str, ...] = ()
    side_by_side: bool = True
    numbers_across: int = 4
    has_second: bool = False
    on_screen: bool = False
    imposition: Imposition | None = None
    keeps_page_count: bool = False
    has_answers_near: bool = False
    economy: Economy = NO_LIMITS
    has_frames: bool = False
    is_card: bool = False

    @property
    def has_own_words(self) -> bool:
        """Whether it has words that the handout has in no other edition."""
        return self.has_frames or self.is_card

    def form_of(self, form: Form, *, staff: bool = False) -> Form:
        """Return the form that a handout takes, given its own.

        Numbered lines and two headings, as `staff` reads them, take the room of a whole sheet.
        """
        return self.form or (SHEET if staff else form)

    def is_for(self, form: Form, *, has_frames: bool = False, has_card: bool = False) -> bool:
        """Say whether a handout of a form has this edition.

        `has_frames` says that the handout has words in frames, `has_card` that it has boxes for a
        wallet card.
        """
        has_words = (has_frames or not self.has_frames) and (has_card or not self.is_card)
        # A cover without a message says nothing.
        has_message = form.needs_main_message or not (self.form and self.form.has_cover)
        return has_words and has_message and self.only_form in (None, form)


EASY_READ = Edition(
    "easy-read",
    "16 pt, a large picture and one or two short sentences at a time",
    "ER",
    16,
    has_wide_lines=True,
    form=FRAMES,
    on_screen=True,
    has_frames=True,
)
EDITIONS = {
    edition.name: edition
    for edition in (
        Edition(
            "standard",
            "14 pt, for most people",
            "S",
            steps_down=True,
            on_screen=True,
            keeps_page_count=True,
            has_answers_near=True,
            economy=STANDARD_ECONOMY,
        ),
        Edition(
            "large-print",
            "18 pt, one thing under the other",
            "LP",
            18,
            has_wide_lines=True,
            form=SHEET,
            stylesheets=("large-print.css",),
            side_by_side=False,
            numbers_across=2,
            economy=LARGE_ECONOMY,
        ),
        Edition(
            "bilingual",
            "two languages (--with TAG), paragraph by paragraph, with shared line numbers",
            "B",
            12,
            form=SHEET,
            stylesheets=("two-languages.css",),
            side_by_side=False,
            numbers_across=1,
            has_second=True,
            on_screen=True,
            economy=LARGE_ECONOMY,
        ),
        Edition(
            "cards",
            "two cards to a sheet, to cut apart",
            "C",
            12,
            steps_down=True,
            only_form=CARD,
            imposition="two-up",
        ),
        Edition(
            "card",
            "four wallet cards to a sheet, front and back, to cut apart",
            "W",
            11,
            steps_down=True,
            form=WALLET,
            imposition="four-up",
            is_card=True,
        ),
        Edition(
            "fold",
            "a leaflet of half the paper, printed on both sides and folded",
            "F",
            13.5,
            steps_down=True,
            form=FOLD,
            side_by_side=False,
            imposition="leaflet",
        ),
        EASY_READ,
    )
}


def get_edition(name: str) -> Edition:
    """Return an edition by its name; raises `InputError` for an unknown one."""
    if name in EDITIONS:
        return EDITIONS[name]
    raise InputError(
        Finding("unknown-edition", f"there is no edition “{name}”", f"known: {', '.join(EDITIONS)}")
    )
