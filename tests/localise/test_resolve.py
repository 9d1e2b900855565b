import pytest

from conftest import LOCALES, edit, make_document
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.document import Slot
from kat_handouts.model.errors import InputError
from kat_handouts.model.invisible import INVISIBLE

PO = "locales/es/LC_MESSAGES/handouts.po"


def text_of(document, segment):
    return next(text for text in document.texts() if text.segment == segment)


def segments_of(document):
    return {text.segment for text in document.texts()}


def test_all_routes_stand_on_one_sheet_unless_one_is_chosen(project):
    every = segments_of(make_document(project, handout="your-session"))
    spray = segments_of(make_document(project, handout="your-session", route="nasal-spray"))
    assert {
        "your-session.dose.routes.infusion",
        "your-session.dose.routes.nasal-spray",
    } <= every
    assert "your-session.dose.routes.nasal-spray" in spray
    assert "your-session.dose.routes.infusion" not in spray
    assert "your-session.dose.stay-ketamine" not in spray


@pytest.mark.parametrize("route", ["infusion", "injection", "lozenge", "nasal-spray"])
def test_no_route_loses_a_warning(project, route):
    for handout in ("your-session", "side-effects", "next-steps"):
        kept = segments_of(make_document(project, handout=handout, route=route))
        every = segments_of(make_document(project, handout=handout))
        assert all(
            any(word in id_ for word in ("dose.", "food.", "esketamine", "warning"))
            for id_ in every - kept
        )


def test_what_depends_on_the_country_comes_from_the_region(project):
    found = segments_of(make_document(project, handout="what-is-kat"))
    assert "region.us.statements.ketamine-status" in found


def test_values_of_the_region_are_filled_in(project):
    text = text_of(make_document(project), "side-effects.main-message")
    assert "call 911\u00a0at once" in text.plain


def test_a_clinic_fills_the_panel_and_nothing_else_moves(project):
    empty = make_document(project)
    clinic = Clinic("Riverside", "555-0100", "555-0199")
    filled = make_document(project, clinic=clinic)
    values = [value.translate(INVISIBLE) for value in filled.values()]
    assert [value for value in values if value.startswith("555")] == ["555-0100", "555-0199"]
    assert filled.clinic.name == "Riverside"
    assert empty.clinic.name == ""
    assert list(filled.texts()) == list(empty.texts())


def test_a_blank_is_left_where_a_sentence_has_no_value(copied):
    edit(
        copied,
        "content/side-effects.yaml",
        "text: Your blood pressure can go up",
        "text: Call {clinic_phone}. Your blood pressure can go up",
    )
    text = text_of(make_document(copied), "side-effects.pressure.why")
    assert Slot("blank") in text.pieces
    filled = make_document(copied, clinic=Clinic(phone="555-0100"))
    assert "Call 555-" in text_of(filled, "side-effects.pressure.why").plain


def test_page_numbers_are_left_to_the_layout(project):
    pieces = make_document(project).labels["page-number"].pieces
    assert [piece.name for piece in pieces if isinstance(piece, Slot)] == ["page", "pages"]


def test_an_untranslated_segment_prints_in_english_and_is_counted(copied):
    old = 'msgstr "Ánimo y pensamientos de suicidio"'
    edit(copied, PO, old, 'msgstr ""')
    document = make_document(copied, "es")
    text = text_of(document, "side-effects.mood.heading")
    assert (text.translated, text.language.tag) == (False, "en")
    assert document.state.untranslated == 1
    assert document.state.translated == document.state.segments - 1


def test_a_faulty_translation_stops_only_the_sheets_that_print_it(copied):
    edit(copied, PO, "se queda al menos 2 horas", "se queda al menos 3 horas")
    with pytest.raises(InputError) as caught:
        make_document(copied, "es", "your-session")
    found = caught.value.findings[0]
    assert (found.rule, found.locale, found.handout) == ("catalog-number", "es", "your-session")
    assert found.segment == "your-session.dose.stay-esketamine"
    assert found.line
    assert make_document(copied, "es", "side-effects")


@pytest.mark.parametrize("tag", [tag for tag in LOCALES if tag != "en"])
def test_a_translated_sheet_asks_for_an_interpreter_in_both_languages(project, tag):
    document = make_document(project, tag)
    asked = [node for section in document.sections for node in section.walk()]
    texts = next(node.texts for node in asked if node.kind == "interpreter")
    assert texts["english"].plain == (
        f"I need an interpreter. I speak {document.language.interpreter_names[1]}."
    )
    local = texts["text"].plain.translate(INVISIBLE)
    assert document.language.interpreter_names[0] in local
    assert texts["text"].language.tag == tag


@pytest.mark.parametrize("tag", LOCALES)
def test_an_unsigned_sheet_says_so_in_its_language_and_in_english(project, tag):
    notices = make_document(project, tag).notices
    assert [notice.language.tag for notice in notices] == (["en"] if tag == "en" else [tag, "en"])


def test_the_source_language_has_no_english_title(project):
    assert make_document(project, "en").english_title == ""
    assert make_document(project, "ar").english_title == "Side effects and what to do"


def test_a_british_sheet_has_british_words_and_what_does_not_differ(project):
    document = make_document(project, "en-GB", "what-is-kat", region="gb")
    assert "anaesthetic" in text_of(document, "what-is-kat.what.ketamine").plain
    assert text_of(document, "what-is-kat.title").plain == "What is ketamine-assisted therapy?"
    assert document.english_title == ""
    assert document.state.translated == document.state.segments
    assert len(document.notices) == 1
    assert "999" in list(document.values())
    assert document.region_code == f"GB-{1}"


def test_the_english_on_a_translated_sheet_is_that_of_its_region(copied):
    gb = "locales/en_GB/LC_MESSAGES/handouts.po"
    text = (copied.root / gb).read_text(encoding="utf-8")
    text += '\nmsgctxt "side-effects.title"\nmsgid "Side effects and what to do"\n'
    text += 'msgstr "Side effects and what you can do"\n'
    (copied.root / gb).write_text(text, encoding="utf-8")
    assert make_document(copied, "es", region="gb").english_title.endswith("what you can do")
    assert make_document(copied, "es", region="us").english_title.endswith("what to do")


def test_a_broken_british_catalog_costs_no_other_sheet(copied):
    edit(copied, "locales/en_GB/LC_MESSAGES/handouts.po", 'msgid ""\n', 'msgid "\n')
    document = make_document(copied, "es", region="gb")
    assert document.english.tag == "en"
    with pytest.raises(InputError):
        make_document(copied, "en-GB", region="gb")


def test_a_card_has_no_main_message_and_no_titles_that_take_room(project):
    document = make_document(project, handout="after-today")
    assert document.form == "card"
    assert document.main_message is None
    assert set(document.labels) >= {"disclaimer", "page-number"}
    assert "summary" not in document.labels


@pytest.mark.parametrize(("tag", "digits"), [("fa", "۱۰"), ("bn", "১০"), ("my", "၁၀")])
def test_numbers_have_native_digits_and_phones_the_dialled_ones(project, tag, digits):
    document = make_document(project, tag, "side-effects")
    assert digits in text_of(document, "side-effects.overview.frequency.common").bare
    assert "911" in text_of(document, "side-effects.main-message").bare
    name = "region.us.crisis-lines.lifeline.name"
    assert "988" in text_of(document, name).bare
    assert "1" in text_of(document, "region.us.crisis-lines.veterans.about").bare
