"""Tell findings to a person or to a machine, and end with the right exit status."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any, ParamSpec, TypeVar

import click

from kat_handouts.cli import exit_status
from kat_handouts.model.errors import Finding, KatHandoutsError, Severity
from kat_handouts.model.visible import visible, visible_lines

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

# Where click keeps what ``--limit`` says, for all that a command prints.
LIMIT = "kat_handouts.limit"
DEFAULT_LIMIT = 10
_MOST_PLACES = 4
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def reports_errors(command: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Turn a `KatHandoutsError` into its findings and its exit status, never a traceback."""

    @functools.wraps(command)
    def wrapped(*args: Parameters.args, **options: Parameters.kwargs) -> Result:
        try:
            return command(*args, **options)
        except KatHandoutsError as error:
            tell(error.findings, as_json=bool(options.get("as_json")))
            sys.exit(exit_status.of_errors([error]))

    return wrapped


def tell(findings: Iterable[Finding], *, as_json: bool) -> None:
    """Print findings for a machine or for a person."""
    if as_json:
        print_json(findings_data(findings))
    else:
        print_findings(findings)


def findings_data(findings: Iterable[Finding]) -> dict[str, Any]:
    """Return findings as JSON has them."""
    return {"findings": [finding.as_dict() for finding in findings]}


def print_findings(findings: Iterable[Finding]) -> None:
    """Print findings to standard error, in colour where that is a terminal.

    Of each rule so many as ``--limit`` says; the others are counted.
    """
    ctx = click.get_current_context(silent=True)
    limit = ctx.meta.get(LIMIT, DEFAULT_LIMIT) if ctx else DEFAULT_LIMIT
    seen: Counter[tuple[str, Severity]] = Counter()
    others: dict[tuple[str, Severity], list[Finding]] = defaultdict(list)
    for finding in findings:
        kind = finding.rule, finding.severity
        seen[kind] += 1
        if limit and seen[kind] > limit:
            others[kind].append(finding)
        else:
            _print_finding(finding)
    for (rule, severity), left in others.items():
        more = f"{len(left)} more {severity}{'s' if len(left) > 1 else ''} [{rule}]"
        say(f"{more}{_places(left)}", err=True)
    if others:
        say("Each of them is printed with --limit 0.", err=True)


def _print_finding(finding: Finding) -> None:
    text = str(finding).replace(
        f" {finding.severity}: ",
        f" {click.style(finding.severity, fg=_COLOURS[finding.severity])}: ",
        1,
    )
    click.echo(text, err=True)
    if os.environ.get("GITHUB_ACTIONS") == "true":
        click.echo(_annotation(finding), err=True)


def _places(findings: list[Finding]) -> str:
    """Say in which languages, or else files, findings are, as far as there are few."""
    places = {finding.locale or finding.file or "" for finding in findings} - {""}
    if not places:
        return ""
    if len(places) > _MOST_PLACES:
        kind = "languages" if all(finding.locale for finding in findings) else "places"
        return f" in {len(places)} {kind}"
    return f" in {', '.join(sorted(places))}"


def _annotation(finding: Finding) -> str:
    """Return the command that shows a finding beside its line in a pull request.

    Source: GitHub, "Workflow commands for GitHub Actions".
    """
    kind = {Severity.NOTE: "notice"}.get(finding.severity, str(finding.severity))
    place = {"file": finding.file, "line": finding.line, "title": finding.rule}
    properties = ",".join(
        f"{name}={_escaped(str(value), ':,')}" for name, value in place.items() if value
    )
    where = ": ".join(part for part in (finding.locale, finding.handout, finding.segment) if part)
    message = f"{where}: {finding.message}" if where else finding.message
    lines = [visible(message), *([f"hint: {visible(finding.hint)}"] if finding.hint else [])]
    return f"::{kind} {properties}::{_escaped(chr(10).join(lines))}"


def _escaped(text: str, more: str = "") -> str:
    text = visible_lines(text)
    for character in "%\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def tell_files(names: list[str], *, as_json: bool) -> None:
    """Print the names of files that were written, for a machine or for a person."""
    if as_json:
        print_json({"files": names})
    else:
        for name in names:
            say(name)


def print_json(data: Any) -> None:
    """Print JSON to standard output."""
    click.echo(json_text(data, indent=2))


def json_text(data: Any, indent: int | None = None) -> str:
    """Return JSON that a terminal may show: what it would obey is written as JSON writes it."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    hidden = {char for char in set(text) - {"\n"} if visible(char) != char}
    return text.translate({ord(char): json.dumps(char)[1:-1] for char in hidden})


def say(text: str = "", *, err: bool = False) -> None:
    """Print a line, or some, for a person, with nothing in it that a terminal or a log obeys."""
    click.echo(visible_lines(text), err=err)


def print_table(title: str, rows: list[dict[str, object]], columns: tuple[str, ...]) -> None:
    """Print a table for a person."""
    # Only what prints tables for a person needs Rich, which is slow to load.
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for column in columns:
        table.add_column(column.replace("_", " "))
    for row in rows:
        # As text, so that brackets are no markup.
        table.add_row(*(Text(visible(str(row[column]))) for column in columns))
    Console(markup=False, emoji=False).print(table, end="\n\n")


def count(findings: Iterable[Finding]) -> str:
    """Return the findings by severity, in words: ``2 errors, 1 note``."""
    numbers = Counter(finding.severity for finding in findings)
    words = [
        f"{numbers[severity]} {severity}{'s' if numbers[severity] != 1 else ''}"
        for severity in Severity
        if numbers[severity]
    ]
    return ", ".join(words) or "nothing to report"
