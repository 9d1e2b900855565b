"""Ledgers: each line that can be read stays and counts, each other one is told with its number."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress

from kat_handouts.catalogs.sign_offs import load_ledger, segment_hash
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.errors import InputError
from kat_handouts.model.languages import get_language
from kat_handouts.reviews.repair import REJECTED, repair_ledger
from kat_handouts.reviews.signing import Reviewer, revoke, sign
from kat_handouts.reviews.status import sign_off_log
from tests.fuzz.cases import assert_helpful, corpus, fuzz
from tests.fuzz.mutations import spoilt

LEDGER = "locales/es/sign-offs.jsonl"
ES = get_language("es")
LINE = {
    "id": "0123456789ab",
    "segment": "tea.title",
    "hash": segment_hash("A pot of tea", "Una tetera"),
    "role": "reviser",
    "by": "A. B.",
    "date": "2026-11-22",
    "note": "Leído en voz alta",
}
LINES = [
    LINE,
    {**LINE, "id": "ba9876543210", "role": "clinician", "of later": {"versions": [1]}},
    {"revokes": LINE["id"], "by": "C. D.", "date": "2026-11-23"},
]
PIECES = (
    *(
        b'{"',
        b'"}',
        b"{",
        b"}",
        b"[",
        b",",
        b":",
        b'"',
        b"\\",
        b"\\u",
        b"\\ud800",
        b"\\u0000",
        b"\n",
    ),
    *(
        b"\n",
        b"\r\n",
        b"\r",
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        "\u2028".encode(),
        b"NaN",
        b"-Infinity",
    ),
    *(b"9" * 5_000, b"[" * 3_000, b"<<<<<<< HEAD\n", b"=======\n", b'"revokes": "0123456789ab"'),
)


def as_lines(tree):
    lines = tree if isinstance(tree, list) else [tree]
    return "".join(f"{json.dumps(line)}\n" for line in lines).encode()


def said(data):
    """Return what another program reads: each line that holds a JSON object, how often."""
    found = Counter()
    for line in data.split(b"\n"):
        with suppress(ValueError, RecursionError):
            if isinstance(read := json.loads(line.decode("utf-8-sig")), dict):
                found[json.dumps(read, sort_keys=True)] += 1
    return found


@fuzz("ledger", spoilt([as_lines(LINES), *corpus("ledger")], PIECES, [LINES], as_lines))
def test_no_line_of_a_ledger_is_lost(workspace, case):
    project, library = workspace.project, workspace.library
    path = project.root / LEDGER
    aside = path.with_name(REJECTED)
    path.write_bytes(case)
    aside.unlink(missing_ok=True)
    try:
        broken = load_ledger(project, ES).findings
        assert_helpful(broken, path, case)
        log, _ = sign_off_log(project, ("es",))

        spanish = load_translations(project, library.segments, "es")
        sign(project, spanish, [library.segments["walk.title"]], Reviewer("E. F.", "reviser"))
        signed = path.read_bytes()
        assert sum((said(signed) - said(case)).values()) == 1
        assert not said(case) - said(signed)
        now, _ = sign_off_log(project, ("es",))
        assert [line.segment for line in now if line not in log] == ["walk.title"]

        with suppress(InputError):
            revoke(project, [now[0].id], Reviewer("G. H."))
        before = path.read_bytes()
        _, moved, kept = repair_ledger(project, ES)
        assert_helpful(kept, path, before)
        after = path.read_bytes()
        rejected = aside.read_bytes() if moved else b""
        # Of a broken line that stands twice, one is enough.
        lost = {*before.split(b"\n")} - {*after.split(b"\n"), *rejected.split(b"\n")}
        assert not [line for line in lost if line.removeprefix(b"\xef\xbb\xbf").strip()]
        assert len(load_ledger(project, ES).findings) == len(kept)
        return not broken
    finally:
        for one in (path, aside, path.with_name("sign-offs.jsonl~")):
            one.unlink(missing_ok=True)
