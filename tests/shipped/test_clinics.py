"""What a clinic offers and has set holds in every handout: its routes and its times."""

import re
from itertools import combinations

import pytest

from kat_handouts.content.vocabulary import word_pattern
from kat_handouts.model.clinic import SPRAY_LABEL, Clinic
from kat_handouts.model.editions import EASY_READ
from kat_handouts.model.invisible import INVISIBLE
from kat_handouts.model.sheet import ROUTES
from tests.support.documents import make_document, make_variant_of
from tests.support.shipped import HANDOUTS, LOCALES

OFFERS = [offer for count in (1, 2, 3) for offer in combinations(ROUTES, count)]
SET = Clinic(no_food=8 * 60, no_drink=4 * 60, stay=3 * 60, no_driving=72 * 60)


def printed(project, handout, clinic, tag="en", **variant):
    """Return what a sheet says, by segment, in the signs of a keyboard."""
    document = make_document(project, tag, handout, clinic=clinic, **variant)
    return {
        text.segment: text.plain.translate(INVISIBLE).replace("\u00a0", " ")
        for text in document.texts()
    }


def nodes(project, handout, clinic):
    document = make_document(project, handout=handout, clinic=clinic)
    return [node for section in document.sections for node in section.walk()]


@pytest.mark.parametrize("region", ["us", "gb", "ca", "au", "nz", "ie"])
@pytest.mark.parametrize("handout", HANDOUTS)
def test_no_sheet_names_a_route_that_the_clinic_has_not(project, library, handout, region):
    words = {route: set(map(str.lower, named)) for route, named in library.wording.routes.items()}
    for offer in OFFERS:
        own = set.union(*(words[route] for route in offer))
        others = word_pattern(sorted(set.union(*words.values()) - own))
        for no_driving in (None, 48 * 60):
            said = printed(
                project, handout, Clinic(routes=offer, no_driving=no_driving), region=region
            )
            found = {id_: others.findall(words) for id_, words in said.items()}
            assert {id_: named for id_, named in found.items() if named} == {}, offer


@pytest.mark.parametrize(
    "routes", [(), ("infusion",), ("nasal-spray",), ("lozenge", "nasal-spray")]
)
@pytest.mark.parametrize("handout", HANDOUTS)
def test_a_time_that_a_clinic_has_set_is_the_only_one(project, handout, routes):
    """No line is left to write it on, and no other time for the same thing stands beside it."""
    clinic = Clinic(
        routes=routes, no_food=SET.no_food, no_drink=SET.no_drink, stay=SET.stay, no_driving=72 * 60
    )
    bare = nodes(project, handout, Clinic(routes=routes))
    set_ = nodes(project, handout, clinic)
    asked = ("food-times", "drink-times", "stay-times")
    rooms = {node.id for node in bare if node.kind == "writing" and node.id.endswith(asked)}
    times = {node.id for node in set_ if node.kind == "times"}
    assert rooms == times
    amounts = {node.texts["amount"].bare for node in set_ if node.kind == "time"}
    assert amounts <= {"8\u00a0hours", "4\u00a0hours", "3\u00a0hours"}
    assert len(amounts) == len(rooms)
    said = printed(project, handout, clinic)
    fasting = re.compile(r"\b(?:eat|drink|food)\b.*\b\d+ (?:hours?|minutes)")
    staying = re.compile(r"stay in the clinic.*\b\d+ (?:hours?|minutes)")
    told = "\n".join(words for id_, words in said.items() if not id_.startswith("region."))
    assert fasting.findall(told) == []
    assert staying.findall(told) == []
    assert "24 hours" not in told


@pytest.mark.parametrize("tag", LOCALES)
def test_how_long_not_to_drive_is_the_clinics_in_every_language(project, tag):
    """What says 24 of a sheet without a clinic says the clinic's hours instead, everywhere."""
    for handout in HANDOUTS:
        bare = printed(project, handout, Clinic(), tag)
        said = printed(project, handout, Clinic(no_driving=72 * 60), tag)
        assert list(bare) == list(said)
        day = ("24", "۲۴", "২৪", "၂၄")
        longer = ("72", "۷۲", "৭২", "၇၂")
        of_a_day = {id_ for id_, words in bare.items() if any(one in words for one in day)}
        for id_ in of_a_day:
            assert any(one in said[id_] for one in longer), (handout, id_, said[id_])


# The handout that says when to stop eating and drinking.
FASTING = "before-your-visit"


def test_a_time_shorter_than_the_labels_leaves_the_label_on_the_sheet(project):
    [label] = (id_ for id_ in printed(project, FASTING, Clinic()) if id_.endswith(".nasal-spray"))
    for clinic, stands in (
        (Clinic(no_food=240), True),
        (Clinic(no_food=240, no_drink=15), True),
        (Clinic(no_food=SPRAY_LABEL["no-food"], no_drink=SPRAY_LABEL["no-drink"]), False),
        (Clinic(), True),
    ):
        assert (label in printed(project, FASTING, clinic)) is stands, clinic
    stay = "your-session.leaving.stay-esketamine"
    assert stay in printed(project, "your-session", Clinic(stay=90))
    assert stay not in printed(project, "your-session", Clinic(stay=120))


EASY_TIMES = {
    "before-your-visit": (
        {f"easy-read.before-your-visit.day.{key}" for key in ("food-spray", "drink-spray")},
        {"label.no-food", "label.no-drink"},
    ),
    "your-session": ({"easy-read.your-session.leaving.stay-spray"}, {"label.stay"}),
}


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("handout", EASY_TIMES)
def test_the_times_of_a_clinic_are_the_only_ones_in_easy_read(project, handout, route):
    of_label, of_clinic = EASY_TIMES[handout]
    bare, set_ = (
        make_variant_of(
            project, "en", handout, edition=EASY_READ.name, route=route, clinic=clinic
        ).texts()
        for clinic in (Clinic(), SET)
    )
    bare = {text.segment for text in bare}
    set_ = {text.segment for text in set_}
    assert bare & (of_label | of_clinic) == (of_label if route == "nasal-spray" else set())
    assert set_ & (of_label | of_clinic) == of_clinic
