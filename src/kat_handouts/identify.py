"""What a sheet in somebody's hand is, and whether it is the one that would be printed today."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pikepdf

from kat_handouts.catalogs.catalog import locale_tags
from kat_handouts.content.library import Library, load_library
from kat_handouts.files.project import Project
from kat_handouts.localise.resolve import localise
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import PSEUDO, get_language
from kat_handouts.model.sheet import Sheet
from kat_handouts.model.sheet_id import SheetId, read_sheet_id


@dataclass(frozen=True)
class Identity:
    """A sheet by its code. `today` is the code that it would have now; equal means current."""

    code: str
    handout: str
    title: str
    revision: int
    region: str
    locale: str
    language: str
    edition: str
    second: str | None
    route: str | None
    today: str

    @property
    def is_current(self) -> bool:
        """Whether it says what the same sheet would say today."""
        return self.code == self.today


def identify(project: Project, words: str) -> Identity:
    """Return what a code, or a PDF by its file name, is.

    Raises `InputError` for what is no code, and for a handout, language or region that is not
    there (any more).
    """
    words = _code_in(Path(words)) if words.lower().endswith(".pdf") else words
    sheet_id = read_sheet_id(words)
    if sheet_id is None:
        raise _unknown(
            "no-mark",
            f"“{words}” is not the code of a sheet",
            "copy it from the foot of a page: KAT-03.2 US.2 ES S 3F9A1C2B",
        )
    library = load_library(project)
    handout = next(
        (id_ for id_, one in library.handouts.items() if one.code == sheet_id.code), None
    )
    if handout is None:
        raise _unknown(
            "unknown-handout", f"there is no handout {sheet_id.code}", "was it a clinic's?"
        )
    sheet = _sheet(project, library, sheet_id, handout)
    translations = load_translations(project, library.segments, sheet.locale)
    second = load_translations(project, library.segments, sheet.second) if sheet.second else None
    document = localise(sheet, library, translations, project.clinic, second)
    return Identity(
        code=" ".join(words.upper().split()),
        handout=handout,
        title=library.handouts[handout].title.text,
        revision=sheet_id.revision,
        region=sheet.region,
        locale=sheet.locale,
        language=get_language(sheet.locale).english_name,
        edition=sheet.edition,
        second=sheet.second,
        route=sheet.route,
        today=document.sheet_id,
    )


def _sheet(project: Project, library: Library, sheet_id: SheetId, handout: str) -> Sheet:
    tags = {tag.lower(): tag for tag in (*locale_tags(project), *PSEUDO)}
    for tag in filter(None, (sheet_id.locale, sheet_id.second)):
        if tag not in tags:
            raise _unknown("unknown-locale", f"there is no language “{tag}”", "was it a clinic's?")
    paper = library.region(sheet_id.region).paper
    return Sheet(
        tags[sheet_id.locale],
        handout,
        sheet_id.region,
        paper,
        paper,
        sheet_id.edition,
        sheet_id.route,
        tags[sheet_id.second] if sheet_id.second else None,
        sheet_id.staff,
    )


def _code_in(path: Path) -> str:
    try:
        with pikepdf.open(path) as pdf:
            return str(pdf.docinfo.get("/Keywords", ""))
    except (OSError, pikepdf.PdfError) as error:
        raise _unknown("no-mark", f"{path}: {error}", "name a PDF that this program made") from None


def _unknown(rule: str, message: str, hint: str) -> InputError:
    return InputError(Finding(rule, message, hint=hint))
