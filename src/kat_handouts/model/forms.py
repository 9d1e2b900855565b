"""Forms, as data: how much room a handout has. Whatever differs between them stands here."""

from __future__ import annotations

from dataclasses import dataclass

# A handout ends with these types of block, where there is room.
_ENDING = ("summary", "contacts")


# Of one leaf.
_SIDES = 2


@dataclass(frozen=True)
class Form:
    """How much room a handout has, and what it therefore holds.

    `needs` are the types of block that a handout of this form must have; what asks for others does
    not apply to it. `needs_main_message` says that it opens with its main message.

    `body_pt` is the size of its text in pt; without it, the edition's. `goals` are how many pages
    it is made for, the fewest first: its text may be as small as `least_pt` for it. `most_pages` is
    how many pages a sheet may take; None means any number. `stylesheets` are read after those of
    every sheet, and last ``<page_size>-<paper>.css``, unless one size is for all papers. A sheet
    takes about `bare_pages` for its titles and boxes, and a page more for each `letters_to_a_page`
    letters of its text, at its largest size. `letters_across` is about how many letters of a Latin
    text stand on a line.

    `has_close_lines` are lines closer together than those of a sheet. `has_titles` are titles over
    the main message and the numbers to call, which can be seen to be what they are.
    `has_clinic_details` are the clinic's address, website, hours and interpreter's line,
    `has_line_details` what a region's lines say beside their name and number. `has_cover` sets its
    title, its main message and the numbers of its first page on a page of their own, in this order.
    `has_brief_footer` leaves one line of the footer, and prints the clinic's name under the title.
    `has_one_number` leaves its first page the first of the clinic's numbers for each purpose.
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

    @property
    def is_one_leaf(self) -> bool:
        """Whether a sheet is both sides of one leaf at most, so that the second takes no paper."""
        return self.most_pages == _SIDES


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
# One side, to fill in or to go through; both where the script is tall or the words are long.
PAGE = Form(
    "page",
    needs=("contacts",),
    least_pt=12.5,
    goals=(1, 2),
    bare_pages=0.6,
    letters_to_a_page=4_000,
    most_pages=2,
    stylesheets=("page.css",),
    has_close_lines=True,
)
# Both sides of one leaf, and a page more where the script is tall or the words are long.
LEAF = Form(
    "leaf",
    needs=("contacts",),
    least_pt=12.5,
    goals=(2, 3),
    bare_pages=0.9,
    letters_to_a_page=3_000,
    most_pages=3,
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
    least_pt=10.5,
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
    least_pt=8.5,
    goals=(2,),
    most_pages=2,
    stylesheets=("strip-rows.css", "wallet.css"),
    page_size="",
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
    page_size="card",
    letters_across=54,
    has_logo=True,
    has_titles=True,
    has_clinic_details=True,
    has_line_details=True,
    has_cover=True,
    has_one_number=True,
    repeats_numbers=True,
)
