"""``kat-handouts review``: sign what was checked."""

from __future__ import annotations

import click

from kat_handouts.cli.options import complete_handout, complete_locale, project_options
from kat_handouts.cli.report import print_json, print_table, reports_errors
from kat_handouts.files.project import Project

# Light to import, unlike the module that reads ledgers; a test keeps both in step.
ROLES = ("translator", "reviser", "clinician", "community")

by_option = click.option(
    "--by", required=True, metavar="NAME", help="Who signs: a name or initials."
)
note_option = click.option("--note", default="", metavar="TEXT", help="A note to keep with it.")


@click.group("review", short_help="Sign texts that were checked, and see what is signed.")
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
    """


@command.command("sign", short_help="Sign texts in a language.")
@click.argument("tag", shell_complete=complete_locale)
@click.argument("segments", metavar="[SEGMENT]...", nargs=-1)
@click.option(
    "--handout",
    "-H",
    "handouts",
    metavar="ID",
    multiple=True,
    shell_complete=complete_handout,
    help="Every text of a handout; may be repeated.",
)
@click.option("--all", "all_texts", is_flag=True, help="Every text.")
@click.option("--role", type=click.Choice(ROLES), required=True, help="In what role.")
@by_option
@note_option
@project_options
@reports_errors
def sign_command(
    project: Project,
    tag: str,
    segments: tuple[str, ...],
    handouts: tuple[str, ...],
    all_texts: bool,
    role: str,
    by: str,
    note: str,
    as_json: bool,
) -> None:
    """Sign texts in the language TAG; SEGMENT is a text's id, the msgctxt of its catalog entry."""
    from kat_handouts.content.library import load_library
    from kat_handouts.files.atomic import write_whole
    from kat_handouts.localise.translations import load_translations
    from kat_handouts.reviews.signing import Reviewer, chosen_segments, sign

    library = load_library(project)
    translations = load_translations(project, library.segments, tag)
    chosen = chosen_segments(library, segments, handouts, all_texts=all_texts)
    path, text, added = sign(project, translations, chosen, Reviewer(by, role, note))
    write_whole(path, text.encode())
    if as_json:
        print_json({"file": str(path), "signed": added})
    else:
        click.echo(f"{translations.language.tag}: {added} signed as {role}")


@command.command("status", short_help="Say which signatures are missing.")
@click.argument("tags", metavar="[TAG]...", nargs=-1, shell_complete=complete_locale)
@project_options
@reports_errors
def status_command(project: Project, tags: tuple[str, ...], as_json: bool) -> None:
    """Say for each language how many texts still want which role; without TAG, for all."""
    from collections import Counter

    from kat_handouts.catalogs.catalog import locale_tags
    from kat_handouts.catalogs.sign_offs import load_policy
    from kat_handouts.content.library import load_library
    from kat_handouts.localise.translations import load_translations

    library = load_library(project)
    policy = load_policy(project)
    needed = {*policy.english, *policy.safety, *policy.other}
    wants = {role: f"wants_{role}" for role in ROLES if role in needed}
    rows: list[dict[str, object]] = []
    for tag in tags or locale_tags(project):
        translations = load_translations(project, library.segments, tag)
        ledger, catalog = translations.ledger, translations.catalog
        texts = [(segment, catalog.text(segment) or "") for segment in library.segments.values()]
        missing = Counter(
            role for segment, text in texts for role in ledger.missing_roles(segment, text)
        )
        rows.append(
            {
                "tag": translations.language.tag,
                "segments": len(texts),
                "signed": sum(ledger.is_signed(segment, text) for segment, text in texts),
                "stale": sum(ledger.is_stale(segment, text) for segment, text in texts),
                **{column: missing[role] for role, column in wants.items()},
            }
        )
    if as_json:
        print_json({"locales": rows})
    else:
        columns = ("tag", "segments", "signed", "stale", *wants.values())
        print_table("Sign-offs", rows, columns)


@command.command("log", short_help="List the sign-offs.")
@click.argument("tags", metavar="[TAG]...", nargs=-1, shell_complete=complete_locale)
@project_options
@reports_errors
def log_command(project: Project, tags: tuple[str, ...], as_json: bool) -> None:
    """List the sign-offs with their ids, and which of them were revoked."""
    from kat_handouts.catalogs.catalog import locale_tags
    from kat_handouts.catalogs.sign_offs import load_ledger
    from kat_handouts.model.languages import get_language

    rows: list[dict[str, object]] = []
    for tag in tags or locale_tags(project):
        ledger = load_ledger(project, get_language(tag))
        for line in sorted(ledger.sign_offs, key=lambda line: (line.date, line.segment)):
            revocation = ledger.revocations.get(line.id)
            revoked = f"{revocation.date} by {revocation.by}" if revocation else ""
            rows.append(
                {
                    "id": line.id,
                    "tag": ledger.language.tag,
                    "date": line.date.isoformat(),
                    "segment": line.segment,
                    "role": line.role,
                    "by": line.by,
                    "note": line.note,
                    "revoked": revoked,
                }
            )
    if as_json:
        print_json({"sign_offs": rows})
    else:
        print_table("Sign-offs", rows, ("id", "tag", "date", "segment", "role", "by", "revoked"))


@command.command("revoke", short_help="Take sign-offs back.")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@by_option
@note_option
@project_options
@reports_errors
def revoke_command(
    project: Project, ids: tuple[str, ...], by: str, note: str, as_json: bool
) -> None:
    """Take sign-offs back by their ids; the ledger keeps both lines."""
    from kat_handouts.files.atomic import write_whole
    from kat_handouts.reviews.signing import Reviewer, revoke

    changed = revoke(project, ids, Reviewer(by, note=note))
    for path, text in changed:
        write_whole(path, text.encode())
    if as_json:
        print_json({"files": [str(path) for path, _ in changed], "revoked": len(ids)})
    else:
        click.echo(f"{len(ids)} revoked")
