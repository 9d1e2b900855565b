import json
import random
import re
import subprocess

import pytest

from kat_handouts.catalogs.sign_offs import load_ledger
from kat_handouts.content.library import load_library
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.errors import InputError, KatHandoutsError
from kat_handouts.model.languages import get_language
from kat_handouts.reviews.choosing import chosen_segments
from kat_handouts.reviews.signing import Reviewer, revoke, sign
from tests.support.documents import small_document
from tests.support.editing import edit
from tests.support.shipped import ROOT
from tests.support.signing import sign_one

PO = "locales/es/LC_MESSAGES/handouts.po"
LEDGER = "locales/es/sign-offs.jsonl"
ID = "garden.back.warn.ladder"


def write(project, names=(ID,), role="reviser", tag="es", **options):
    library = load_library(project)
    translations = load_translations(project, library.segments, tag)
    chosen = chosen_segments(library, translations, names, all_texts=not names)
    return sign(project, translations, chosen, Reviewer("A. B.", role, **options))[1]


def is_signed(project, segment=ID, tag="es"):
    library = load_library(project)
    translations = load_translations(project, library.segments, tag)
    return translations.is_signed(library.segments[segment])


def lines(project):
    return (project.root / LEDGER).read_text(encoding="utf-8").splitlines()


def test_safety_text_wants_a_reviser_and_a_clinician(small_copy):
    write(small_copy)
    assert not is_signed(small_copy)
    write(small_copy, role="clinician")
    assert is_signed(small_copy)


def test_other_text_wants_a_reviser_and_english_a_clinician(small_copy):
    heading = "garden.back.bench.heading"
    write(small_copy, [heading])
    assert is_signed(small_copy, heading)
    write(small_copy, [heading], tag="en")
    assert not is_signed(small_copy, heading, "en")
    write(small_copy, [heading], tag="en", role="clinician")
    assert is_signed(small_copy, heading, "en")


def test_the_policy_of_a_project_decides(small_copy):
    (small_copy.root / "locales/policy.yaml").write_text("safety: [community]\n", encoding="utf-8")
    write(small_copy, role="community")
    assert is_signed(small_copy)


def test_a_wrong_policy_is_refused(small_copy):
    (small_copy.root / "locales/policy.yaml").write_text("safety: [friend]\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        is_signed(small_copy)
    assert caught.value.findings[0].file.endswith("policy.yaml")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (PO, "No suba solo a una escalera", "No suba a una escalera"),
        ("content/garden.yaml", "text: Do not climb a ladder alone.", "text: Do not climb alone."),
    ],
)
def test_no_sign_off_survives_an_edit(small_copy, name, old, new):
    for role in ("reviser", "clinician"):
        write(small_copy, role=role)
    assert is_signed(small_copy)
    edit(small_copy, name, old, new)
    assert not is_signed(small_copy)


def test_a_revoked_sign_off_counts_no_more_and_stays_on_record(small_copy):
    for role in ("reviser", "clinician"):
        write(small_copy, role=role)
    name = json.loads(lines(small_copy)[0])["id"]
    assert revoke(small_copy, [name], Reviewer("C. D.", note="read the wrong text")).count == 1
    assert not is_signed(small_copy)
    assert len(lines(small_copy)) == 3
    assert load_ledger(small_copy, get_language("es")).revocations[name].by == "C. D."
    write(small_copy)
    assert is_signed(small_copy)


def test_the_order_of_the_lines_means_nothing(small_copy):
    for role in ("reviser", "clinician", "reviser"):
        write(small_copy, role=role)
    name = json.loads(lines(small_copy)[0])["id"]
    (path,) = revoke(small_copy, [name], Reviewer("C. D.")).files
    shuffled = lines(small_copy)
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)
        path.write_text("\n".join(shuffled) + "\n", encoding="utf-8")
        assert is_signed(small_copy)


def test_two_ledgers_merge_in_git_without_a_conflict(small_copy, tmp_path):
    def git(*args):
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *args]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)

    ledger = tmp_path / LEDGER
    ledger.parent.mkdir(parents=True)
    (tmp_path / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    git("init", "-q", "-b", "main")
    ledger.write_text('{"first": 1}\n', encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "one")
    git("checkout", "-qb", "other")
    ledger.write_text('{"first": 1}\n{"other": 1}\n', encoding="utf-8")
    git("commit", "-qam", "two")
    git("checkout", "-q", "main")
    ledger.write_text('{"first": 1}\n{"main": 1}\n', encoding="utf-8")
    git("commit", "-qam", "three")
    git("merge", "-q", "other")
    assert set(ledger.read_text(encoding="utf-8").splitlines()) == {
        '{"first": 1}',
        '{"main": 1}',
        '{"other": 1}',
    }


def test_a_doubtful_or_faulty_text_cannot_be_signed(small_copy):
    edit(small_copy, PO, f'msgctxt "{ID}"', f'#, fuzzy\nmsgctxt "{ID}"')
    edit(small_copy, PO, "Necesita 2 regaderas", "Necesita 3 regaderas")
    faulty = "garden.morning.order.water"
    with pytest.raises(InputError) as caught:
        write(small_copy, [ID, faulty])
    assert [(found.rule, found.segment) for found in caught.value.findings] == [
        ("cannot-sign", ID),
        ("cannot-sign", faulty),
    ]
    assert not (small_copy.root / LEDGER).exists()


@pytest.mark.parametrize("name", ["nobody", "", " "])
def test_an_unknown_sign_off_is_refused(small_copy, small_library, name):
    sign_one(small_copy, small_library, "tea.title")
    path = small_copy.root / LEDGER
    # Older lines have no id.
    path.write_text(re.sub('"id": "[^"]*", ', "", path.read_text(encoding="utf-8")), "utf-8")
    with pytest.raises(InputError, match="no ledger has"):
        revoke(small_copy, [name], Reviewer("A. B."))


def test_blanks_around_an_id_mean_nothing(small_copy, small_library):
    sign_one(small_copy, small_library, "tea.title")
    path = small_copy.root / LEDGER
    path.write_text(path.read_text(encoding="utf-8").replace('"id": "', '"id": " '), "utf-8")
    id_ = json.loads(path.read_text(encoding="utf-8"))["id"]
    assert id_.startswith(" ")
    assert revoke(small_copy, [id_], Reviewer("A. B.")).count == 1
    assert revoke(small_copy, [id_.strip()], Reviewer("A. B.")).count == 0


def test_a_sheet_says_draft_on_every_page_until_all_of_it_is_signed(small_copy, small_library):
    document = small_document(small_copy, "es")
    assert document.draft.plain == "Borrador"
    for role in ("reviser", "clinician"):
        write(small_copy, (), role=role)
    assert small_document(small_copy, "es").draft is None
    assert small_document(small_copy, "es").notices == ()


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
def test_words_that_cannot_stand_in_a_ledger_are_refused_with_an_example(
    small_copy, small_library, who
):
    with pytest.raises(InputError) as caught:
        sign_one(small_copy, small_library, ID, **who)
    hint = caught.value.findings[0].hint
    assert "A. B." in hint or "read aloud" in hint
    assert not (small_copy.root / LEDGER).exists()
    with pytest.raises(InputError):
        revoke(small_copy, ["x"], Reviewer(**{"by": "A. B.", **who}))


def test_what_was_revoked_before_is_told_and_not_counted(small_copy, small_library):
    sign_one(small_copy, small_library, ID)
    id_ = load_ledger(small_copy, get_language("es")).sign_offs[0].id
    assert revoke(small_copy, [id_, id_], Reviewer("C. D.")).count == 1
    before = (small_copy.root / LEDGER).read_bytes()
    again = revoke(small_copy, [id_], Reviewer("E. F."))
    assert (again.count, again.files) == (0, [])
    assert "by C. D." in again.notes[0].message
    assert (small_copy.root / LEDGER).read_bytes() == before


def test_a_proof_that_fails_writes_nothing(small_copy, small_library, monkeypatch):
    sign_one(small_copy, small_library, ID)
    before = (small_copy.root / LEDGER).read_bytes()
    monkeypatch.setattr("kat_handouts.reviews.signing.appended", lambda data, lines: data[:-9])
    with pytest.raises(KatHandoutsError) as caught:
        sign_one(small_copy, small_library, ID, role="clinician")
    assert caught.value.findings[0].rule == "proof-failed"
    assert (small_copy.root / LEDGER).read_bytes() == before
