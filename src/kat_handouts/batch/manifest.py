"""``manifest.json`` of an output folder: what each file is, and what it was made from."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kat_handouts import __version__
from kat_handouts.batch.ownership import Owner
from kat_handouts.files.atomic import write_whole
from kat_handouts.model.digest import SHARED, digest
from kat_handouts.model.document import CatalogState, Document
from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.sheet import Format, Sheet, variant_of

MANIFEST = "manifest.json"
FORMAT = 4
# Files named in a manifest may be removed: none may lie outside the output folder.
FILE_NAME = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9][A-Za-z0-9.-]*\.(?:pdf|html)")
# What many files have in common stands once, under its digest.
_SHARED = ("made_with", "templates")


@dataclass(frozen=True)
class SheetFacts:
    """What a document says of its sheet.

    `sheet_id` is the code at its foot, `title` its title in its own language, `paper` what it is
    printed on, and `catalog` counts its segments by state.
    """

    sheet_id: str
    title: str
    revision: int
    paper: str
    catalog: CatalogState


def facts_of(document: Document) -> SheetFacts:
    """Return what the manifest says of a document."""
    return SheetFacts(
        document.sheet_id,
        document.title.bare,
        document.revision,
        document.paper,
        document.state,
    )


@dataclass(frozen=True)
class ManifestEntry:
    """What the manifest says of one file.

    `key` is that of everything the sheet was made from; empty means that a font changed meanwhile.
    `fonts` are the SHA-256 of the font files by name, `made_with` versions by the name of the
    software, `templates` the names of the template files that it depends on.
    """

    sheet: Sheet
    facts: SheetFacts
    pages: int
    sha256: str
    key: str = ""
    fonts: dict[str, str] = field(default_factory=dict)
    made_with: dict[str, str] = field(default_factory=dict)
    templates: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The file below the output folder."""
        return self.sheet.path

    def as_dict(self) -> dict[str, Any]:
        """Return the entry as JSON has it."""
        variant = variant_of(self.sheet) | {"paper": self.facts.paper}
        del variant["format"]
        if self.sheet.fill == "by-hand":
            del variant["fill"]
        rest = {part.name: getattr(self, part.name) for part in fields(self)}
        del rest["sheet"], rest["facts"]
        place = {"file": self.file, "handout": self.sheet.handout, "locale": self.sheet.locale}
        return {**place, **variant, **asdict(self.facts), **rest}


class _Recorded(BaseModel):
    """An entry as JSON has it, with the types that it must have."""

    model_config = ConfigDict(extra="forbid", strict=True)

    file: Annotated[str, Field(pattern=rf"^(?:{FILE_NAME.pattern})$")]
    handout: str
    locale: str
    region: str
    paper: str
    edition: Literal[tuple(EDITIONS)]  # type: ignore[valid-type]
    route: str | None
    second: str | None
    staff: bool
    fill: Literal["by-hand", "form"] = "by-hand"
    sheet_id: str
    title: str
    pages: int
    revision: int
    catalog: dict[str, int]
    sha256: str
    key: str
    fonts: dict[str, str]
    made_with: dict[str, str]
    templates: list[str]


def entry_from(data: dict[str, Any]) -> ManifestEntry:
    """Return an entry from JSON; raises `ValueError` or `TypeError` for any other."""
    told = _Recorded.model_validate(data)
    format_: Format = "html" if told.file.endswith(".html") else "pdf"
    names = ("region", "edition", "route", "second", "staff", "fill")
    variant = {name: getattr(told, name) for name in names}
    # The regular paper of a region is not told in a file's name.
    for paper in (None, told.paper):
        sheet = Sheet(told.locale, told.handout, **variant, paper=paper, format=format_)
        if sheet.path == told.file:
            break
    else:
        raise ValueError(told.file)
    state = CatalogState(**told.catalog)
    facts = SheetFacts(told.sheet_id, told.title, told.revision, told.paper, state)
    made_of = (told.key, told.fonts, told.made_with, tuple(told.templates))
    return ManifestEntry(sheet, facts, told.pages, told.sha256, *made_of)


@dataclass(frozen=True)
class Manifest:
    """Whose a folder is, if that is known, and its entries by file name."""

    owner: Owner | None = None
    entries: dict[str, ManifestEntry] = field(default_factory=dict)


def read_manifest(output: Path) -> dict[str, ManifestEntry]:
    """Return the entries of `load_manifest`."""
    return load_manifest(output).entries


def load_manifest(output: Path) -> Manifest:
    """Return the manifest of a folder; an empty one where there is none, or an older one's.

    Raises `InputError` for a manifest that cannot be read.
    """
    path = output / MANIFEST
    data: Any = None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] < FORMAT:
            return Manifest()
        shared = {name: data[name] for name in _SHARED}
        entries = [
            entry_from(
                {**entry, **{name: shared[name][entry[name]] for name in _SHARED if name in entry}}
            )
            for entry in data["files"]
        ]
        owner = Owner(**data["owner"]) if data["owner"] else None
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(_unreadable(error, data, path)) from None
    return Manifest(owner, {entry.file: entry for entry in entries})


def _unreadable(error: Exception, data: Any, path: Path) -> Finding:
    """Return what to say of a manifest that cannot be read, and what to do."""
    problem, line = "it is not as this program writes it", None
    # Without a manifest nothing would be written among the sheets that are there.
    hint = "delete this folder and build again, or name another one with --output"
    program = data.get("program") if isinstance(data, dict) else None
    if isinstance(program, str) and program != f"kat-handouts {__version__}":
        hint = f"it was written by {program[:60]}: use that version, or {hint}"
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        if first["type"] == "literal_error":
            value = str(first["input"])[:60]
            problem = f"it has the {first['loc'][-1]} “{value}”, which this version does not know"
    elif isinstance(error, json.JSONDecodeError):
        problem, line = "it is cut off, or was edited by hand", error.lineno
    elif isinstance(error, OSError):
        problem, hint = f"{error.strerror}", "let it be read by whoever builds: chmod u+rw"
    message = f"the manifest cannot be read: {problem}"
    return Finding("manifest", message, hint, file=str(path), line=line)


def write_manifest(
    output: Path, entries: dict[str, ManifestEntry], owner: Owner | None = None
) -> None:
    """Write the manifest, sorted by file name; raises `InputError` where it cannot be written."""
    shared: dict[str, dict[str, Any]] = {name: {} for name in _SHARED}
    files = []
    for name in sorted(entries):
        entry = entries[name].as_dict()
        for part, known in shared.items():
            id_ = digest(json.dumps(entry[part], sort_keys=True), length=SHARED)
            known[id_] = entry[part]
            entry[part] = id_
        files.append(entry)
    data = {
        "format": FORMAT,
        "program": f"kat-handouts {__version__}",
        "owner": asdict(owner) if owner else None,
        **shared,
        "files": files,
    }
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    write_whole(output / MANIFEST, text.encode())
