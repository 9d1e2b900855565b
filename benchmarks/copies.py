"""Copies of a sheet with fields: how many a second, next to Typst and to laying the sheet out."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.peers import ROOT, _use_registered_fonts
from benchmarks.sheets import LOCALES

HANDOUT = "for-your-companion"
FIELDS = ("name", "drive-from", "clinic-phone", "after-hours-phone")
_BATCH = 400
_FEW = 5
_NAMES = {
    "en": "Amina|Maria|John|José|Zoë|Liam|Oluwaseun|Nguyễn|O’Brien|Smith|Núñez|Łukasz",
    "ar": "عائشة|محمد|فاطمة|يوسف|زينب|عبد الرحمن|خديجة|إبراهيم|مريم|حسين|نور|أحمد",
    "zh-Hans": "王|李|张|刘|陈|杨|赵|黄|周|吴|徐|孙|伟|芳|娜|秀英|敏|静|丽|强|磊|军|洋|勇|艳|杰",
    "hi": "आशा|राजेश|प्रिया|श्रीनिवास|लक्ष्मी|कृष्ण|सुनीता|विजय|अनीता|मोहन|गीता|संजय",
}
# Of a script that no letter of the sheet has.
_ELSEWHERE = {"en": "王小明", "ar": "王小明", "zh-Hans": "عائشة محمد", "hi": "王小明"}


def records(locale: str, number: int, seed: int) -> Iterator[dict[str, str]]:
    """Yield records whose values differ from one to the next."""
    chosen = random.Random(seed)
    names = _NAMES[locale].split("|")
    between, parts = ("", 2) if locale == "zh-Hans" else (" ", 3)
    for _ in range(number):
        moment = datetime(2026, 1, 1) + timedelta(minutes=chosen.randrange(500_000))
        phones = (f"555-01{chosen.randrange(100):02}-{chosen.randrange(10_000):04}" for _ in "12")
        name = between.join(chosen.choices(names, k=parts))
        yield dict(zip(FIELDS, (name, f"{moment:%Y-%m-%d %H:%M}", *phones), strict=True))


def write_csv(path: Path, locale: str, number: int, seed: int) -> None:
    """Write records as a file of values."""
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(("language", "handouts", *FIELDS)) + "\n")
        for record in records(locale, number, seed):
            file.write(",".join((locale, HANDOUT, *record.values())) + "\n")


class Filling:
    """This program, warm, with the master of a sheet in each language."""

    def __init__(self) -> None:
        from kat_handouts.files.project import Project
        from kat_handouts.filling.writing import Writer
        from kat_handouts.localise.localiser import Localiser
        from kat_handouts.render.pdf import PdfRenderer
        from kat_handouts.workers.limits import quieten_collector

        self.project = Project(root=ROOT, bundled=ROOT)
        self.localiser = Localiser(self.project)
        self.renderer = PdfRenderer(self.project)
        self.writer = Writer(self.renderer)
        self._masters: dict[str, Any] = {}
        quieten_collector()

    def document(self, locale: str, fill: Any = "master") -> Any:
        """Return what is laid out: with empty boxes, or with lines to write on."""
        from kat_handouts.model.sheet import Sheet

        return self.localiser.document(Sheet(locale, HANDOUT, fill=fill))

    def lay_out(self, locale: str, fill: Any = "master") -> bytes:
        """Lay the sheet out and return its PDF."""
        return self.renderer.render(self.document(locale, fill)).data

    def master(self, locale: str) -> Any:
        """Return the master of the sheet, made once."""
        from kat_handouts.filling.master import master_of

        if locale not in self._masters:
            self._masters[locale] = master_of(self.lay_out(locale))
        return self._masters[locale]

    def copies(self, locale: str, values: list[dict[str, str]]) -> Iterator[bytes]:
        """Yield a copy for each record: read, printed, shaped and written."""
        from kat_handouts.filling.copies import copy_of
        from kat_handouts.filling.values import Printed, parsed
        from kat_handouts.model.fields import FIELDS as REGISTRY
        from kat_handouts.model.languages import get_language

        master = self.master(locale)
        printed = Printed(get_language(locale), "us")
        for record in values:
            said = {
                name: printed.value(REGISTRY[name], parsed(REGISTRY[name], raw))
                for name, raw in record.items()
            }
            places = [place for place in master.places if place.field in said]
            yield copy_of(
                master,
                {place: self.writer.written(said[place.field], place, master) for place in places},
            )


@dataclass
class _Rounds:
    """CPU seconds a copy, by round."""

    memory: list[float] = field(default_factory=list)
    disk: list[float] = field(default_factory=list)
    typst: list[float] = field(default_factory=list)
    layout: list[float] = field(default_factory=list)


def rates(rounds: int) -> list[str]:
    """Return how many copies there are a second of CPU, and the ratios to Typst and to layout."""
    linked = _use_registered_fonts()
    with tempfile.TemporaryDirectory(prefix="kat-handouts-benchmark-") as name:
        folder = Path(name)
        shutil.copytree(linked, folder / "fonts")
        filling = Filling()
        measured = {locale: _race(filling, locale, rounds, folder) for locale in LOCALES}
        sizes = {locale: _sizes(filling, locale) for locale in LOCALES}
    rows = {
        "copies a second, in memory": [f"{1 / min(one.memory):,.0f}" for one in measured.values()],
        "copies a second, written to disk": [
            f"{1 / min(one.disk):,.0f}" for one in measured.values()
        ],
        "Typst, sheets a second": [f"{1 / min(one.typst):.0f}" for one in measured.values()],
        "laid out anew, sheets a second": [
            f"{1 / min(one.layout):.1f}" for one in measured.values()
        ],
        "a copy in memory, times Typst's rate": [
            f"{_ratio(one.typst, one.memory):.0f}" for one in measured.values()
        ],
        "times the rate of layout": [
            f"{_ratio(one.layout, one.memory):.0f}" for one in measured.values()
        ],
        "master, in KB": [f"{master / 1000:.0f}" for master, *_ in sizes.values()],
        "a copy over its master, in KB": [f"{copy / 1000:.1f}" for _, copy, _ in sizes.values()],
        "the same, with a name in another script": [
            f"{other / 1000:.1f}" for *_, other in sizes.values()
        ],
    }
    return [
        "**Copies with four fields, in six places**",
        "",
        f"| | {' | '.join(LOCALES.values())} |",
        f"|---|{'---:|' * len(LOCALES)}",
        *(f"| {title} | {' | '.join(cells)} |" for title, cells in rows.items()),
        "",
    ]


def _ratio(slow: list[float], fast: list[float]) -> float:
    return median(one / other for one, other in zip(slow, fast, strict=True))


def _race(filling: Filling, locale: str, rounds: int, folder: Path) -> _Rounds:
    """Measure all in turn, with other values in each round."""
    measured = _Rounds()
    typst = _typst(filling, locale, folder)
    for warm in records(locale, 3, seed=1):
        typst(warm)
        filling.lay_out(locale)
        _use(filling.copies(locale, [warm]))
    output = folder / "written"
    seeds = iter(range(100, 1000))

    def fresh(number: int) -> list[dict[str, str]]:
        return list(records(locale, number, next(seeds)))

    for _ in range(rounds):
        copies = filling.copies(locale, fresh(_BATCH))
        measured.memory.append(_cpu(partial(_use, copies)) / _BATCH)
        copies = filling.copies(locale, fresh(_BATCH))
        measured.disk.append(_cpu(partial(_write, copies, output)) / _BATCH)
        shutil.rmtree(output)
        measured.typst.append(_cpu(partial(_use, map(typst, fresh(_FEW)))) / _FEW)
        measured.layout.append(_cpu(partial(filling.lay_out, locale)))
    return measured


def _cpu(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def _use(made: Iterator[bytes]) -> None:
    for _ in made:
        pass


def _write(copies: Iterator[bytes], folder: Path) -> None:
    from kat_handouts.filling.output import to_folder

    with to_folder(folder) as output:
        for number, copy in enumerate(copies):
            output.add(f"{number:06d}", copy, None)  # type: ignore[arg-type]


def _typst(filling: Filling, locale: str, folder: Path) -> Callable[[dict[str, str]], bytes]:
    """Return a compiler that is kept open, for the words of the sheet with the values over them."""
    import typst as program

    from benchmarks.typst_source import source
    from kat_handouts.render.html import environment, render_html
    from kat_handouts.render.template_files import TemplateFiles

    document = filling.document(locale, "by-hand")
    html = render_html(document, environment(TemplateFiles(filling.project)))
    # The values stand where the patient's row does, and nothing else of the sheet changes.
    head, _, body = source(html, document.language).partition("\n= ")
    file = folder / f"sheet-{locale}.typ"
    file.write_text(f"{head}\n= {body}", encoding="utf-8")
    compiler = program.Compiler(
        str(file), root=str(folder), font_paths=[str(folder / "fonts")], ignore_system_fonts=True
    )

    def make(record: dict[str, str]) -> bytes:
        said = "\n\n".join(f"#{json.dumps(value, ensure_ascii=False)}" for value in record.values())
        file.write_text(f"{head}\n{said}\n\n= {body}", encoding="utf-8")
        return bytes(compiler.compile(input=str(file), format="pdf"))

    return make


def _sizes(filling: Filling, locale: str) -> tuple[int, int, int]:
    """Return the bytes of a master, and the mean of what a copy has more; with another script."""
    master = len(filling.master(locale).pdf)
    usual = list(records(locale, 200, seed=7))
    other = [{**record, "name": _ELSEWHERE[locale]} for record in usual]
    more = [
        sum(len(copy) - master for copy in filling.copies(locale, values)) // len(values)
        for values in (usual, other)
    ]
    return master, more[0], more[1]
