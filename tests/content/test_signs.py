"""Each sign is said once, and printed wherever its level is."""

import pytest

from kat_handouts.content.library import load_library
from kat_handouts.model.errors import InputError
from tests.support.documents import make_document
from tests.support.editing import edit

SIGNS = "content/signs.yaml"


def printed(project, handout="garden", **variant):
    document = make_document(project, "en", handout, **variant)
    lists = {}
    for section in document.sections:
        for node in section.walk():
            signs = [
                text.segment
                for child in node.children
                for text in child.texts.values()
                if text.segment.startswith("sign.")
            ]
            if signs:
                lists[node.id] = signs
    return lists


def test_a_list_prints_the_signs_of_its_level_after_its_own(small):
    assert printed(small) == {
        "garden.signs.effects.get-help": ["sign.stung", "sign.lost.patient"],
        "garden.signs.tell-now": ["sign.stung", "sign.soaked.patient"],
    }


def test_a_new_sign_appears_wherever_its_level_is_printed(small_copy):
    edit(
        small_copy,
        SIGNS,
        "  lost:",
        "  cold:\n    after_leaving: get-help\n    in_clinic: tell-staff\n"
        "    patient: your hands are blue\n    sources: [almanac]\n  lost:",
    )
    assert all("sign.cold.patient" in signs for signs in printed(small_copy).values())


def test_a_sign_of_the_weeks_after_stands_in_a_list_of_its_own(small_copy):
    edit(
        small_copy,
        SIGNS,
        "    after_leaving: get-help\n    patient: you cannot",
        "    after_leaving: get-help\n    onset: later\n    patient: you cannot",
    )
    assert printed(small_copy)["garden.signs.effects.get-help"] == ["sign.stung"]
    edit(
        small_copy,
        "content/garden.yaml",
        "            signs: patient\n",
        "            signs: patient\n            onset: later\n",
    )
    assert printed(small_copy)["garden.signs.effects.get-help"] == ["sign.lost.patient"]


def test_a_sign_of_a_route_is_on_the_sheets_of_that_route(small):
    assert "sign.soaked.patient" in printed(small, route="infusion")["garden.signs.tell-now"]
    assert printed(small, route="lozenge")["garden.signs.tell-now"] == ["sign.stung"]


def test_what_is_acted_on_is_safety_text(small_library):
    safety = {id_ for id_, one in small_library.segments.items() if one.safety}
    assert {"sign.stung", "sign.lost.companion", "sign.soaked.patient"} <= safety
    assert "sign.thirsty.companion" not in safety


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    text: a bee stings you in the mouth\n", "", "needs words"),
        ("    companion: they are thirsty", "    text: a\n    companion: b", "needs words"),
        ("    after_leaving: passes\n", "", "needs “after_leaving”"),
        ("after_leaving: passes", "after_leaving: soon", "after_leaving"),
        ("revision: 1", "revision: 0", "revision"),
    ],
)
def test_a_sign_without_words_or_level_is_refused_with_its_line(small_copy, old, new, words):
    edit(small_copy, SIGNS, old, new)
    with pytest.raises(InputError) as error:
        load_library(small_copy)
    (found, *_) = error.value.findings
    assert words in str(found)
    assert found.file.endswith(SIGNS)
    assert found.line


def test_a_clinic_adds_a_sign_and_rewords_one(small_clinic):
    own = small_clinic.root / SIGNS
    own.parent.mkdir()
    own.write_text(
        "signs:\n  cramp:\n    after_leaving: get-help\n    patient: your leg hurts\n"
        "    sources: [almanac]\n",
        encoding="utf-8",
    )
    assert printed(small_clinic)["garden.signs.effects.get-help"] == [
        *("sign.stung", "sign.lost.patient", "sign.cramp.patient")
    ]


def test_no_two_lists_of_a_level_differ_for_one_audience(library):
    """What is a danger after leaving is one on every sheet that lists dangers."""
    for level, audience in (("get-help", "patient"), ("get-help", "companion")):
        keys = list(library.signs.at(level, audience))
        assert len(keys) == len(set(keys)) > 5
