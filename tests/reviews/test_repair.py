"""Broken lines are put aside, and no sign-off comes back that somebody took back."""

import json

from kat_handouts.localise.translations import load_translations
from kat_handouts.model.languages import get_language
from kat_handouts.reviews.repair import REJECTED, repair_ledger
from kat_handouts.reviews.signing import Reviewer, revoke
from tests.support.signing import sign_one

LEDGER = "locales/es/sign-offs.jsonl"
ES = get_language("es")
ID = "garden.back.warn.ladder"
BROKEN = (b"not json", b'{"segment": "a"}')


def test_broken_lines_are_put_aside_and_every_other_stays(small_copy, small_library):
    sign_one(small_copy, small_library, ID)
    path = small_copy.root / LEDGER
    good = path.read_bytes()
    path.write_bytes(BROKEN[0] + b"\n" + good + BROKEN[1] + b"\n")
    assert repair_ledger(small_copy, ES)[1:] == (2, [])
    assert path.read_bytes() == good
    assert path.with_name(REJECTED).read_bytes() == BROKEN[0] + b"\n" + BROKEN[1] + b"\n"
    assert path.with_name(f"{path.name}~").read_bytes().startswith(BROKEN[0])
    assert repair_ledger(small_copy, ES)[1:] == (0, [])


def test_a_byte_order_mark_between_two_joined_ledgers_breaks_no_line(small_copy, small_library):
    sign_one(small_copy, small_library, ID)
    path = small_copy.root / LEDGER
    good = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + good + b"\xef\xbb\xbf" + good + BROKEN[0] + b"\n")
    assert repair_ledger(small_copy, ES)[1:] == (1, [])
    assert path.read_bytes().count(good.strip()) == 2


def test_a_broken_revocation_takes_back_what_it_may_mean_until_it_is_said_again(
    small_copy, small_library
):
    for role in ("reviser", "clinician"):
        sign_one(small_copy, small_library, ID, role=role)
    path = small_copy.root / LEDGER
    id_ = json.loads(path.read_text(encoding="utf-8").split("\n")[0])["id"]
    with path.open("ab") as file:
        file.write(b'{"revokes": "' + id_.encode() + b'", "by": "A')
    segment = small_library.segments[ID]
    assert not load_translations(small_copy, small_library.segments, "es").is_signed(segment)
    _, moved, kept = repair_ledger(small_copy, ES)
    assert (moved, len(kept)) == (0, 1)
    assert not load_translations(small_copy, small_library.segments, "es").is_signed(segment)
    assert revoke(small_copy, [id_], Reviewer("A. B.")).count == 1
    assert repair_ledger(small_copy, ES)[1:] == (1, [])
    assert not load_translations(small_copy, small_library.segments, "es").is_signed(segment)
