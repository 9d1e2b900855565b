"""The options of ``build`` and its commands, those that travel together as one object."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

import click

from kat_handouts.batch.cache import Cache
from kat_handouts.batch.plan import Selection
from kat_handouts.cli.cache_command import cache_dir_option, cache_in
from kat_handouts.cli.options import (
    complete_locale,
    grouped,
    handout_option,
    locale_option,
    region_option,
    route_option,
)
from kat_handouts.cli.quantities import FiniteRange
from kat_handouts.cli.report import print_findings
from kat_handouts.files.project import Project
from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.errors import MachineError, Severity
from kat_handouts.model.languages import SOURCE_TAG
from kat_handouts.model.sheet import FORMATS, PAPERS
from kat_handouts.workers.limits import Limits
from kat_handouts.workers.local import WorkerPool
from kat_handouts.workers.renderer import Renderer


@dataclass(frozen=True)
class Workers:
    """How many processes render at once, and within which limits."""

    jobs: int
    limits: Limits

    def renderer(self, project: Project) -> Renderer:
        """Return what renders the sheets of a project so."""
        return WorkerPool(project, self.jobs, self.limits)


def _workers(jobs: int, time_limit: float, memory_limit: int) -> Workers:
    return Workers(jobs, Limits(time_limit, memory_limit or None))


def _cache(cache_dir: Path | None, no_cache: bool) -> Cache | None:
    if no_cache:
        return None
    try:
        return cache_in(cache_dir)
    except MachineError as error:
        # It only costs time.
        print_findings(replace(found, severity=Severity.WARNING) for found in error.findings)
        return None


selection_options = grouped(
    "selection",
    Selection,
    locale_option,
    handout_option,
    click.option(
        "--paper",
        type=click.Choice(PAPERS, case_sensitive=False),
        help="The paper. Default: the region's own.",
    ),
    region_option,
    route_option,
    click.option(
        "--edition",
        "-e",
        "editions",
        multiple=True,
        type=click.Choice(tuple(EDITIONS), case_sensitive=False),
        help="The layout; may be repeated. Default: the clinic's, or standard.",
    ),
    click.option(
        "--with",
        "second",
        metavar="TAG",
        default=SOURCE_TAG,
        show_default=True,
        shell_complete=complete_locale,
        help="The other language of bilingual sheets.",
    ),
    click.option(
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(FORMATS),
        default=("pdf",),
        help="pdf, or html: one file for a phone; may be repeated. Default: pdf.",
    ),
    click.option(
        "--fillable",
        "fill",
        flag_value="form",
        default="by-hand",
        help="PDF forms, to fill in with any PDF reader.",
    ),
    click.option("--staff", is_flag=True, help="Number the lines, and print English headings too."),
)

worker_options = grouped(
    "workers",
    _workers,
    click.option(
        "--jobs",
        "-j",
        type=click.IntRange(1, 64),
        default=lambda: os.cpu_count() or 1,
        show_default="one per processor",
        help="How many sheets to render at once.",
    ),
    click.option(
        "--time-limit",
        metavar="SECONDS",
        type=FiniteRange(min=0.1, max=86_400),
        default=60.0,
        show_default=True,
        help="Stop a sheet that takes longer.",
    ),
    click.option(
        "--memory-limit",
        metavar="MIB",
        type=click.IntRange(0, 16_777_216),
        default=4096,
        show_default=True,
        help="Stop a sheet that takes more memory; 0 for no limit.",
    ),
)

cache_options = grouped(
    "cache",
    _cache,
    cache_dir_option,
    click.option("--no-cache", is_flag=True, help="Neither use finished sheets nor keep any."),
)
