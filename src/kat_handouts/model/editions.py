"""Forms and editions, as data: whatever differs between them stands here, and nothing asks a name.

A form is how much room a handout has. An edition is the same words for other eyes, other readers or
another use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kat_handouts.model.errors import Finding, InputError

# How pages stand on paper: each twice beside itself, or four times, to cut apart; or two of them
# beside each other, to fold into a leaflet.
Imposition = Literal["two-up", "four-up", "leaflet"]

# A handout ends with these types of block, where there is room.
_ENDING = ("summary", "contacts")


@dataclass(frozen=True)
class Form:
    """How much room a handout has, and what it therefore holds.

    `needs` are the types of block that a handout of this form must have; what asks for others does
    not apply to it. `needs_main_message` says that it opens with its main message.

    `body_pt` is the size of its text in pt; without it, the edition's. `goals` are how many pages
    it is made for, the fewest first: its text may be as small as `least_pt` for it. `most_pages` is
    how many pages a sheet may take; None means any number. `stylesheets` are read after those of
    every sheet, and last ``<page_size>-<paper>.css``. A sheet takes about `bare_pages` for its
    titles and boxes, and a page more for each `letters_to_a_page` letters of its text, at its
    largest size. `letters_across` is about how many letters of a Latin text stand on a line.

    `has_close_lines` are lines closer together than those of a sheet. `has_titles` are titles over
    the main message and the numbers to call, which can be seen to be what they are.
    `has_clinic_details` are the clinic's address, website, hours and interpreter's line,
    `has_line_details` what a region's lines say beside their name and number. `has_cover` sets its
    title, its main message and the numbers of its first page on a page of their own, in this order.
    `has_brief_footer` leaves one line of the footer, and prints the clinic's name under the title.
    `has_one_number` leaves the first of the clinic's numbers for each purpose.
    `header_lines` is 1 or 2. `repeats_numbers` ends it with every number to call, those of its
    first page too. `strip_numbers` is how many of them stand in the first row of its strip: the
    emergency number and the clinic's come before the crisis line.
    """

    name: str
    needs: tuple[str, ...] = _ENDING
    needs_main_message: bool = True
    body_pt: float | None = None
    least_pt: float | None = None
    goals: tuple[int, ...] = ()
    bare_pages: float = 0.5
    letters_to_a_page: float = 1_800
    most_pages: int | None = None
    stylesheets: tuple[str, ...] = ()
    page_size: str = "paper"
    letters_across: int = 86
    has_brief_footer: bool = False
    has_one_number: bool = False
    header_lines: int = 1
    has_logo: bool = False
    has_close_lines: bool = False
    has_titles: bool = False
    has_english_title: bool = True
    has_clinic_details: bool = False
    has_line_details: bool = False
    has_cover: bool = False
    repeats_numbers: bool = False
    strip_numbers: int = 4


# As many pages as it takes.
SHEET = Form(
    "sheet",
    least_pt=12,
    goals=(2, 3),
    has_logo=True,
    has_titles=True,
    has_clinic_details=True,
    has_line_details=True,
    repeats_numbers=True,
)
# One side, to fill in or to go through.
PAGE = Form(
    "page",
    needs=("contacts",),
    least_pt=12.5,
    goals=(1,),
    bare_pages=0.6,
    letters_to_a_page=4_000,
    most_pages=1,
    stylesheets=("page.css",),
    has_close_lines=True,
)
# Both sides of one leaf.
LEAF = Form(
    "leaf",
    needs=("contacts",),
    least_pt=12.5,
    goals=(2,),
    bare_pages=0.9,
    letters_to_a_page=3_000,
    most_pages=2,
    stylesheets=("page.css",),
    has_close_lines=True,
    repeats_numbers=True,
)
# Half a page, both sides: too small for all but the numbers to call.
CARD = Form(
    "card",
    needs=("contacts",),
    needs_main_message=False,
    body_pt=12,
    goals=(2,),
    most_pages=2,
    stylesheets=("card.css",),
    page_size="card",
    letters_across=54,
    letters_to_a_page=1_000,
    has_close_lines=True,
    has_english_title=False,
    strip_numbers=3,
)
FORMS = {form.name: form for form in (SHEET, PAGE, LEAF, CARD)}
# A picture and a sentence or two at a time, on as many pages as it takes: the form of an edition,
# which no handout has of itself.
FRAMES = Form(
    "frames",
    needs=("contacts",),
    needs_main_message=False,
    stylesheets=("easy-read.css",),
    header_lines=2,
    has_logo=True,
    has_clinic_details=True,
    repeats_numbers=True,
)
# For a wallet or a fridge: whom to call on the front, the signs and what not to do on the back.
WALLET = Form(
    "wallet",
    needs=("contacts",),
    needs_main_message=False,
    body_pt=11,
    least_pt=10,
    goals=(2,),
    most_pages=2,
    stylesheets=("strip-rows.css", "wallet.css"),
    page_size="wallet",
    letters_across=44,
    letters_to_a_page=700,
    has_close_lines=True,
    has_english_title=False,
    has_brief_footer=True,
    has_one_number=True,
)
# A leaflet of half the paper: a cover, and what is inside in one column; the numbers to call are
# its back. It is made for the pages of whole papers.
FOLD = Form(
    "fold",
    least_pt=12,
    goals=(4, 8, 12),
    bare_pages=1.5,
    letters_to_a_page=1_000,
    stylesheets=("strip-rows.css", "fold.css"),
    page_size="fold",
    letters_across=54,
    has_logo=True,
    has_titles=True,
    has_clinic_details=True,
    has_line_details=True,
    has_cover=True,
    repeats_numbers=True,
)


@dataclass(frozen=True)
class Economy:
    """How much paper an edition may take and leave blank; None means that there is no limit.

    Shares are of the live height of a page, between its header and its footer, 0 to 1.
    `most_blank` is what may be blank at the foot of any page but the last, `least_of_last` what is
    used of a last page that is not the only one. `mean_blank` is what may be blank on average in a
    packet, without last pages.

    A packet is all shipped handouts in one language. `english_packet_pages` and `packet_pages` are
    how many pages it takes at most, `mean_packet_pages` how many it takes in the mean of all
    languages.
    """

    most_blank: float | None = None
    least_of_last: float | None = None
    mean_blank: float | None = None
    english_packet_pages: int | None = None
    packet_pages: int | None = None
    mean_packet_pages: int | None = None


# In English three pages a topic, and one or two for what fits a leaf. Scripts that need more room
# take a third as much again.
STANDARD_ECONOMY = Economy(
    most_blank=0.3,
    least_of_last=1 / 3,
    mean_blank=0.08,
    english_packet_pages=19,
    packet_pages=26,
    mean_packet_pages=23,
)
# A box that stays whole is larger in larger type and in two languages, and so is what it leaves.
LARGE_ECONOMY = Economy(most_blank=0.45)


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
    economy: Economy = Economy()
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
        return has_words and self.only_form in (None, form)


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
            only_form=SHEET,
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
