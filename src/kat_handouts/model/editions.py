"""Forms and editions, as data: whatever differs between them stands here, and nothing asks a name.

A form is how much room a handout has. An edition is the same words for other eyes, other readers or
another use.
"""

from __future__ import annotations

from dataclasses import dataclass

from kat_handouts.model.errors import Finding, InputError

# A handout ends with these types of block, where there is room.
_ENDING = ("summary", "contacts")


@dataclass(frozen=True)
class Form:
    """How much room a handout has, and what it therefore holds.

    `needs` are the types of block that a handout of this form must have; what asks for others does
    not apply to it. `needs_main_message` says that it opens with its main message.

    `body_pt` is the size of its text in pt; without it, the edition's. `most_pages` is how many
    pages a sheet may take, `most_english_pages` how many an English one on the paper of its region
    may; None means any number. `stylesheets` are read after those of every sheet, and last
    ``<page_size>-<paper>.css``.

    `has_close_lines` are lines closer together than those of a sheet. `has_titles` are titles over
    the main message and the numbers to call, which can be seen to be what they are.
    `has_clinic_details` are the clinic's address, website, hours and interpreter's line,
    `has_line_details` what a region's lines say beside their name and number. `header_lines` is 1
    or 2.
    """

    name: str
    needs: tuple[str, ...] = _ENDING
    needs_main_message: bool = True
    body_pt: float | None = None
    most_pages: int | None = None
    most_english_pages: int | None = None
    stylesheets: tuple[str, ...] = ()
    page_size: str = "paper"
    header_lines: int = 1
    has_logo: bool = False
    has_close_lines: bool = False
    has_titles: bool = False
    has_english_title: bool = True
    has_clinic_details: bool = False
    has_line_details: bool = False


# As many pages as it takes.
SHEET = Form(
    "sheet",
    header_lines=2,
    has_logo=True,
    has_titles=True,
    has_clinic_details=True,
    has_line_details=True,
)
# One leaf in English: what does not fit takes the back, and in long languages one page more.
PAGE = Form(
    "page",
    needs=("contacts",),
    most_pages=3,
    most_english_pages=2,
    stylesheets=("page.css",),
    has_close_lines=True,
)
# Half a page, two sides in English, at most two leaves: too small for all but the numbers to call.
CARD = Form(
    "card",
    needs=("contacts",),
    needs_main_message=False,
    body_pt=12,
    most_pages=4,
    most_english_pages=2,
    stylesheets=("card.css",),
    page_size="card",
    has_close_lines=True,
    has_english_title=False,
)
FORMS = {form.name: form for form in (SHEET, PAGE, CARD)}
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
)


@dataclass(frozen=True)
class Edition:
    """One edition. `symbol` stands for it in the code on a sheet; `body_pt` is its text size in pt.

    `form` is the form that every handout takes in it; None means each handout's own. `only_form`
    limits it to handouts of one form. `stylesheets` are read after those of the form.
    `has_second` says that it holds two languages, `on_screen` that it has a web page, `two_up` that
    each page is printed twice on a sheet, to cut apart. `disclaimer_first` puts the disclaimer
    before the numbers to call. `keeps_page_count` says that a translation takes about as many pages
    as the English sheet, `has_answers_near` that the English sheet at hand answers each safety
    question on its first leaf. `has_frames` says that it has words of its own, a picture and a
    sentence or two at a time, and that only handouts with such words have it.
    """

    name: str
    about: str
    symbol: str
    body_pt: float = 14
    form: Form | None = None
    only_form: Form | None = None
    stylesheets: tuple[str, ...] = ()
    has_second: bool = False
    on_screen: bool = False
    two_up: bool = False
    disclaimer_first: bool = False
    keeps_page_count: bool = False
    has_answers_near: bool = False
    has_frames: bool = False

    def form_of(self, form: Form, *, staff: bool = False) -> Form:
        """Return the form that a handout takes, given its own.

        Numbered lines and two headings, as `staff` reads them, take the room of a whole sheet.
        """
        return self.form or (SHEET if staff else form)

    def is_for(self, form: Form, *, has_frames: bool = False) -> bool:
        """Say whether a handout of a form has this edition.

        `has_frames` says that the handout has words in frames.
        """
        return self.only_form in (None, form) and (has_frames or not self.has_frames)


EASY_READ = Edition(
    "easy-read",
    "16 pt, a large picture and one or two short sentences at a time",
    "ER",
    16,
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
            on_screen=True,
            keeps_page_count=True,
            has_answers_near=True,
        ),
        Edition(
            "large-print",
            "18 pt, one thing under the other",
            "LP",
            18,
            form=SHEET,
            stylesheets=("large-print.css",),
            # The numbers fill a page: what stood after them would stand alone.
            disclaimer_first=True,
        ),
        Edition(
            "bilingual",
            "two languages (--with TAG), paragraph by paragraph, with shared line numbers",
            "B",
            12,
            form=SHEET,
            stylesheets=("two-languages.css",),
            has_second=True,
            on_screen=True,
        ),
        Edition(
            "cards", "two cards to a sheet, to cut apart", "C", 12, only_form=CARD, two_up=True
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
