"""The command line. A command's module imports what it needs; ``--help`` loads none of them."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from difflib import get_close_matches
from errno import ENOENT
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click
from click.shell_completion import CompletionItem

from kat_handouts import __version__

# Every command and its line in the help; `<name>_command.py` has it.
COMMANDS = {
    "build": "Build handouts as print-ready PDFs.",
    "fill": "Fill in sheets for patients from a file of values.",
    "init": "Start a clinic's own folder.",
    "identify": "Say what a sheet is by its code, and whether it is current.",
    "list": "List handouts, languages, regions and sites.",
    "check": "Check content, catalogs and finished PDFs.",
    "evidence": "Print every statement of a handout beside its sources.",
    "locales": "Start, update and check the catalogs of languages.",
    "review": "Sign texts that were checked, and see what is signed.",
    "cache": "Finished sheets that later builds take up.",
    "doctor": "Say what this machine has and lacks.",
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"kat_handouts.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        names = [
            CompletionItem(name, help=line)
            for name, line in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return names + click.Command.shell_complete(self, ctx, incomplete)

    def main(self, *args: Any, **options: Any) -> Any:
        """Run a command and leave with its status; nothing that goes wrong ends in a traceback."""
        for stream in (sys.stdout, sys.stderr):
            # A terminal that has no letter for a word shows its number.
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        from kat_handouts.cli import exit_status

        # What a command makes mostly lives until its end: there is little garbage to look for.
        gc.set_threshold(100_000, 10, 10)
        try:
            sys.exit(super().main(*args, **{**options, "standalone_mode": False}))
        except click.Abort:
            click.echo("Stopped.", err=True)
            sys.exit(exit_status.INTERRUPTED)
        except click.ClickException as error:
            from kat_handouts.cli.usage import tell_wrong_use

            words = options.get("args") or (args[0] if args else None)
            tell_wrong_use(error, sys.argv[1:] if words is None else words)
            sys.exit(error.exit_code)
        except OSError as error:
            from kat_handouts.cli.report import say

            with suppress(OSError):
                say(f"error: {_in_words(error)} [system]", err=True)
            with suppress(OSError, ValueError):
                # What is left in it would be written, and fail, once more at the end.
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(exit_status.WRONG_INPUT)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            close = get_close_matches(args[0], COMMANDS, n=1, cutoff=0.5)
            if not close:
                raise
            message = f"{error.message} Did you mean “{close[0]}”?"
            raise click.UsageError(message, ctx) from None


def _in_words(error: OSError) -> str:
    words = error.strerror or str(error)
    if error.filename is not None:
        return f"{os.fsdecode(error.filename)}: {words}"
    if error.errno == ENOENT:
        return "the folder that this was started in is gone; change to another"
    return words


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kat-handouts")
def main() -> None:
    """Printable patient handouts on ketamine-assisted therapy, in many languages.

    \b
    Examples:
      kat-handouts build                              every handout in every language
      kat-handouts build -l es -l km --paper a4       two languages, on A4
      kat-handouts build plan                         what a build would make, and why
      kat-handouts fill going-home --values today.csv   a copy for each patient of a list
      kat-handouts init riverside                     a folder for a clinic's own name and phones
      kat-handouts check                              content, catalogs and PDFs
      kat-handouts identify output/es/side-effects.pdf  what a sheet is, and if it is current
      kat-handouts evidence -H side-effects           every statement beside its sources
      kat-handouts locales update                     catalogs in step with the content
      kat-handouts doctor                             what this machine lacks

    \b
    Exit status:
      0    fine
      1    a check or a handout failed; the other handouts were built
      2    wrong use or bad input
      130  stopped with Ctrl-C

    Shell completion: eval "$(_KAT_HANDOUTS_COMPLETE=bash_source kat-handouts)"
    """
