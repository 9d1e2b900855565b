"""After an edit of any kind of file that a build reads, an incremental build equals a clean one.

What a build reads is recorded, by the program and by the system: a file of a new kind, for which
there is no edit here, fails the test.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.cache import Cache
from kat_handouts.batch.plan import Selection
from kat_handouts.clinic.opening import open_project
from kat_handouts.content.library import load_library
from kat_handouts.files.project import Project
from kat_handouts.files.snapshot import Snapshot
from tests.support.editing import tree
from tests.support.fakes import FaithfulRenderer
from tests.support.memory import folder_in_memory
from tests.support.practical import BUS, MAP, NAME, PICTURE
from tests.support.sampling import sampled, seed
from tests.support.signing import sign
from tests.support.small import SMALL_PROJECT, TODAY, lay_out

# Every format, edition and language form of one handout; and all that there is, in one edition.
NARROW = (
    Selection(("es", "ar"), ("garden",), formats=("pdf", "html"), staff=True),
    Selection(("es",), ("garden",), editions=("bilingual", "large-print"), second="ar"),
    Selection(("es",), ("garden",), editions=("easy-read",), formats=("pdf", "html")),
    Selection(("es",), ("walk",), editions=("cards",), route="infusion", paper="a4"),
    Selection(("en-GB",), ("garden",), region="gb"),
    Selection(("es",), ("bus",), formats=("pdf", "html")),
)
WIDE = (Selection(), Selection(("es",), region="us", formats=("html",)))
MOST_NAMES = 5
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'
CLINIC = b'name = "River"\nphones.daytime = "555-0100"\n'
HEADER = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def replaced(pattern: str, by: str) -> Callable[[bytes], bytes]:
    def edit(data: bytes) -> bytes:
        changed, count = re.subn(pattern, by, data.decode(), count=1)
        assert count, pattern
        return changed.encode()

    return edit


def ended(by: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data + by


def fixed(first: bytes) -> Callable[[str], bytes]:
    return lambda name: first


def retitled(data: bytes) -> bytes:
    """Give a catalog another translation of the title that every selection prints."""
    entry = b'msgctxt "garden.title"\nmsgid "A day in the garden"\nmsgstr "%s"\n'
    there = re.compile(re.escape(entry).replace(b"%s", b"[^\n]*"))
    new = entry % (b"Una" if b'"Uno"' in data else b"Uno")
    return there.sub(new, data) if there.search(data) else data + b"\n" + new


def signed(name: str) -> bytes:
    """Return a ledger that signs a whole locale."""
    with folder_in_memory() as folder:
        project = lay_out(folder / "project")
        if name.split("/")[1] != "en":
            sign(project, load_library(project), name.split("/")[1].replace("_", "-"))
            return (project.root / name).read_bytes()
    return b"{}\n"


def like(name: str, *changes: tuple[str, str]) -> Callable[[str], bytes]:
    """Return a file that is another one of the small project with some words changed."""

    def first(_: str) -> bytes:
        data = (SMALL_PROJECT / name).read_bytes()
        for pattern, by in changes:
            data = replaced(pattern, by)(data)
        return data

    return first


@dataclass(frozen=True)
class Kind:
    """A kind of file: what its names match, how one is edited, and what it holds where it is new.

    Of a folder that is looked through, `new` is the name of one more file.
    """

    pattern: str
    edit: Callable[[bytes], bytes]
    first: Callable[[str], bytes] | None = None
    new: str = ""


_LISTS = "glossary|released|required-facts|sources|wording"
KINDS = (
    Kind(
        r"content/texts\.yaml",
        ended(b"  garden.back.heading: Later\n"),
        fixed(b"texts:\n  garden.title: Gardens\n"),
    ),
    Kind(r"content/labels\.yaml", replaced("Page (?={page})", "Leaf ")),
    Kind(rf"content/({_LISTS})\.yaml", ended(b"\n# Edited.\n")),
    Kind(r"content/judged\.yaml", ended(b"\n"), fixed(b"handouts: {}\n")),
    Kind(
        r"content/[a-z-]+\.yaml",
        replaced(r"(heading|text|promise|answer): (\w.+)", r"\1: So \2"),
    ),
    Kind(r"content/easy-read/[a-z-]+\.yaml", replaced(r"(heading|text): (\w.+)", r"\1: So \2")),
    Kind(r"content/regions/[a-z-]+\.yaml", replaced(r'(_number: )"\d+"', r'\1"944"')),
    Kind(
        r"locales/[a-z]{2}(_[A-Z]{2})?/LC_MESSAGES/handouts\.po",
        retitled,
        fixed(HEADER),
    ),
    Kind(r"locales/[A-Za-z_]+/sign-offs\.jsonl", lambda data: data[: len(data) // 2], signed),
    Kind(r"locales/policy\.yaml", replaced(r"other: \[reviser\]", "other: [translator]")),
    Kind(r"templates/styles/clinic\.css", ended(b"b{color:red}\n"), fixed(b"i{color:red}\n")),
    Kind(r"templates/[a-z0-9/-]+\.css", ended(b"\n/* Edited. */\n")),
    Kind(r"templates/macros/[a-z-]+\.html\.j2", ended(b"\n{# Edited. #}\n")),
    Kind(r"templates/[a-z/-]+\.(html|md)\.j2", ended(b"\n<!-- Edited. -->\n")),
    Kind(r"templates/pictograms/[a-z-]+\.svg", ended(b"\n"), fixed(SVG)),
    Kind(r"templates/(gallery|phone)/[a-z-]+\.js", ended(b"\n// Edited.\n")),
    Kind(r"content/map\.svg", replaced("M10 20", "M11 20")),
    Kind(r"clinic\.toml", replaced("0100", "0199"), fixed(CLINIC)),
    Kind(r"logo\.svg", replaced("h4v4z", "h3v4z"), fixed(SVG)),
    Kind(
        r"list:content:\*\.yaml",
        replaced("pot of", "cup of"),
        like("content/tea.yaml", ("KAT-92", "KAT-94")),
        "content/coffee.yaml",
    ),
    Kind(
        r"list:content/easy-read:\*\.yaml",
        replaced("the shade", "the house"),
        like("content/easy-read/garden.yaml"),
        "content/easy-read/walk.yaml",
    ),
    Kind(
        r"list:content/regions:\*\.yaml",
        replaced("911", "912"),
        like("content/regions/us.yaml", ("United States", "Canada")),
        "content/regions/ca.yaml",
    ),
    Kind(
        r"list:locales:\*/LC_MESSAGES/handouts\.po",
        retitled,
        like("locales/es/LC_MESSAGES/handouts.po", ("Language: es", "Language: fr")),
        "locales/fr/LC_MESSAGES/handouts.po",
    ),
    Kind(r"list:templates:\*\*/\*", ended(b"\n"), fixed(b"."), "templates/gallery/more.txt"),
)
# Read, and no part of any sheet.
NO_INPUT = re.compile(r"out/.*|cache/.*|locales/[A-Za-z_]+/glossary\.yaml")


def kind_of(name: str) -> Kind | None:
    return next((kind for kind in KINDS if re.fullmatch(kind.pattern, name)), None)


class Bench:
    """A clinic's folder over the small project, built again and again into one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lower = lay_out(folder / "small").root
        (self.lower / NAME).write_text(BUS + PICTURE, encoding="utf-8")
        (self.lower / "content/map.svg").write_text(MAP, encoding="utf-8")
        self.upper = folder / "clinic"
        self.upper.mkdir()
        self.cache = Cache(folder / "cache")

    @property
    def project(self) -> Project:
        opened = open_project(self.upper, today=TODAY)
        return replace(opened, bundled=self.lower)

    def build(self, output: str, selections: tuple[Selection, ...], cache: Cache | None) -> None:
        for selection in selections:
            project = self.project
            done = build(
                project,
                selection,
                self.folder / output,
                FaithfulRenderer(project),
                BuildOptions(cache=cache),
            )
            assert done.errors == []

    def assert_incremental_equals_clean(self, selections: tuple[Selection, ...]) -> None:
        self.build("out", selections, self.cache)
        self.build("clean", selections, None)
        incremental, clean = tree(self.folder / "out"), tree(self.folder / "clean")
        assert incremental.keys() == clean.keys()
        assert [name for name in clean if incremental[name] != clean[name]] == []
        shutil.rmtree(self.folder / "clean")


def _with_logo(bench: Bench) -> None:
    (bench.upper / "clinic.toml").write_bytes(CLINIC.replace(b"\n", b'\nlogo = "logo.svg"\n', 1))
    (bench.upper / "logo.svg").write_bytes(SVG)


def _asked_for(bench: Bench) -> set[str]:
    """Return what a clean build asks for: by the program's own record, and by the system's."""
    opened: set[str] = set()
    active = True

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if active and event == "open" and isinstance(args[0], str):
            opened.add(args[0])

    noted: set[str] = set()
    note = Snapshot._note
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Snapshot, "_note", lambda self, item: (noted.add(item), note(self, item))[1])
        sys.addaudithook(hook)
        bench.build("out", (*NARROW, *WIDE), None)
    active = False
    for name in opened:
        for root in (bench.upper, bench.lower):
            if Path(name).is_relative_to(root):
                noted.add(Path(name).relative_to(root).as_posix())
    return {name for name in noted if not NO_INPUT.fullmatch(name)}


@pytest.fixture(scope="module")
def asked_for() -> set[str]:
    with folder_in_memory() as folder:
        bench = Bench(folder)
        _with_logo(bench)
        return _asked_for(bench)


def test_there_is_an_edit_for_each_kind_of_file_that_a_build_reads(asked_for):
    assert [name for name in sorted(asked_for) if kind_of(name) is None] == []
    used = {kind_of(name) for name in asked_for}
    assert [kind.pattern for kind in KINDS if kind not in used] == []


@pytest.mark.parametrize("kind", sampled([kind.pattern for kind in KINDS], 1))
def test_after_an_edit_an_incremental_build_equals_a_clean_one(asked_for, kind):
    (kind,) = [one for one in KINDS if one.pattern == kind]
    names = [name for name in sorted(asked_for) if kind_of(name) is kind]
    # Each file costs some twenty builds: of a kind with many, such as pictograms, some are drawn.
    drawn = random.Random(f"{seed()} {kind.pattern}").sample(names, min(len(names), MOST_NAMES))
    for name in sampled(drawn, 1):
        with folder_in_memory() as folder:
            bench = Bench(folder)
            if name == "logo.svg":
                _with_logo(bench)
            selections = WIDE if kind.new else NARROW
            bench.build("out", selections, bench.cache)
            for change in changes(bench, kind, kind.new or name):
                change()
                bench.assert_incremental_equals_clean(selections)


def changes(bench: Bench, kind: Kind, name: str) -> list[Callable[[], object]]:
    """Return what happens to a file: it is laid over or added, edited, and goes."""
    lower, upper = bench.lower / name, bench.upper / name
    upper.parent.mkdir(parents=True, exist_ok=True)
    if lower.is_file():
        edited = kind.edit(lower.read_bytes())
        return [
            lambda: upper.write_bytes(edited),
            upper.unlink,
            lambda: lower.write_bytes(edited),
        ]
    assert kind.first, name
    first = kind.first(name)
    steps = [lambda: upper.write_bytes(first), lambda: upper.write_bytes(kind.edit(first))]
    # Without its logo, a clinic's file is wrong.
    return steps if name == "logo.svg" else [*steps, upper.unlink]
