"""``kat-handouts review``: sign what was checked."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from kat_handouts.catalogs.sign_offs import ROLES
from kat_handouts.cli import exit_status
from kat_handouts.cli.options import (
    complete_locale,
    grouped,
    handouts_option,
    project_options,
    tags_argument,
)
from kat_handouts.cli.report import (
    findings_data,
    print_json,
    print_table,
    reports_errors,
    say,
    tell,
)
from kat_handouts.content.library import load_library
from kat_handouts.files.project import Project, shown_path
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.languages import get_language
from kat_handouts.reviews.choosing import chosen_segments
from kat_handouts.reviews.repair import repair_ledger
from kat_handouts.reviews.signing import Reviewer, revoke, sign
from kat_handouts.reviews.status import sign_off_log, sign_off_statuses

by_option = click.option(
    "--by", required=True, metavar="NAME", help="Who signs: a name or initials."
)
note_option = click.option("--note", default="", metavar="TEXT", help="A note to keep with it.")


@click.group("review")
def command() -> None:
    """Sign texts that a qualified person has checked, and see what is signed.

    A sign-off holds for exactly these words: an edit of the English text or of the translation ends
    it. Sign only what you have read.

    \b
    Examples:
      kat-handouts review sign es --handout side-effects --role reviser --by "A. B."
      kat-handouts review sign en --all --role clinician --by "C. D."
      kat-handouts review status es
      kat-handouts review log es
      kat-handouts review revoke 3f2a90c1b7de --by "A. B."
      kat-handouts review repair es
    """


@command.command("sign", short_help="Sign texts in a language.")
@click.argument("tag", shell_complete=complete_locale)
@click.argument("segments", metavar="[SEGMENT]...", nargs=-1)
@handouts_option("Every text that a handout prints, labels and regions included; may be repeated.")
@click.option(
    "--region",
    "regions",
    metavar="CODE",
    multiple=True,
    help="With --handout: only what is printed there. Default: the clinic's region, or all.",
)
@click.option("--all", "all_texts", is_flag=True, help="Every text.")
@grouped(
    "reviewer",
    Reviewer,
    click.option("--role", type=click.Choice(ROLES), required=True, help="In what role."),
    by_option,
    note_option,
)
@reports_errors
@project_options
def sign_command(
    project: Project,
    tag: str,
    segments: tuple[str, ...],
    handouts: tuple[str, ...],
    regions: tuple[str, ...],
    all_texts: bool,
    reviewer: Reviewer,
    as_json: bool,
) -> None:
    """Sign texts in the language TAG; SEGMENT is a text's id, the msgctxt of its catalog entry, or
    a pattern such as "label.*".
    """
    library = load_library(project)
    translations = load_translations(project, library.segments, tag)
    clinic = project.clinic
    chosen = chosen_segments(
        library,
        translations,
        segments,
        handouts=handouts,
        regions=regions or ((clinic.region,) if clinic.region else ()),
        clinic=clinic,
        all_texts=all_texts,
    )
    path, added = sign(project, translations, chosen, reviewer)
    if as_json:
        print_json({"file": shown_path(path), "signed": added})
    else:
        say(f"{translations.language.tag}: {added} signed as {reviewer.role}")


@command.command("status", short_help="Say which signatures are missing.")
@tags_argument
@reports_errors
@project_options
def status_command(project: Project, tags: tuple[str, ...], as_json: bool) -> None:
    """Say for each language how many texts still want which role; without TAG, for all."""
    statuses, broken = sign_off_statuses(project, load_library(project), tags)
    rows: list[dict[str, object]] = []
    wants: dict[str, int] = {}
    for status in statuses:
        wants = {f"wants_{role}": number for role, number in status.missing.items()}
        counts = {"segments": status.segments, "signed": status.signed, "stale": status.stale}
        rows.append({"tag": status.tag, **counts, **wants})
    if as_json:
        print_json({"locales": rows, **(findings_data(broken) if broken else {})})
    else:
        columns = ("tag", "segments", "signed", "stale", *wants)
        print_table("Sign-offs", rows, columns)
        tell(broken, as_json=False)
    sys.exit(exit_status.of_findings(broken))


@command.command("log", short_help="List the sign-offs.")
@tags_argument
@reports_errors
@project_options
def log_command(project: Project, tags: tuple[str, ...], as_json: bool) -> None:
    """List the sign-offs with their ids, and which of them were revoked."""
    log, broken = sign_off_log(project, tags)
    rows: list[dict[str, object]] = [asdict(line) for line in log]
    if as_json:
        print_json({"sign_offs": rows, **(findings_data(broken) if broken else {})})
    else:
        print_table("Sign-offs", rows, ("id", "tag", "date", "segment", "role", "by", "revoked"))
        tell(broken, as_json=False)
    sys.exit(exit_status.of_findings(broken))


@command.command("revoke", short_help="Take sign-offs back.")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@grouped("reviewer", Reviewer, by_option, note_option)
@reports_errors
@project_options
def revoke_command(
    project: Project, ids: tuple[str, ...], reviewer: Reviewer, as_json: bool
) -> None:
    """Take sign-offs back by their ids; the ledger keeps both lines."""
    done = revoke(project, ids, reviewer)
    if as_json:
        files = [shown_path(path) for path in done.files]
        print_json({"files": files, "revoked": done.count, **findings_data(done.notes)})
    else:
        tell(done.notes, as_json=False)
        say(f"{done.count} revoked")


@command.command("repair", short_help="Put lines aside that cannot be read.")
@click.argument("tag", shell_complete=complete_locale)
@reports_errors
@project_options
def repair_command(project: Project, tag: str, as_json: bool) -> None:
    """Move the lines of a ledger that cannot be read to sign-offs.rejected.jsonl beside it; every
    other line stays.
    """
    language = get_language(tag)
    path, moved, kept = repair_ledger(project, language)
    if as_json:
        print_json({"file": shown_path(path), "moved": moved, **findings_data(kept)})
    else:
        tell(kept, as_json=False)
        say(f"{language.tag}: {moved} put aside{f', in {path.name}' if moved else ''}")
    sys.exit(exit_status.of_findings(kept))
