import pytest

from conftest import make_document
from kat_handouts.catalogs.sign_offs import Policy, load_ledger
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.errors import InputError
from kat_handouts.model.languages import get_language
from signing import sign


def test_nothing_is_signed_without_a_ledger(project, library):
    assert make_document(project, "es").state.signed == 0


def test_a_fully_signed_sheet_prints_no_notice(copied, library):
    sign(copied, library, "es")
    document = make_document(copied, "es")
    assert document.state.is_signed
    assert document.notices == ()


def test_english_is_signed_by_a_clinician(copied, library):
    sign(copied, library, "en", roles=("reviser",))
    assert not make_document(copied, "en").state.is_signed
    sign(copied, library, "en", roles=("clinician",))
    assert make_document(copied, "en").state.is_signed


def test_safety_text_needs_a_clinician_too(copied, library):
    sign(copied, library, "es", roles=("reviser",))
    translations = load_translations(copied, library.segments, "es")
    unsigned = translations.release_findings(list(library.segments.values()))
    safety = {id_ for id_, segment in library.segments.items() if segment.safety}
    assert {found.segment for found in unsigned} == safety
    segment = library.segments["side-effects.bladder.action"]
    assert Policy().roles(segment, get_language("es")) == {"reviser", "clinician"}


def test_a_sign_off_does_not_survive_an_edit(copied, library):
    from conftest import edit

    sign(copied, library, "es")
    po = "locales/es/LC_MESSAGES/handouts.po"
    edit(copied, po, "No conduzca ni use máquinas hasta", "No maneje hasta")
    translations = load_translations(copied, library.segments, "es")
    unsigned = translations.release_findings(list(library.segments.values()))
    assert [found.segment for found in unsigned] == ["your-session.leaving.driving"]


def test_every_broken_line_of_a_ledger_is_reported(copied):
    path = copied.root / "locales/es/sign-offs.jsonl"
    path.write_text('{"segment": "a"}\n\nnot json\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_ledger(copied, get_language("es"))
    assert [found.line for found in caught.value.findings] == [1, 3]
