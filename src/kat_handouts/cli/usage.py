"""Wrong use of a command, told like any other problem: in words, or as JSON where that is asked."""

from __future__ import annotations

from collections.abc import Sequence

import click

from kat_handouts.cli.report import findings_data, json_text, say
from kat_handouts.model.errors import Finding
from kat_handouts.model.visible import visible


def tell_wrong_use(error: click.ClickException, args: Sequence[str]) -> None:
    """Say what click found wrong with the words of a command; `args` are those after its name.

    What somebody typed, or a script handed on, is shown so that no terminal and no log obeys it.
    """
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    message = visible(error.format_message())
    advice = f"{ctx.command_path} --help" if ctx else "kat-handouts --help"
    if "--json" in args:
        data = findings_data([Finding("usage", message, f"see {advice}")])
        # Each event of a build is a line.
        is_event = ctx is not None and ctx.info_name == "build"
        click.echo(json_text({"event": "error", **data}) if is_event else json_text(data, indent=2))
        return
    if ctx:
        say(f"{ctx.get_usage()}\nTry '{advice}' for help.\n", err=True)
    say(f"Error: {message}", err=True)
