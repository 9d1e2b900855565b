"""A broken line of a ledger costs itself only, and what is added or put aside is proved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.catalogs.ledger_lines import appended, prove_apart, prove_appended, read_lines

GOOD = b'{"revokes": "x", "by": "A", "date": "2026-01-01"}'
BROKEN = [
    b"not json",
    b'{"segment": "a"}',
    b"[1]",
    b'{"date": 1' + b"0" * 5000 + b"}",
    b"[" * 3000,
    b'{"by": "\xff"}',
    b'{"id": "x", "segment": "a", "hash": "0", "role": "reviser", "by": "A", "date": "2026-1-1"}',
]


@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_line_costs_itself_only(broken):
    lines = read_lines(b"\n".join((broken, GOOD, b"", broken)))
    assert [line.revokes for line in lines.revocations] == ["x"]
    assert [line.number for line in lines.broken] == [1, 4]
    assert lines.good == [GOOD]


def test_a_line_ends_at_a_line_feed_and_nowhere_else():
    line = '{"revokes": "x", "by": "A", "date": "2026-01-01", "note": "a\u2028b\x85c"}'
    assert read_lines(line.encode()).revocations[0].note == "a\u2028b\x85c"


entries = st.fixed_dictionaries(
    {"revokes": st.text("ab", min_size=1), "by": st.just("A"), "date": st.just("2026-01-01")}
)


@given(st.lists(st.binary(max_size=30)), st.lists(entries, min_size=1, max_size=3))
def test_the_proof_of_an_addition_takes_what_is_added_and_nothing_else(lines, added):
    before = b"\n".join(lines)
    after = appended(before, added)
    assert prove_appended(before, after, added) == []
    assert prove_appended(before, after + b"{}\n", added)
    assert prove_appended(before + b"\nx", after, added)
    assert read_lines(after).good[-len(added) :] == after.split(b"\n")[-len(added) - 1 : -1]


def test_the_proof_of_a_repair_keeps_every_good_line():
    assert prove_apart(GOOD + b"\nbad\n", GOOD + b"\n", b"bad\n") == []
    assert prove_apart(GOOD + b"\nbad\n", b"", GOOD + b"\nbad\n")
    assert prove_apart(GOOD + b"\nbad\n", GOOD + b"\n", b"")
    assert prove_apart(b"bad\n", GOOD + b"\n", b"bad\n")
