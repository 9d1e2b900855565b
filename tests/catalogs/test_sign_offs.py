import json
from dataclasses import replace

import pytest

from kat_handouts.catalogs.sign_offs import Policy, load_ledger, load_policy
from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.errors import InputError
from kat_handouts.model.languages import get_language
from kat_handouts.reviews.repair import repair_ledger
from kat_handouts.reviews.signing import Reviewer, revoke
from kat_handouts.reviews.signing import sign as add
from tests.support.documents import small_document
from tests.support.editing import edit
from tests.support.signing import sign, sign_one

LEDGER = "locales/es/sign-offs.jsonl"
ID = "garden.back.warn.ladder"


def test_nothing_is_signed_without_a_ledger(small, small_library):
    assert small_document(small, "es").state.signed == 0


def test_a_fully_signed_sheet_prints_no_notice(small_copy, small_library):
    sign(small_copy, small_library, "es")
    document = small_document(small_copy, "es")
    assert document.state.is_signed
    assert document.notices == ()


def test_english_is_signed_by_a_clinician(small_copy, small_library):
    sign(small_copy, small_library, "en", roles=("reviser",))
    assert not small_document(small_copy, "en").state.is_signed
    sign(small_copy, small_library, "en", roles=("clinician",))
    assert small_document(small_copy, "en").state.is_signed


def test_safety_text_needs_a_clinician_too(small_copy, small_library):
    sign(small_copy, small_library, "es", roles=("reviser",))
    translations = load_translations(small_copy, small_library.segments, "es")
    unsigned = translations.release_findings(list(small_library.segments.values()))
    safety = {id_ for id_, segment in small_library.segments.items() if segment.safety}
    assert {found.segment for found in unsigned} == safety
    segment = small_library.segments["garden.back.warn.ladder"]
    assert Policy().roles(segment, get_language("es")) == {"reviser", "clinician"}


def test_a_sign_off_does_not_survive_an_edit(small_copy, small_library):
    sign(small_copy, small_library, "es")
    po = "locales/es/LC_MESSAGES/handouts.po"
    edit(small_copy, po, "No suba solo a una escalera", "No suba solo")
    translations = load_translations(small_copy, small_library.segments, "es")
    unsigned = translations.release_findings(list(small_library.segments.values()))
    assert [found.segment for found in unsigned] == [
        "garden.back.warn.ladder",
        "walk.path.warn.ladder",
    ]


def test_every_broken_line_of_a_ledger_is_reported(small_copy):
    path = small_copy.root / "locales/es/sign-offs.jsonl"
    path.write_text('{"segment": "a"}\n\nnot json\n', encoding="utf-8")
    findings = load_ledger(small_copy, get_language("es")).findings
    assert [found.line for found in findings] == [1, 3]


def test_a_broken_line_is_told_and_the_others_count(small_copy, small_library):
    sign_one(small_copy, small_library, ID)
    broken = b"half a li"
    path = small_copy.root / LEDGER
    path.write_bytes(broken + b"\n" + path.read_bytes() + b"\n" + broken)
    sign_one(small_copy, small_library, ID, role="clinician")
    translations = load_translations(small_copy, small_library.segments, "es")
    assert translations.is_signed(small_library.segments[ID])
    assert [found.line for found in translations.ledger.findings] == [1, 4]
    told = [found for found in check_catalogs(small_copy, ["es"]) if found.rule == "sign-off-line"]
    assert [found.line for found in told] == [1, 4]
    assert "review repair es" in told[0].hint
    assert small_document(small_copy, "es").state.signed == 1
    refused = translations.release_findings([small_library.segments[ID]])
    assert {found.rule for found in refused} == {"sign-off-line"}


@pytest.mark.parametrize("key", ["english", "safety", "other"])
def test_a_policy_without_roles_frees_nothing(small_copy, key):
    (small_copy.root / "locales/policy.yaml").write_text(f"{key}: []\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_policy(small_copy)
    assert "[reviser]" in caught.value.findings[0].message


def test_a_local_signature_stands_beside_the_shipped_ones(small_clinic, small_library):
    upstream = replace(small_clinic, root=small_clinic.bundled)
    sign(upstream, small_library, "es", roles=("reviser",))
    before = (upstream.root / LEDGER).read_bytes()
    segment = small_library.segments["garden.title"]
    translations = load_translations(small_clinic, small_library.segments, "es")
    assert translations.is_signed(segment)
    unsigned = small_library.segments["garden.back.warn.ladder"]
    path, added = add(small_clinic, translations, [unsigned], Reviewer("A. B.", "clinician", ""))
    assert (path, added) == (small_clinic.root / LEDGER, 1)
    assert path.read_bytes().count(b"\n") == 1
    translations = load_translations(small_clinic, small_library.segments, "es")
    assert translations.is_signed(unsigned)
    assert translations.is_signed(segment)
    assert (upstream.root / LEDGER).read_bytes() == before
    # A signature upstream arrives.
    sign(upstream, small_library, "es")
    translations = load_translations(small_clinic, small_library.segments, "es")
    assert all(map(translations.is_signed, small_library.segments.values()))


def test_a_copied_line_counts_once_and_a_clinic_takes_a_shipped_one_back(small_clinic):
    line = {"id": "1f", "segment": "garden.title", "hash": "0" * 64, "role": "reviser"}
    line |= {"by": "A.", "date": "2026-11-22"}
    for root in small_clinic.roots:
        path = root / LEDGER
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{json.dumps(line)}\n", encoding="utf-8")
    assert len(load_ledger(small_clinic, get_language("es")).sign_offs) == 1
    own = small_clinic.root / LEDGER
    own.unlink()
    assert revoke(small_clinic, ["1f"], Reviewer("C. D.")).files == [own]
    assert own.read_bytes().count(b"\n") == 1
    assert list(load_ledger(small_clinic, get_language("es")).revocations) == ["1f"]


def test_a_broken_line_is_told_with_the_file_of_its_layer(small_clinic):
    shipped = small_clinic.bundled / LEDGER
    shipped.write_text("not json\n", encoding="utf-8")
    own = small_clinic.root / LEDGER
    own.parent.mkdir(parents=True)
    own.write_text("\n\nnot json\n", encoding="utf-8")
    spanish = get_language("es")
    found = load_ledger(small_clinic, spanish).findings
    assert [(one.file, one.line) for one in found] == [(str(own), 3), (str(shipped), 1)]
    assert repair_ledger(small_clinic, spanish)[1] == 1
    assert [one.file for one in load_ledger(small_clinic, spanish).findings] == [str(shipped)]
    # What may take a shipped signature back stays.
    line = {"id": "1f2e", "segment": "a", "hash": "0" * 64, "role": "reviser"}
    shipped.write_text(json.dumps(line | {"by": "A.", "date": "2026-11-22"}) + "\n")
    own.write_text('{"revokes": "1f2e"\n', encoding="utf-8")
    assert repair_ledger(small_clinic, spanish)[1] == 0
    own.unlink()
    assert repair_ledger(small_clinic, spanish)[1] == 0
    assert not own.exists()
