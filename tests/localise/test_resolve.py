import pytest

from kat_handouts.model.document import Slot
from kat_handouts.model.errors import InputError
from kat_handouts.model.forms import CARD
from kat_handouts.model.invisible import INVISIBLE
from tests.support.clinics import clinic_with
from tests.support.documents import small_document
from tests.support.editing import edit, read, write
from tests.support.small import SMALL_PRINTED

PO = "locales/es/LC_MESSAGES/handouts.po"


def text_of(document, segment):
    return next(text for text in document.texts() if text.segment == segment)


def segments_of(document):
    return {text.segment for text in document.texts()}


def test_all_routes_stand_on_one_sheet_unless_one_is_chosen(small):
    hose = "garden.morning.bring.hose"
    assert hose in segments_of(small_document(small))
    assert hose in segments_of(small_document(small, route="infusion"))
    assert hose not in segments_of(small_document(small, route="nasal-spray"))


@pytest.mark.parametrize("route", ["infusion", "injection", "lozenge", "nasal-spray"])
def test_a_route_takes_away_what_is_for_another_one_alone(small, route):
    kept = segments_of(small_document(small, route=route))
    gone = segments_of(small_document(small)) - kept
    of_infusion = {"garden.morning.bring.hose", "sign.soaked.patient"}
    # An injection has the same rule of when to dig again.
    wet = set() if route == "injection" else {"advice.dig-again.wet.promise"}
    assert gone == (set() if route == "infusion" else of_infusion | wet)


def test_what_depends_on_the_country_comes_from_the_region(small):
    for region, other in (("us", "gb"), ("gb", "us")):
        tag = "en" if region == "us" else "en-GB"
        found = segments_of(small_document(small, tag, region=region))
        assert f"region.{region}.statements.season" in found
        assert f"region.{other}.statements.season" not in found
        assert ("garden.morning.perennials" in found) == (region == "us")


def test_values_of_the_region_are_filled_in(small):
    text = text_of(small_document(small), "garden.main-message")
    assert "call 911\u00a0in" in text.plain


@pytest.mark.parametrize(
    ("poison", "route", "printed"),
    [
        ("true", "infusion", True),
        ("false", "infusion", False),
        ("{route: [lozenge]}", "lozenge", True),
        ("{route: [lozenge]}", None, True),
        ("{route: [lozenge]}", "infusion", False),
        ("{region: [gb]}", None, False),
    ],
)
def test_the_poison_lines_stand_where_they_are_asked_for(small_copy, poison, route, printed):
    edit(small_copy, "content/garden.yaml", "poison: true", f"poison: {poison}")
    found = segments_of(small_document(small_copy, route=route))
    assert ("region.us.poison-lines.plants.name" in found) is printed
    assert ("label.poison-emergency" in found) is printed


def test_poison_that_is_neither_yes_nor_a_route_is_refused(small_copy):
    edit(small_copy, "content/garden.yaml", "poison: true", "poison: sometimes")
    with pytest.raises(InputError) as caught:
        small_document(small_copy)
    [found] = caught.value.findings
    assert "true, false, or for which routes it holds: {route: [lozenge]}" in found.message


def test_a_line_has_its_numbers_whole_and_what_is_texted_says_so(small):
    document = small_document(small, "ar")
    nodes = [node for section in document.sections for node in section.walk()]
    texted = [node for node in nodes if node.kind == "text-line"]
    assert [node.value for node in texted] == ["\u2066741741\u2069", "\u2066988\u2069"]
    assert {text.segment for node in texted for text in node.texts.values()} == {"label.text-line"}
    [season] = [node for node in nodes if node.id == "garden.morning.season"]
    assert season.value.translate(INVISIBLE) == "1-800-332-1088"


def test_every_sheet_says_what_to_do_when_nobody_answers(small):
    for handout in ("garden", "walk"):
        for region, tag in (("us", "en"), ("gb", "en-GB")):
            document = small_document(small, tag, handout, region=region)
            assert "label.nobody-answers" in segments_of(document)


def test_a_card_has_no_more_of_a_line_than_its_name_and_numbers(small_copy):
    nurse = "region.us.nurse-lines.garden.name"
    about = "about: {text: Ask for a gardener., safety: true}\n    text_number"
    edit(
        small_copy,
        "content/regions/us.yaml",
        "  garden:\n    text_number",
        f"  garden:\n    {about}",
    )
    card = small_document(small_copy, handout="walk")
    found = segments_of(card)
    assert nurse in found
    assert not any(segment.endswith(".about") for segment in found)
    # Of the crisis line it has the number, in its strip.
    assert "988" in {value.translate(INVISIBLE) for value in card.values()}
    assert "region.us.crisis-lines.help.name" not in found
    edit(small_copy, "content/regions/us.yaml", "  garden:\n", "  garden:\n    cards: false\n")
    assert nurse not in segments_of(small_document(small_copy, handout="walk"))
    assert nurse in segments_of(small_document(small_copy))


def test_a_clinic_fills_the_panel_and_nothing_else_moves(small):
    empty = small_document(small)
    clinic = clinic_with("555-0100", "555-0199", "Riverside")
    filled = small_document(small, clinic=clinic)
    values = [value.translate(INVISIBLE) for value in filled.values()]
    # In the strip, and in the panel.
    assert [value for value in values if value.startswith("555")] == ["555-0100", "555-0199"] * 2
    assert filled.clinic.name == "Riverside"
    assert empty.clinic.name == ""
    assert list(filled.texts()) == list(empty.texts())


def test_a_blank_is_left_where_a_sentence_has_no_value(small_copy):
    edit(
        small_copy,
        "content/garden.yaml",
        "text: You can sit on the bench by the wall.",
        "text: Call {clinic_phone}. Sit on the bench.",
    )
    text = text_of(small_document(small_copy), "garden.back.bench")
    assert Slot("blank") in text.pieces
    filled = small_document(small_copy, clinic=clinic_with("555-0100"))
    assert "Call 555-" in text_of(filled, "garden.back.bench").plain


def test_page_numbers_are_left_to_the_layout(small):
    pieces = small_document(small).labels["page-number"].pieces
    assert [piece.name for piece in pieces if isinstance(piece, Slot)] == ["page", "pages"]


def test_an_untranslated_segment_prints_in_english_and_is_counted(small_copy):
    old = 'msgstr "Un banco"'
    edit(small_copy, PO, old, 'msgstr ""')
    document = small_document(small_copy, "es")
    text = text_of(document, "garden.back.bench.heading")
    assert (text.translated, text.language.tag) == (False, "en")
    assert document.state.untranslated == 1
    assert document.state.translated == document.state.segments - 1


def test_a_faulty_translation_stops_only_the_sheets_that_print_it(small_copy):
    edit(small_copy, PO, "Necesita 2 regaderas", "Necesita 3 regaderas")
    with pytest.raises(InputError) as caught:
        small_document(small_copy, "es", "garden")
    found = caught.value.findings[0]
    assert (found.rule, found.locale, found.handout) == ("catalog-number", "es", "garden")
    assert found.segment == "garden.morning.order.water"
    assert found.line
    assert small_document(small_copy, "es", "walk")


@pytest.mark.parametrize("tag", ["ar", "es"])
def test_a_translated_sheet_asks_for_an_interpreter_in_both_languages(small, tag):
    document = small_document(small, tag)
    asked = [node for section in document.sections for node in section.walk()]
    texts = next(node.texts for node in asked if node.kind == "interpreter")
    assert texts["english"].plain == (
        f"I need an interpreter. I speak {document.language.interpreter_names[1]}."
    )
    local = texts["text"].plain.translate(INVISIBLE)
    assert document.language.interpreter_names[0] in local
    assert texts["text"].language.tag == tag


@pytest.mark.parametrize("tag", SMALL_PRINTED)
def test_an_unsigned_sheet_says_so_in_its_language_and_in_english(small, tag):
    notices = small_document(small, tag).notices
    assert [notice.language.tag for notice in notices] == (["en"] if tag == "en" else [tag, "en"])


def test_the_source_language_has_no_english_title(small):
    assert small_document(small, "en").english_title == ""
    assert small_document(small, "ar").english_title == "A day in the garden"


def test_a_british_sheet_has_british_words_and_what_does_not_differ(small):
    document = small_document(small, "en-GB", region="gb")
    assert "colour" in text_of(document, "garden.morning.bring.leaf").plain
    assert text_of(document, "garden.title").plain == "A day in the garden"
    assert document.english_title == ""
    assert document.state.translated == document.state.segments
    assert len(document.notices) == 1
    assert "999" in list(document.values())
    assert document.region_code == "GB-1"


def test_the_english_on_a_translated_sheet_is_that_of_its_region(small_copy):
    gb = "locales/en_GB/LC_MESSAGES/handouts.po"
    added = '\nmsgctxt "garden.title"\nmsgid "A day in the garden"\nmsgstr "Your day"\n'
    write(small_copy, gb, read(small_copy, gb) + added)
    assert small_document(small_copy, "es", region="gb").english_title == "Your day"
    assert small_document(small_copy, "es", region="us").english_title == "A day in the garden"


def test_a_broken_british_catalog_costs_no_other_sheet(small_copy):
    edit(small_copy, "locales/en_GB/LC_MESSAGES/handouts.po", 'msgid ""\n', 'msgid "\n')
    document = small_document(small_copy, "es", region="gb")
    assert document.english.tag == "en"
    with pytest.raises(InputError):
        small_document(small_copy, "en-GB", region="gb")


def test_a_card_has_no_main_message_and_no_titles_that_take_room(small):
    document = small_document(small, handout="walk")
    assert document.form is CARD
    assert document.main_message is None
    assert set(document.labels) >= {"disclaimer", "page-number"}
    assert "summary" not in document.labels
