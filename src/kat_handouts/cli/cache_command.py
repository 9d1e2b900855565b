"""``kat-handouts cache``."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path

import click

from kat_handouts.batch.cache import FOLDER_VARIABLE, UNUSED_DAYS, Cache, default_folder
from kat_handouts.cli.quantities import FiniteRange, byte_count
from kat_handouts.cli.report import (
    findings_data,
    print_findings,
    print_json,
    reports_errors,
    say,
)
from kat_handouts.model.errors import Finding

cache_dir_option = click.option(
    "--cache-dir",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of finished sheets. Default: KAT_HANDOUTS_CACHE_DIR, or the platform's own.",
)
_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")


def cache_in(folder: Path | None) -> Cache:
    """Return the cache in a folder, or in the default one."""
    is_named = folder is not None or FOLDER_VARIABLE in os.environ
    return Cache(folder or default_folder(), is_named=is_named)


def _size(ctx: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    return None if value is None else byte_count(value)


_HELP = f"""Finished sheets that later builds take up.

Each is kept under the key of everything that can change its bytes. What nobody has used for
{UNUSED_DAYS} days goes by itself. Removing any of it only costs time.

\b
Examples:
  kat-handouts cache info
  kat-handouts cache prune --days 7
  kat-handouts cache prune --max-size 500M
"""


@click.group("cache", help=_HELP)
def command() -> None:
    pass


@command.command("info")
@cache_dir_option
@_json_option
@reports_errors
def info(cache_dir: Path | None, as_json: bool) -> None:
    """Say where the cache is and what it holds."""
    cache = cache_in(cache_dir)
    found = cache.info()
    if as_json:
        print_json(asdict(found) | findings_data(_doubts(cache)))
        return
    print_findings(_doubts(cache))
    say(f"{found.folder}: {found.sheets} sheets, {_megabytes(found.size)}")
    if found.sheets:
        say(f"The least used was last used {found.oldest_use:g} days ago.")


@command.command("prune")
@cache_dir_option
@click.option(
    "--days",
    type=FiniteRange(min=0, max=36_500),
    default=float(UNUSED_DAYS),
    show_default=True,
    help="Remove what was not used for so many days; 0 for everything.",
)
@click.option(
    "--max-size",
    "most",
    metavar="SIZE",
    callback=_size,
    help="Then remove the least used until no more than this is left, such as 500M.",
)
@_json_option
@reports_errors
def prune(cache_dir: Path | None, days: float, most: int | None, as_json: bool) -> None:
    """Remove what is not used. A build that is at work makes anew what it misses."""
    cache = cache_in(cache_dir)
    freed = cache.prune(days, most)
    left = cache.info()
    if as_json:
        print_json({"freed": freed, **asdict(left), **findings_data(_doubts(cache))})
    else:
        print_findings(_doubts(cache))
        say(f"{_megabytes(freed)} removed; {left.sheets} sheets are left.")


def _doubts(cache: Cache) -> list[Finding]:
    return [cache.doubt] if cache.doubt else []


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
