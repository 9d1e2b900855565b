"""What a sheet in somebody's hand is, and whether it is the one that would be printed today."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from kat_handouts.files.project import Project
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import PSEUDO, get_language
from kat_handouts.model.sheet import Sheet, variant_of
from kat_handouts.model.sheet_id import SheetId, read_sheet_id, spelled

# The templates of pages write it so, among their first lines.
_IN_A_PAGE = re.compile(rb'<meta name="keywords" content="([A-Za-z0-9./ -]{1,99})">')
_HEAD = 4_000
_ELSEWHERE = "if it is a clinic's, name the clinic's folder with --project"


@dataclass(frozen=True)
class Identity:
    """A sheet by its code. `today` is the code that it would have now; equal means current.

    `title` and `language` are in English. `sites` are those codes by the sites of the clinic: they
    differ where a site has times or review dates of its own. `today` is then the first that is
    equal, or else the first.
    """

    code: str
    sheet: Sheet
    title: str
    revision: int
    language: str
    today: str
    sites: dict[str, str] = field(default_factory=dict)

    @property
    def is_current(self) -> bool:
        """Whether it says what the same sheet would say today."""
        return self.code == self.today


def identify(project: Project, words: str) -> Identity:
    """Return what a code, or a sheet by its file name, is: a PDF or a page for the phone.

    Raises `InputError` for what is no code, and for a handout, language or region that is not
    there (any more).
    """
    if words.lower().endswith((".pdf", ".html")):
        words = _code_in(Path(words))
    sheet_id = read_sheet_id(words)
    if sheet_id is None:
        raise _unknown(
            "no-mark",
            f"“{words}” is not the code of a sheet",
            "copy it from the foot of a page: KAT-03.2 US.2 ES S 3F9A1C2B",
        )
    localiser = Localiser(project)
    sheet = _sheet(localiser, sheet_id)
    code = spelled(words)
    codes = {one.site: localiser.document(sheet, one.clinic).sheet_id for one in project.by_site}
    return Identity(
        code=code,
        sheet=sheet,
        title=localiser.library.handouts[sheet.handout].title.text,
        revision=sheet_id.revision,
        language=get_language(sheet.locale).english_name,
        today=code if code in codes.values() else next(iter(codes.values())),
        sites={site: today for site, today in codes.items() if site},
    )


def _sheet(localiser: Localiser, sheet_id: SheetId) -> Sheet:
    handouts = {handout.code: id_ for id_, handout in localiser.library.handouts.items()}
    if sheet_id.code not in handouts:
        raise _unknown("unknown-handout", f"there is no handout {sheet_id.code}", _ELSEWHERE)
    tags = {tag.lower(): tag for tag in (*localiser.tags(), *PSEUDO)}
    for tag in filter(None, (sheet_id.locale, sheet_id.second)):
        if tag not in tags:
            raise _unknown("unknown-locale", f"there is no language “{tag}”", _ELSEWHERE)
    localiser.library.region(sheet_id.region)
    variant = variant_of(sheet_id) | {"second": tags.get(sheet_id.second or "")}
    return Sheet(tags[sheet_id.locale], handouts[sheet_id.code], **variant)


def _code_in(path: Path) -> str:
    hint = "name a PDF or a page that this program made"
    try:
        if path.suffix.lower() == ".html":
            found = _IN_A_PAGE.search(path.read_bytes()[:_HEAD])
            if found is None:
                raise _unknown("no-mark", f"{path}: this page holds no code", hint)
            return found[1].decode()
        with pikepdf.open(path) as pdf:
            return str(pdf.docinfo.get("/Keywords", ""))
    except FileNotFoundError:
        raise _unknown("no-mark", f"{path}: there is no such file", hint) from None
    except pikepdf.PasswordError:
        hint = "save it without a password, or type the code at the foot of a page"
        raise _unknown("no-mark", f"{path} is locked with a password", hint) from None
    except (OSError, ValueError, RecursionError, pikepdf.PdfError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise _unknown("no-mark", f"{path}: {reason}", hint) from None


def _unknown(rule: str, message: str, hint: str) -> InputError:
    return InputError(Finding(rule, message, hint=hint))
