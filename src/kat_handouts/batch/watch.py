"""Build some sheets again at each save, and say what changed in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.report import Outcome
from kat_handouts.files.project import Project
from kat_handouts.model.errors import Finding, KatHandoutsError
from kat_handouts.model.sheet import Sheet
from kat_handouts.workers.renderer import Renderer

# The folders of a project whose files go into a sheet.
FOLDERS = ("content", "locales", "templates")
# A mistake leaves the page that is being looked at where it is.
_OPTIONS = BuildOptions(gallery=False, keep_failed=True)
_TEXTS = ("content:", "translation")


@dataclass(frozen=True)
class Rebuilt:
    """One sheet that was made again, or could not be. `changed` are the texts that differ."""

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
        """Yield each sheet that differs from what it last was, made again, and every problem."""
        try:
            report = build(self._project, self._selection, self._output, self._renderer, _OPTIONS)
        except KatHandoutsError as error:
            yield Rebuilt("content", findings=error.findings)
            return
        told: set[tuple[Finding, ...]] = set()
        for done in report.done:
            if done.outcome is Outcome.BUILT:
                inputs = report.inputs[done.sheet]
                yield Rebuilt(done.sheet.name, _changed(self._inputs.get(done.sheet), inputs))
                self._inputs[done.sheet] = inputs
            # What is wrong with a whole catalog is told once.
            elif done.outcome is Outcome.FAILED and done.findings not in told:
                told.add(done.findings)
                yield Rebuilt(done.sheet.name, findings=done.findings)


def _changed(before: dict[str, str] | None, after: dict[str, str]) -> tuple[str, ...]:
    if before is None:
        return ()
    names = (name for name in {**before, **after} if name.startswith(_TEXTS))
    differ = (name for name in names if before.get(name) != after.get(name))
    return tuple(dict.fromkeys(name.partition(":")[2].partition("#")[0] for name in differ))
