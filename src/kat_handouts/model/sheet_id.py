"""The code at the foot of a sheet: which handout, revision, country, language and edition it is.

::

    KAT-03.2 US.2 ES S 3F9A1C2B
    |        |    |  | the first 8 digits of a SHA-256 of every text and number on the sheet,
    |        |    |  | but for the clinic's own name, address and phones
    |        |    |  edition: S, LP, C, B.EN; then /IV /IM /LO /NS for one route, /ST for staff
    |        |    locale
    |        region and its revision
    handout and its revision
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace

from kat_handouts.model.digest import SHEET_ID, digest
from kat_handouts.model.document import Document
from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.path_names import is_path_name
from kat_handouts.model.sheet import Variant

_ROUTES = {"infusion": "IV", "injection": "IM", "lozenge": "LO", "nasal-spray": "NS"}
_STAFF = "ST"
# As BCP 47 and ISO 3166-2 have them, in capitals; a part of a country stands behind a dot.
_LOCALE = r"[A-Z]{2,3}(?:-[A-Z]{4})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-[A-Z0-9]{5,8})*"
_CODE = r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*"
# More would not fit beside the rest in a narrow footer.
LONGEST_CODE = 12
_SHEET_ID = re.compile(
    rf"(?P<code>{_CODE})\.(?P<revision>[0-9]{{1,6}}) "
    r"(?P<region>[A-Z]{2}(?:\.[A-Z0-9]{1,3})?)\.(?P<region_revision>[0-9]{1,6}) "
    rf"(?P<locale>{_LOCALE}) (?P<edition>[A-Z]+)(?:\.(?P<second>{_LOCALE}))?"
    r"(?P<parts>(?:/[A-Z]{2})*) (?P<digest>[0-9A-F]{8})"
)
# Its five parts, where no spaces tell them apart.
_TOGETHER = re.compile(
    r"(.+?\.[0-9]+)([A-Z]{2}(?:\.[A-Z0-9]{1,3})?\.[0-9]+)(.+?)"
    rf"((?:{'|'.join(edition.symbol for edition in EDITIONS.values())})"
    rf"(?:\.{_LOCALE})?(?:/[A-Z]{{2}})*)([0-9A-F]{{8}})"
)


def is_code(words: str) -> bool:
    """Say whether words can be a handout's code: printed, part of a file's name, and read back.

    These are capitals A to Z, digits and hyphens between them, up to `LONGEST_CODE`.
    """
    fits = len(words) <= LONGEST_CODE and re.fullmatch(_CODE, words, re.ASCII) is not None
    return fits and is_path_name(words)


@dataclass(frozen=True)
class SheetId(Variant):
    """What the code of a sheet says. Locales are in lower case, whatever BCP 47 makes of them.

    `code` is the handout's (``KAT-03``, or ``PARK-1``). Paper and format are no part of it.
    """

    code: str
    revision: int
    region_revision: int
    locale: str
    digest: str


def sheet_id_of(document: Document) -> str:
    """Return the code of a sheet, in capitals and signs that a QR code packs closely."""
    sheet = document.sheet
    edition = document.edition.symbol + (f".{document.second.tag}" if document.second else "")
    parts = [edition]
    if sheet.route:
        parts.append(_ROUTES[sheet.route])
    if sheet.staff:
        parts.append(_STAFF)
    region = document.region_code.replace("-", ".")
    name = f"{document.code}.{document.revision} {region} {sheet.locale} {'/'.join(parts)}"
    return f"{name.upper()} {_digest(document)}"


def _digest(document: Document) -> str:
    # A sheet that is filled in says what it says by hand, and for whom.
    document = replace(document, patient=None)
    # What has a field is the clinic's; a contact's own number is that of its first child.
    nodes = (node for node in document.nodes() if not node.field and node.kind != "number")
    numbers = [node.value for node in nodes if node.value]
    # Where a line may end is no part of what a sheet says.
    texts = [
        (text.segment, text.language.tag, " ".join(text.bare.split())) for text in document.texts()
    ]
    data = json.dumps([texts, numbers], ensure_ascii=False)
    return digest(data, length=SHEET_ID).upper()


def spelled(words: str) -> str:
    """Return a code as it is printed, whatever case and spaces it was typed with."""
    words = " ".join(words.upper().split())
    together = _TOGETHER.fullmatch(words.replace(" ", ""))
    return " ".join(together.groups()) if together else words


def read_sheet_id(words: str) -> SheetId | None:
    """Return what a code says, or None where the words are none. Case and spaces are forgiven."""
    match = _SHEET_ID.fullmatch(spelled(words))
    editions = {edition.symbol: edition.name for edition in EDITIONS.values()}
    if not match or match["edition"] not in editions:
        return None
    routes = {symbol: route for route, symbol in _ROUTES.items()}
    parts = match["parts"].split("/")[1:]
    return SheetId(
        code=match["code"],
        revision=int(match["revision"]),
        region=match["region"].lower().replace(".", "-"),
        region_revision=int(match["region_revision"]),
        locale=match["locale"].lower(),
        edition=editions[match["edition"]],
        second=match["second"].lower() if match["second"] else None,
        route=next((routes[part] for part in parts if part in routes), None),
        staff=_STAFF in parts,
        digest=match["digest"],
    )
