"""Tell how a build goes: a bar for a person, a line of JSON for a machine."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import click

from kat_handouts.batch.report import Done, Event, OnEvent, Outcome, Planned, Waiting
from kat_handouts.cli.report import json_text


@contextmanager
def progress(*, as_json: bool, site: str = "") -> Iterator[OnEvent]:
    """Give what a build calls with its events; `site` is what it builds for, if for one."""
    if as_json:
        yield partial(_print_event, {"site": site} if site else {})
    elif sys.stderr.isatty():
        with _bar(f"Building {site}".rstrip()) as on_event:
            yield on_event
    else:
        yield _say_waiting


def print_line(data: dict[str, object]) -> None:
    """Print an object of JSON on a line of its own."""
    click.echo(json_text(data))


def _print_event(place: dict[str, object], event: Event) -> None:
    match event:
        case Waiting():
            print_line({"event": "waiting", **place})
        case Planned(total, to_render):
            print_line({"event": "planned", **place, "sheets": total, "to_render": to_render})
        case Done(sheet, outcome, pages, seconds, findings):
            print_line(
                {
                    "event": "sheet",
                    **place,
                    "file": sheet.path,
                    "outcome": outcome,
                    "pages": pages,
                    "seconds": seconds,
                    "findings": [finding.as_dict() for finding in findings],
                }
            )


def _say_waiting(event: Event) -> None:
    if isinstance(event, Waiting):
        click.echo("Another build is at work in this folder; waiting for it.", err=True)


@contextmanager
def _bar(title: str) -> Iterator[OnEvent]:
    # Only a terminal has a bar; Rich is slow to load.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn(title),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("left  {task.fields[sheet]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, sheet="", rate="")
        begun = time.monotonic()
        rendered = 0

        def on_event(event: Event) -> None:
            nonlocal begun, rendered
            if isinstance(event, Planned):
                begun = time.monotonic()
                bar.update(task, total=event.to_render)
            elif isinstance(event, Waiting):
                bar.console.print("Another build is at work in this folder; waiting for it.")
            elif event.outcome in (Outcome.BUILT, Outcome.FAILED):
                rendered += 1
                rate = f"{rendered / max(0.001, time.monotonic() - begun):.1f}/s"
                bar.update(task, advance=1, rate=rate, sheet=event.sheet.name)

        yield on_event
