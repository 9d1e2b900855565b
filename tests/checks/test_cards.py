"""The wallet card: no sign of a level that it tells of is without short words."""

from kat_handouts.checks.content import check_content
from tests.support.editing import edit
from tests.support.findings import errors_in

WALK, SIGNS = "content/walk.yaml", "content/signs.yaml"
EFFECTS = """\
      effects:
        type: effects
        safety: true
        sources: [almanac]
        groups:
          get-help:
            on_card: true
            heading: Call {emergency_number} now
            signs: patient
      contacts:
"""
STUNG = """\
    short:
      mouth: {picture: swelling, text: {text: Stung in the mouth, room: 30}}
  lost:
"""


def found_in(project):
    return [
        (item.rule, item.message.split("“")[1].split("”")[0])
        for item in errors_in(check_content(project).findings)
        if item.rule == "card-signs"
    ]


def test_a_sign_without_short_words_is_found(small_copy):
    edit(small_copy, WALK, "      contacts:\n", EFFECTS)
    assert found_in(small_copy) == [("card-signs", "stung"), ("card-signs", "lost")]
    edit(small_copy, SIGNS, "  lost:\n", STUNG)
    assert found_in(small_copy) == [("card-signs", "lost")]


def test_a_level_that_no_card_tells_of_needs_none(small_copy):
    edit(small_copy, WALK, "      contacts:\n", EFFECTS.replace("            on_card: true\n", ""))
    assert found_in(small_copy) == []
