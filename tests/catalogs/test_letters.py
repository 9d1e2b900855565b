"""One text is written in one way, and another encoding than Unicode is refused, in each script."""

import re
import unicodedata

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.catalogs.catalog import catalog_name, load_catalog
from kat_handouts.catalogs.faults import find_faults_of
from kat_handouts.catalogs.letters import encoding_faults, normalised
from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.catalogs.sign_offs import segment_hash
from kat_handouts.model.languages import REGISTRY, get_language
from tests.support.editing import edit
from tests.support.shipped import CATALOGS, ROOT

TRANSLATED = [tag for tag in CATALOGS if tag not in {"en", "en-GB"}]


@pytest.mark.parametrize(
    ("tag", "written", "text"),
    [
        ("ar", "\ufe8d\ufedf\ufecc\ufeb4\ufedf", "العسل"),
        ("fa", "\ufb56\ufeae", "پر"),
        ("he", "\ufb2a\ufb4a", unicodedata.normalize("NFC", "ש\u05c1ת\u05bc")),
        ("ko", unicodedata.normalize("NFD", "한국어"), "한국어"),
        ("ja", "ｶﾞﾝ", "ガン"),
        ("ja", unicodedata.normalize("NFD", "ガン"), "ガン"),
        ("vi", unicodedata.normalize("NFD", "Tiếng Việt"), "Tiếng Việt"),
        ("vi", "Ti\u00ea\u0301ng", "Tiếng"),
        ("fr", "o\ufb03ce", "office"),
        ("th", "น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("th", "น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("th", "น\u0e33\u0e49", "น้ำ"),
        ("th", "\u0e40\u0e40พทย์", "แพทย์"),
        ("lo", "ນ\u0ecd\u0ec9\u0eb2", "ນ້ຳ"),
        ("lo", "\u0ec0\u0ec0ມ່", "ແມ່"),
        ("hi", "क\u093e\u093c", "क\u093c\u093e"),
        ("hi", "\u0958", "क\u093c"),
        ("hi", "\u0905\u093eप", "आप"),
        ("bn", "\u09a1\u09bf\u09bc", "\u09a1\u09bc\u09bf"),
        ("bn", "\u0995\u09c7\u09be", "কো"),
        ("bn", "\u0985\u09beপ", "আপ"),
        ("gu", "\u0a85\u0abeપ", "આપ"),
        ("pa", "ਸ\u0a3e\u0a3c", "ਸ\u0a3c\u0a3e"),
        ("ta", "க\u0bc6\u0bbe", "கொ"),
        ("te", "క\u0c46\u0c56", "కై"),
        ("my", "\u1025\u102e", "ဦ"),
        ("ro", "şi ţară", "și țară"),
        ("tr", "şimdi", "şimdi"),
        ("el", unicodedata.normalize("NFD", "Ελληνικά"), "Ελληνικά"),
        ("uk", unicodedata.normalize("NFD", "їжа"), "їжа"),
    ],
)
def test_what_is_the_same_text_is_written_in_one_way(tag, written, text):
    assert normalised(written, get_language(tag)) == text
    assert normalised(text, get_language(tag)) == text
    assert list(encoding_faults("English", text, get_language(tag))) == []


def zawgyi(text):
    """Write Burmese as the Zawgyi font has it: e and ra before the consonant, other signs."""
    medials = "[\u103b-\u103e]*"
    text = re.sub(f"([က-အဿ]{medials})\u1031", "\u1031\\1", text)
    text = re.sub("([က-အ])(\u103b?)\u103c", "\ue000\\1\\2", text)
    signs = {"\u103a": "\u1039", "\u103b": "\u103a", "\ue000": "\u103b"}
    return text.translate(str.maketrans(signs | {"\u103d": "\u103c", "\u103e": "\u103d"}))


def test_burmese_in_zawgyi_is_refused_and_no_burmese_in_unicode(project):
    burmese = get_language("my")
    catalog = read_po(project.read(catalog_name(burmese)).decode())
    seen, told = 0, 0
    # Whatever English each text is of: fuzzy and obsolete ones are Burmese too.
    for entry in catalog.entries:
        text = normalised(entry.translation, burmese)
        assert list(encoding_faults(entry.source, text, burmese)) == []
        if zawgyi(text) != text:
            seen += 1
            told += bool(list(encoding_faults(entry.source, zawgyi(text), burmese)))
    assert seen > 300
    assert told / seen > 0.97
    for word in ("ေဆး", "ျမန္မာ", "ကၽြန္ေတာ္"):
        (finding,) = encoding_faults("a", word, burmese)
        assert finding.rule == "catalog-encoding"
        assert "Zawgyi converter" in finding.hint


@pytest.mark.parametrize(
    ("tag", "text", "tool"),
    [
        ("ar", "\ufe94\ufef4\ufe91\ufeae\ufecc\ufedf\ufe8d", "fribidi"),
        ("ko", "ㅎㅏㄴㄱㅜㄱ", "hangul-jamo"),
        ("vi", "Tieáng Vieät coù daáu", "UniKey"),
        ("vi", "TiÕng ViÖt cã dÊu", "UniKey"),
        ("hi", "bl nok ls uhan vk ldrh gS", "Kruti Dev"),
        ("km", "sUmGan RbkasenH", "Limon"),
        ("bn", "GB Jla Nyg Avb‡Z cv‡i", "SutonnyMJ"),
        ("es", "EspaÃ±ol y niÃ±os", "ftfy"),
        ("ru", "ÐŸÑ€Ð¸Ð²ÐµÑ‚", "ftfy"),
        ("es", "Espa\ufffdol", "older file"),
    ],
)
def test_another_encoding_is_refused_with_what_converts_it(tag, text, tool):
    found = list(find_faults_of("Feel sleepy", text, tag))
    assert any(
        one.rule == "catalog-encoding" and tool in one.hint + one.message for one in found
    ), found


def test_the_names_of_english_are_no_other_encoding():
    for text in ("Spravato", "MAOI", "{clinic_name}", "KAT (S)"):
        source = f"Spravato MAOI {text}"
        assert list(encoding_faults(source, text, get_language("hi"))) == []


@pytest.mark.parametrize("tag", TRANSLATED)
def test_the_shipped_texts_are_written_so_already_and_keep_their_signatures(tag):
    folder = get_language(tag).folder
    for entry in polib.pofile(str(ROOT / f"locales/{folder}/LC_MESSAGES/handouts.po")):
        text = normalised(entry.msgstr, get_language(tag))
        assert text == entry.msgstr
        assert segment_hash(entry.msgid, text) == segment_hash(entry.msgid, entry.msgstr)


@pytest.mark.parametrize("tag", ["ko", "vi", "hi", "th", "ar"])
def test_a_catalog_that_came_apart_prints_as_it_was(copied, project, tag):
    name = f"locales/{tag}/LC_MESSAGES/handouts.po"
    text = (copied.root / name).read_text(encoding="utf-8")
    apart = unicodedata.normalize("NFD", text).replace("\u0e33", "\u0e4d\u0e32")
    (copied.root / name).write_text(apart, encoding="utf-8")
    before, after = load_catalog(project, tag), load_catalog(copied, tag)
    assert {id_: one.msgstr for id_, one in after.entries.items()} == {
        id_: one.msgstr for id_, one in before.entries.items()
    }


def test_a_presentation_form_in_a_catalog_is_read_as_its_letter(copied):
    name = "locales/ar/LC_MESSAGES/handouts.po"
    edit(copied, name, 'msgstr "المثانة"', 'msgstr "\ufe8dلمثانة"')
    entry = load_catalog(copied, "ar").entries["side-effects.bladder.heading"]
    assert entry.msgstr == "المثانة"


def test_quotation_marks_at_letters_are_no_other_encoding():
    for tag, text in (
        ("fr", "«\u00a0à\u00a0»"),
        ("de", "»Ä«, »Ü«"),
        ("pt", "NÃO «IRMû"),
        ("cs", "éžš"),
    ):
        assert list(encoding_faults("a", text, get_language(tag))) == []


@given(st.sampled_from(sorted(REGISTRY)), st.text())
def test_writing_it_in_one_way_twice_changes_nothing_more(tag, text):
    once = normalised(text, get_language(tag))
    assert unicodedata.is_normalized("NFC", normalised(once, get_language(tag)))
