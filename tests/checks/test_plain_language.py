import pytest

from kat_handouts.checks.content import check_content
from kat_handouts.checks.plain_language import measure, sentences, syllables
from tests.support.editing import edit
from tests.support.findings import errors_in

NAME = "content/garden.yaml"
OLD = "text: You can sit on the bench by the wall."


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("dose", 1),
        ("about", 2),
        ("able", 2),
        ("medicine", 3),
        ("ketamine", 3),
        ("depression", 3),
        ("pregnancy", 3),
        ("emergency", 4),
        ("safely", 2),
        ("something", 2),
        ("approved", 2),
        ("needed", 2),
        ("rules", 1),
        ("bottles", 2),
        ("doses", 2),
        ("machines", 2),
        ("lozenges", 3),
        ("911", 1),
        ("-", 1),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert syllables(word) == count


def test_the_grade_is_that_of_flesch_and_kincaid():
    counts = measure("The cat sat on the mat. It was warm.")
    assert (counts.sentences, counts.words, counts.syllables) == (2, 9, 9)
    assert counts.grade == pytest.approx(0.39 * 4.5 + 11.8 - 15.59)


def test_smog_is_that_of_mc_laughlin_with_each_list_item_a_sentence():
    # 30 sentences with 16 long words: the square root of 16 and a constant, as it was published.
    text = " ".join(["The medicine is here."] * 16 + ["It is here."] * 14)
    assert measure(text).smog == pytest.approx(3.1291 + 1.0430 * 4)
    items = measure("chest pain") + measure("an emergency")
    assert (items.sentences, items.polysyllables) == (2, 1)
    assert items.smog == pytest.approx(3.1291 + 1.0430 * 15**0.5)


def test_a_handout_of_long_words_is_told(small_copy):
    edit(small_copy, NAME, OLD, "text: " + "Emergency medicine is important. " * 90)
    found = [one for one in check_content(small_copy).findings if one.rule == "plain-handout-smog"]
    assert [one.handout for one in found] == ["garden"]
    assert "the limit is 8" in found[0].message


def test_a_placeholder_counts_as_what_will_stand_there():
    assert sentences("Call {emergency_number} now.") == ["Call 911 now."]


def found_in(project, text, extra=""):
    edit(project, NAME, OLD, f"text:\n          text: >-\n            {text}\n{extra}")
    return [(item.rule, item.segment) for item in errors_in(check_content(project).findings)]


def test_a_sentence_of_21_words_is_too_long(small_copy):
    text = " ".join(["go"] * 21) + "."
    assert found_in(small_copy, text) == [("plain-sentence", "garden.back.bench")]


def test_a_paragraph_of_4_sentences_is_too_long(small_copy):
    assert found_in(small_copy, "Go. Go on. Stop. Rest.") == [
        ("plain-paragraph", "garden.back.bench")
    ]


def test_long_words_raise_the_grade(small_copy):
    text = "Administration necessitates considerable physiological observation. " * 3
    rules = {rule for rule, _ in found_in(small_copy, text + text)}
    assert {"plain-grade", "plain-paragraph"} <= rules


def test_capitals_are_no_emphasis(small_copy):
    assert found_in(small_copy, "NEVER drive.") == [("plain-capitals", "garden.back.bench")]


def test_an_exception_is_granted_with_a_reason(small_copy):
    extra = "          allow:\n            plain-capitals: the clinic's own name is written so\n"
    assert found_in(small_copy, "Ask the NOVA team.", extra) == []


def test_an_exception_without_a_reason_is_refused(small_copy):
    extra = "          allow:\n            plain-capitals: ok\n"
    assert found_in(small_copy, "Ask the NOVA team.", extra)[0][0] == "content"


def test_a_whole_handout_that_is_hard_to_read_is_found(small_copy):
    path = small_copy.root / "content/garden.yaml"
    text = path.read_text(encoding="utf-8")
    for word in ("you ", "your ", "the ", "a ", "Do not "):
        text = text.replace(word, "organizational administration ")
    path.write_text(text, encoding="utf-8")
    assert "plain-handout-grade" in {item.rule for item in check_content(small_copy).findings}
