"""Put the lines of a ledger aside that cannot be read."""

from __future__ import annotations

from pathlib import Path

from kat_handouts.catalogs.ledger_lines import LINE_END, prove_apart, read_lines
from kat_handouts.catalogs.sign_offs import ledger_name, load_ledger
from kat_handouts.files.project import Project
from kat_handouts.files.rewriting import Change, rewrite
from kat_handouts.model.errors import Finding
from kat_handouts.model.languages import Language

REJECTED = "sign-offs.rejected.jsonl"


def repair_ledger(project: Project, language: Language) -> tuple[Path, int, list[Finding]]:
    """Move broken lines to ``sign-offs.rejected.jsonl``; return that path, how many, and the rest.

    What stays is a line that may take back a sign-off: without it, that would count again. It goes
    once the sign-off is revoked in a line that can be read.
    """
    name = ledger_name(language)
    path = project.root / name
    aside = path.with_name(REJECTED)
    below = load_ledger(project, language)
    moved: list[bytes] = []
    kept: list[Finding] = []

    def change(before: bytes | None) -> bytes | None:
        nonlocal moved, kept
        if before is None:
            return None
        lines = read_lines(before)
        # A line may take back what a layer below holds.
        lines.sign_offs += below.sign_offs
        feared = lines.feared_revocations()
        stays = [line for line in lines.broken if line in feared.values()]
        moved = [line.raw for line in lines.broken if line not in stays]
        kept = [_kept(line.number, id_, name, language) for id_, line in feared.items()]
        if moved:
            # First where they go, then where they come from: a killed run has them twice at worst.
            rewrite(aside, _with(moved), lambda _, __: (), backup=False)
        numbers = {line.number for line in lines.broken if line not in stays}
        return LINE_END.join(
            raw
            for number, raw in enumerate(before.split(LINE_END), start=1)
            if number not in numbers
        )

    def proof(there: bytes | None, after: bytes) -> list[Finding]:
        return prove_apart(there or b"", after, aside.read_bytes() if moved else b"")

    rewrite(path, change, proof, backup=True)
    return aside, len(moved), kept


def _with(lines: list[bytes]) -> Change:
    def change(there: bytes | None) -> bytes:
        known = set((there or b"").split(LINE_END))
        new = [line for line in dict.fromkeys(lines) if line not in known]
        return (there or b"") + b"".join(line + LINE_END for line in new)

    return change


def _kept(number: int, id_: str, name: str, language: Language) -> Finding:
    return Finding(
        "sign-off-line",
        f"this line may take back the sign-off {id_}, and stays",
        hint=f'say it again, then repair: kat-handouts review revoke {id_} --by "A. B."',
        file=name,
        line=number,
        locale=language.tag,
    )
