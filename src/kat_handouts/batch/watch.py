"""Build some sheets again at each save, and say what changed and what looks wrong there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.report import Outcome
from kat_handouts.catalogs.catalog import State
from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.files.project import Project
from kat_handouts.model.errors import Finding, KatHandoutsError
from kat_handouts.model.sheet import Sheet
from kat_handouts.workers.renderer import Renderer

# The folders of a project whose files go into a sheet.
FOLDERS = ("content", "locales", "templates")
# A mistake leaves the page that is being looked at where it is.
_OPTIONS = BuildOptions(gallery=False, keep_failed=True)
_TEXTS = ("content:", "translation")
_ON_THE_PAGE = {f"catalog-{state}" for state in State}


@dataclass(frozen=True)
class Rebuilt:
    """One sheet that was made again, or could not be. `changed` are the texts that differ.

    Without a sheet it is a language, by its tag, with what looks wrong in texts that changed.
    """

    name: str
    changed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


class Watch:
    """The sheets of a selection, with what they were last made from."""

    def __init__(
        self, project: Project, selection: Selection, output: Path, renderer: Renderer
    ) -> None:
        self._project = project
        self._selection = selection
        self._output = output
        self._renderer = renderer
        self._inputs: dict[Sheet, dict[str, str]] = {}

    def refresh(self) -> Iterator[Rebuilt]:
        """Yield each sheet that differs from what it last was, made again, and every problem.

        What only looks wrong in a text that changed comes last, when the pages can be seen.
        """
        try:
            report = build(self._project, self._selection, self._output, self._renderer, _OPTIONS)
        except KatHandoutsError as error:
            yield Rebuilt("content", findings=error.findings)
            return
        told: set[tuple[Finding, ...]] = set()
        changed: dict[str, set[str]] = defaultdict(set)
        for done in report.done:
            if done.outcome is Outcome.BUILT:
                inputs = report.inputs[done.sheet]
                texts = _changed(self._inputs.get(done.sheet), inputs)
                yield Rebuilt(done.sheet.name, texts)
                changed[done.sheet.locale].update(texts)
                self._inputs[done.sheet] = inputs
            # What is wrong with a whole catalog is told once.
            elif done.outcome is Outcome.FAILED and done.findings not in told:
                told.add(done.findings)
                yield Rebuilt(done.sheet.name, findings=done.findings)
        yield from self._doubts({tag: texts for tag, texts in changed.items() if texts})

    def _doubts(self, changed: dict[str, set[str]]) -> Iterator[Rebuilt]:
        found = check_catalogs(self._project, list(changed)) if changed else []
        for tag, texts in changed.items():
            # The page shows what prints in English.
            doubts = [
                one
                for one in found
                if one.locale == tag and one.segment in texts and one.rule not in _ON_THE_PAGE
            ]
            if doubts:
                yield Rebuilt(tag, findings=tuple(doubts))


def watched_folders(project: Project) -> list[Path]:
    """Return the folders whose files go into a sheet, of each layer, as far as they are there."""
    folders = [root / name for root in project.roots for name in FOLDERS]
    return [folder for folder in folders if folder.is_dir()]


def _changed(before: dict[str, str] | None, after: dict[str, str]) -> tuple[str, ...]:
    if before is None:
        return ()
    names = (name for name in {**before, **after} if name.startswith(_TEXTS))
    differ = (name for name in names if before.get(name) != after.get(name))
    return tuple(dict.fromkeys(name.partition(":")[2].partition("#")[0] for name in differ))
