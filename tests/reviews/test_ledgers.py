"""Ledgers: a broken line costs itself only, and no command writes one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import make_document
from kat_handouts.catalogs.ledger_lines import prove_apart, prove_appended, read_lines
from kat_handouts.catalogs.sign_offs import load_ledger, load_policy
from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.errors import InputError, KatHandoutsError
from kat_handouts.model.languages import get_language
from kat_handouts.reviews.choosing import chosen_segments
from kat_handouts.reviews.repair import REJECTED, repair_ledger
from kat_handouts.reviews.signing import Reviewer, revoke, sign

LEDGER = "locales/es/sign-offs.jsonl"
ES = get_language("es")
ID = "side-effects.bladder.action"
BROKEN = [
    b"not json",
    b'{"segment": "a"}',
    b"[1]",
    b'{"date": 1' + b"0" * 5000 + b"}",
    b"[" * 3000,
    b'{"by": "\xff"}',
    b'{"id": "x", "segment": "a", "hash": "0", "role": "reviser", "by": "A", "date": "2026-1-1"}',
]


def sign_one(project, library, segment=ID, **who):
    translations = load_translations(project, library.segments, "es")
    reviewer = Reviewer(**{"by": "A. B.", "role": "reviser", **who})
    return sign(project, translations, [library.segments[segment]], reviewer)


@pytest.mark.parametrize(
    "who",
    [
        {"by": ""},
        {"by": " \t"},
        {"by": "A\nB"},
        {"by": "A\u2028B"},
        {"by": "A\x1b[31m"},
        {"by": "A\udcff"},
        {"by": "A\u202eB"},
        {"note": "a\u2028b"},
        {"note": "a\nb"},
    ],
)
def test_words_that_cannot_stand_in_a_ledger_are_refused_with_an_example(copied, library, who):
    with pytest.raises(InputError) as caught:
        sign_one(copied, library, **who)
    assert "A. B." in caught.value.findings[0].hint or "read aloud" in caught.value.findings[0].hint
    assert not (copied.root / LEDGER).exists()
    with pytest.raises(InputError):
        revoke(copied, ["x"], Reviewer(**{"by": "A. B.", **who}))


def test_a_line_ends_at_a_line_feed_and_nowhere_else(copied, library):
    sign_one(copied, library)
    path = copied.root / LEDGER
    line = json.loads(path.read_text(encoding="utf-8")) | {"note": "a\u2028b\x85c"}
    path.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    assert len(load_ledger(copied, ES).sign_offs) == 1


@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_line_costs_itself_only(copied, library, broken):
    sign_one(copied, library)
    path = copied.root / LEDGER
    path.write_bytes(broken + b"\n" + path.read_bytes() + b"\n" + broken)
    sign_one(copied, library, role="clinician")
    translations = load_translations(copied, library.segments, "es")
    assert translations.is_signed(library.segments[ID])
    assert [found.line for found in translations.ledger.findings] == [1, 4]
    told = [found for found in check_catalogs(copied, ["es"]) if found.rule == "sign-off-line"]
    assert [found.line for found in told] == [1, 4]
    assert "review repair es" in told[0].hint
    assert make_document(copied, "es").state.signed == 1
    refused = translations.release_findings([library.segments[ID]])
    assert {found.rule for found in refused} == {"sign-off-line"}


def test_broken_lines_are_put_aside_and_every_other_stays(copied, library):
    sign_one(copied, library)
    path = copied.root / LEDGER
    good = path.read_bytes()
    path.write_bytes(BROKEN[0] + b"\n" + good + BROKEN[1] + b"\n")
    assert repair_ledger(copied, ES)[1:] == (2, [])
    assert path.read_bytes() == good
    assert path.with_name(REJECTED).read_bytes() == BROKEN[0] + b"\n" + BROKEN[1] + b"\n"
    assert path.with_name(f"{path.name}~").read_bytes().startswith(BROKEN[0])
    assert repair_ledger(copied, ES)[1:] == (0, [])


def test_a_broken_revocation_takes_back_what_it_may_mean_until_it_is_said_again(copied, library):
    for role in ("reviser", "clinician"):
        sign_one(copied, library, role=role)
    path = copied.root / LEDGER
    id_ = json.loads(path.read_text(encoding="utf-8").split("\n")[0])["id"]
    with path.open("ab") as file:
        file.write(b'{"revokes": "' + id_.encode() + b'", "by": "A')
    segment = library.segments[ID]
    assert not load_translations(copied, library.segments, "es").is_signed(segment)
    _, moved, kept = repair_ledger(copied, ES)
    assert (moved, len(kept)) == (0, 1)
    assert not load_translations(copied, library.segments, "es").is_signed(segment)
    assert revoke(copied, [id_], Reviewer("A. B.")).count == 1
    assert repair_ledger(copied, ES)[1:] == (1, [])
    assert not load_translations(copied, library.segments, "es").is_signed(segment)


def test_what_was_revoked_before_is_told_and_not_counted(copied, library):
    sign_one(copied, library)
    id_ = load_ledger(copied, ES).sign_offs[0].id
    assert revoke(copied, [id_, id_], Reviewer("C. D.")).count == 1
    before = (copied.root / LEDGER).read_bytes()
    again = revoke(copied, [id_], Reviewer("E. F."))
    assert (again.count, again.files) == (0, [])
    assert "by C. D." in again.notes[0].message
    assert (copied.root / LEDGER).read_bytes() == before


@pytest.mark.parametrize("key", ["english", "safety", "other"])
def test_a_policy_without_roles_frees_nothing(copied, key):
    (copied.root / "locales/policy.yaml").write_text(f"{key}: []\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_policy(copied)
    assert "[reviser]" in caught.value.findings[0].message


def test_a_handout_that_is_signed_is_signed_wherever_it_is_printed(copied, library):
    translations = load_translations(copied, library.segments, "es")
    chosen = chosen_segments(library, translations, [], handouts=["side-effects"])
    for role in ("reviser", "clinician"):
        sign(copied, translations, chosen, Reviewer("A. B.", role))
    for region in library.regions:
        for route in (None, "injection"):
            assert make_document(copied, "es", region=region, route=route).state.is_signed
    assert not make_document(copied, "es", "after-today").state.is_signed


def test_a_region_limits_what_a_handout_brings(library, project):
    translations = load_translations(project, library.segments, "es")
    chosen = chosen_segments(library, translations, [], handouts=["side-effects"], regions=["nz"])
    regions = {one.id.split(".")[1] for one in chosen if one.id.startswith("region.")}
    assert regions == {"nz"}
    with pytest.raises(InputError):
        chosen_segments(library, translations, [], handouts=["side-effects"], regions=["xx"])


def test_a_pattern_names_texts(library, project):
    translations = load_translations(project, library.segments, "es")
    chosen = chosen_segments(library, translations, ["label.*"])
    assert [one.id for one in chosen] == [id_ for id_ in library.segments if "label." in id_[:6]]
    with pytest.raises(InputError) as caught:
        chosen_segments(library, translations, ["lable.*"])
    assert caught.value.findings[0].rule == "unknown-segment"


entries = st.fixed_dictionaries(
    {"revokes": st.text("ab", min_size=1), "by": st.just("A"), "date": st.just("2026-01-01")}
)


@given(st.lists(st.binary(max_size=30)), st.lists(entries, min_size=1, max_size=3))
def test_the_proof_of_an_addition_takes_what_is_added_and_nothing_else(lines, added):
    from kat_handouts.catalogs.ledger_lines import appended

    before = b"\n".join(lines)
    after = appended(before, added)
    assert prove_appended(before, after, added) == []
    assert prove_appended(before, after + b"{}\n", added)
    assert prove_appended(before + b"\nx", after, added)
    assert read_lines(after).good[-len(added) :] == after.split(b"\n")[-len(added) - 1 : -1]


def test_the_proof_of_a_repair_keeps_every_good_line():
    good = b'{"revokes": "x", "by": "A", "date": "2026-01-01"}'
    assert prove_apart(good + b"\nbad\n", good + b"\n", b"bad\n") == []
    assert prove_apart(good + b"\nbad\n", b"", good + b"\nbad\n")
    assert prove_apart(good + b"\nbad\n", good + b"\n", b"")
    assert prove_apart(b"bad\n", good + b"\n", b"bad\n")


def test_a_proof_that_fails_writes_nothing(copied, library, monkeypatch):
    sign_one(copied, library)
    before = (copied.root / LEDGER).read_bytes()
    monkeypatch.setattr("kat_handouts.reviews.signing.appended", lambda data, lines: data[:-9])
    with pytest.raises(KatHandoutsError) as caught:
        sign_one(copied, library, role="clinician")
    assert caught.value.findings[0].rule == "proof-failed"
    assert (copied.root / LEDGER).read_bytes() == before
