"""Every command that writes files: what it finds, what it writes, and which functions do it."""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pikepdf
from openpyxl import load_workbook

from kat_handouts.batch.build import build
from kat_handouts.batch.cache import About, Cache
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.site_gallery import write_site_gallery
from kat_handouts.catalogs.extraction import POT_NAME
from kat_handouts.cli import main
from kat_handouts.cli.junit import write_junit
from kat_handouts.clinic import opening
from kat_handouts.content.library import load_library
from kat_handouts.files.project import Project
from kat_handouts.render.rendered import RenderedSheet
from kat_handouts.reviews import signing
from tests.support.clinics import clinic_with
from tests.support.crashes import TOLD
from tests.support.editing import edit, tree
from tests.support.fakes import FakeRenderer
from tests.support.packets import fill, make
from tests.support.signing import sign_one
from tests.support.small import SMALL_PROJECT, TODAY

PO = "locales/es/LC_MESSAGES/handouts.po"
LEDGER = "locales/es/sign-offs.jsonl"
SELECTED = Selection(("es", "en"), ("tea",), formats=("pdf", "html"))

Tree = dict[str, bytes]


@dataclass
class Desk:
    """A folder in memory with a project; `shipped` is what it lies over, itself where alone."""

    root: Path
    shipped: Path

    @property
    def project(self) -> Project:
        return Project(root=self.root, bundled=self.shipped, today=TODAY)

    def held(self) -> Tree:
        """Return every file but the templates, which no command writes."""
        return {
            name: data
            for one in sorted(self.root.iterdir())
            if one.name != "templates"
            for name, data in (
                {f"{one.name}/{name}": data for name, data in tree(one).items()}.items()
                if one.is_dir()
                else [(one.name, one.read_bytes())]
            )
        }

    def now(self) -> Tree:
        """Return what a person sees: no locks, and nothing that was being written."""
        return {
            name: _read(name, data) for name, data in self.held().items() if not is_hidden(name)
        }

    def left(self) -> set[str]:
        """Return what a person does not see."""
        return {name for name in self.held() if is_hidden(name)}

    def lay_out(self, wanted: Tree) -> None:
        held = self.held()
        for name in held.keys() - wanted.keys():
            (self.root / name).unlink()
        for folder in sorted(self.root.rglob("*/"), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()
        for name, data in wanted.items():
            if held.get(name) != data:
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                (self.root / name).write_bytes(data)

    def command(self, *words: str) -> None:
        """Run the command, on this project and no other."""
        opening.Project = partial(Project, bundled=self.shipped)
        numbers = itertools.count(1)
        signing.uuid4 = lambda: _Id(next(numbers))
        words = tuple(word.replace("DESK", str(self.root)) for word in words)
        main([*words] if words[0] == "init" else [*words, "--project", str(self.root)])


class _Id(int):
    @property
    def hex(self) -> str:
        return f"{self:032x}"[::-1]


def _read(name: str, data: bytes) -> bytes:
    """Return the cells of a spreadsheet, which holds the time of its making; else the bytes."""
    if name.endswith(".xlsx") and zipfile.is_zipfile(io.BytesIO(data)):
        return repr(list(load_workbook(io.BytesIO(data)).active.values)).encode()
    return data


def is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def _pdf() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(buffer, static_id=True)
    return buffer.getvalue()


class _Renderer(FakeRenderer):
    pdf = _pdf()

    def made(self, document):
        told = super().made(document)
        return RenderedSheet(self.pdf + b"%" + told.data + b"\n", 1)


def _build(desk: Desk) -> None:
    report = build(desk.project, SELECTED, desk.root / "out", _Renderer())
    write_junit({"": report}, desk.root / "junit.xml")
    assert not report.errors, report.errors
    assert not report.findings, report.findings


def _one_site(desk: Desk) -> None:
    (desk.root / "out/north").mkdir(parents=True)
    (desk.root / "out/north/index.html").write_bytes(b"the sheets of this site")


def _lead_to_sites(desk: Desk) -> None:
    site = clinic_with("555-0100", name="North")
    project = replace(desk.project, sites={"north": site})
    if write_site_gallery(project, desk.root / "out"):
        raise SystemExit(TOLD)


def _keep(desk: Desk) -> None:
    cache = Cache(desk.root / "cache")
    for number in range(2):
        cache.put(f"{number:064x}", _Renderer.pdf * 9, About(1, {}))
    if cache.trouble:
        raise SystemExit(TOLD)
    assert all(cache.get(f"{number:064x}") for number in range(2))


@dataclass(frozen=True)
class Command:
    """A command, what it finds, and the file of a person that it writes.

    `writers` are the functions that write for it. `outputs` says that what it writes is its own
    and is made again at any time: it may be missing. `other` is what somebody else saves meanwhile.
    """

    words: tuple[str, ...] | Callable[[Desk], None]
    file: str
    writers: tuple[str, ...]
    before: Callable[[Desk], object] = lambda desk: None
    other: Callable[[bytes], bytes] | None = None
    is_layered: bool = False
    outputs: bool = False

    def work(self, desk: Desk) -> None:
        if callable(self.words):
            self.words(desk)
        else:
            desk.command(*self.words)


def _old_english(desk: Desk) -> None:
    edit(desk.project, PO, 'msgid "A bench"', 'msgid "The bench"')


def _signed(desk: Desk) -> None:
    signing.uuid4 = lambda: _Id(7)
    sign_one(desk.project, load_library(desk.project), "tea.title")


def _broken(desk: Desk) -> None:
    _signed(desk)
    path = desk.root / LEDGER
    path.write_bytes(b"half a li\n" + path.read_bytes())


def _packet(desk: Desk) -> None:
    data = fill(make(desk.project), {"garden.title": "Un buen día"})
    (desk.root / "packet.xlsx").write_bytes(data)


def _copies(desk: Desk) -> None:
    path = desk.root / PO
    path.parent.mkdir(parents=True)
    path.write_bytes((desk.shipped / PO).read_bytes().replace(b'"Un banco"', b'"Mi banco"'))


def _old_packet(desk: Desk) -> None:
    (desk.root / "packets").mkdir()
    (desk.root / "packets/es.xlsx").write_bytes(b"an older packet")


def _old_sheets(desk: Desk) -> None:
    _build(desk)
    edit(desk.project, PO, "Una tetera", "Otra tetera")
    (desk.root / "junit.xml").write_bytes(b"an older report")


# What tells that somebody else's version is there.
OTHERS = (b"Un sendero", b'"id": "mine"', b"# mine", b'name = "Mine"')


def _translation(data: bytes) -> bytes:
    there, mine = b'msgstr "El camino a casa"', b'msgstr "Un sendero"'
    # A catalog that is slim already has no copy of it.
    return data.replace(there, mine) if there in data else data + b"# Un sendero\n"


def _line(data: bytes) -> bytes:
    mine = {"id": "mine", "segment": "a", "hash": "0" * 64, "role": "reviser", "by": "Mine"}
    return data + json.dumps({**mine, "date": "2026-11-22"}).encode() + b"\n"


COMMANDS = {
    "locales update": Command(
        ("locales", "update", "es"),
        PO,
        ("catalogs/update.py:write_catalog",),
        _old_english,
        _translation,
    ),
    "locales add": Command(
        ("locales", "add", "vi"),
        "locales/vi/LC_MESSAGES/handouts.po",
        ("catalogs/update.py:write_catalog",),
        other=lambda data: b"# mine\n" + (SMALL_PROJECT / PO).read_bytes(),
    ),
    "locales slim": Command(
        ("locales", "slim", "es"),
        PO,
        ("catalogs/slim.py:write_slim",),
        _copies,
        _translation,
        is_layered=True,
    ),
    "locales extract": Command(
        ("locales", "extract"),
        POT_NAME,
        ("cli/locales_command.py:extract_command",),
        lambda desk: edit(desk.project, POT_NAME, 'msgid "A bench"', 'msgid "The bench"'),
    ),
    "locales packet": Command(
        ("locales", "packet", "es", "--format", "xlsx", "-o", "DESK/packets"),
        "packets/es.xlsx",
        ("cli/locales_pages.py:packet_command",),
        _old_packet,
    ),
    "locales packet --import": Command(
        ("locales", "packet", "es", "--import", "DESK/packet.xlsx"),
        PO,
        ("reviews/corrections.py:import_packet",),
        _packet,
        _translation,
    ),
    "review sign": Command(
        ("review", "sign", "es", "walk.title", "--role", "reviser", "--by", "C. D."),
        LEDGER,
        ("reviews/signing.py:_add",),
        _signed,
        _line,
    ),
    "review revoke": Command(
        ("review", "revoke", "700000000000", "--by", "C. D."),
        LEDGER,
        ("reviews/signing.py:_add",),
        _signed,
        _line,
    ),
    "review repair": Command(
        ("review", "repair", "es"),
        LEDGER,
        ("reviews/repair.py:repair_ledger", "reviews/repair.py:repair_ledger.change"),
        _broken,
        _line,
    ),
    "init": Command(
        ("init", "DESK/mine"),
        "mine/clinic.toml",
        ("clinic/starter.py:start_clinic",),
        other=lambda data: b'name = "Mine"\n',
    ),
    "init --handout": Command(
        ("init", "DESK/mine", "--handout", "parking"),
        "mine/content/parking.yaml",
        ("content/starter.py:start_handout",),
        other=lambda data: b"# mine\n",
    ),
    "evidence": Command(
        ("evidence", "-H", "tea", "--format", "md", "-o", "DESK/evidence"),
        "evidence/tea.md",
        ("cli/evidence_command.py:command",),
    ),
    "build": Command(
        _build,
        "out/manifest.json",
        (
            *("batch/output.py:OutputFolder.held", "batch/output.py:OutputFolder.write"),
            *("batch/output.py:OutputFolder.save", "batch/output.py:OutputFolder._recover"),
            *("batch/output.py:OutputFolder._begin", "batch/output.py:OutputFolder._remove"),
            *("batch/manifest.py:write_manifest", "batch/gallery.py:write_gallery"),
            *("batch/gallery.py:_picture", "batch/gallery.py:_tidy", "cli/junit.py:write_junit"),
        ),
        _old_sheets,
        outputs=True,
    ),
    "build of several sites": Command(
        _lead_to_sites,
        "out/index.html",
        ("batch/site_gallery.py:_write",),
        _one_site,
        outputs=True,
    ),
    "cache": Command(
        _keep,
        f"cache/sheets/00/{1:064x}-2",
        (
            *("batch/cache.py:Cache.tidy", "batch/cache.py:Cache._read"),
            *("batch/cache.py:Cache._write", "batch/cache.py:_remove", "batch/cache.py:_forget"),
        ),
        outputs=True,
    ),
}
# What writes no file of a person, and why.
NOBODYS = {
    "cli/__init__.py:LazyGroup.main": "opens the system's own empty file",
    "files/atomic.py:write_whole": "writes for those that call it",
    "files/atomic.py:place": "writes for those that call it",
    "files/atomic.py:_remove_abandoned": "removes what a killed one of these left",
    "files/renaming.py:take_free_name": "writes for those that call it",
    "files/rewriting.py:_locked": "writes for those that call it",
    "files/rewriting.py:_replace": "writes for those that call it",
    "files/rewriting.py:_write": "writes for those that call it",
    "files/rewriting.py:_give": "writes for those that call it",
    "files/rewriting.py:_sync": "opens a folder",
    "filling/output.py:to_folder": "makes a folder, and new files in it",
    "filling/output.py:_Folder.add": "writes a new file, and refuses one that is there",
    "filling/output.py:_Folder.remove": "removes a folder that it has itself made",
    "filling/output.py:_new": "writes a new file, and refuses one that is there",
    "filling/output.py:_remove": "removes what it has itself written",
    "filling/output.py:to_one_pdf": "writes into what `_new` opens",
    "typography/fontconfig.py:write_fontconfig": "writes into a temporary folder",
    "workers/leftovers.py:remove_leftovers": "removes temporary folders",
    "workers/local.py:temporary_folder": "is a temporary folder",
}
