"""What stands on a wallet card: signs first, then what not to do, in short words."""

import pytest

from kat_handouts.content.library import load_library
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.errors import InputError
from kat_handouts.model.invisible import INVISIBLE
from kat_handouts.model.phone import Phone
from tests.support.documents import make_variant_of
from tests.support.editing import edit


def card(project, locale="en", **variant):
    return make_variant_of(project, locale, "after-today", edition="card", **variant)


def test_the_back_has_every_sign_and_then_what_not_to_do(project, library):
    front, back = card(project).sections
    assert [node.kind for node in front.children] == ["writing", "disclaimer"]
    signs, *others = back.children
    shown = [item.id.split(".")[-2] for item in signs.children]
    assert list(dict.fromkeys(shown)) == list(library.signs.at("get-help", "patient"))
    assert all(item.picture for item in signs.children)
    assert [box.id.rpartition(".")[2] for box in others] == ["driving", "do-not"]
    assert {item.texts["text"].segment.rpartition(".")[2] for item in others[1].children} == {
        "short"
    }


def test_how_long_not_to_drive_is_that_of_the_route_and_the_clinic(project):
    def said(**variant):
        _, back = card(project, **variant).sections
        return back.children[1].texts["text"]

    assert said().segment == "advice.drive-again.ketamine.patient"
    assert said(route="nasal-spray").segment == "advice.drive-again.nasal-spray.patient"
    longer = Clinic(no_driving=48 * 60)
    assert said(route="nasal-spray", clinic=longer).segment == "advice.drive-again.ketamine.patient"
    assert "48" in said(clinic=longer).bare


def test_the_front_has_one_number_for_each_purpose(project):
    numbers = (Phone("555-0100"), Phone("555-0101"))
    clinic = Clinic(phones={"daytime": numbers, "after-hours": numbers[1:]})
    cells = [cell for row in card(project, clinic=clinic).strip.children for cell in row.children]
    printed = [[one.value.translate(INVISIBLE) for one in cell.children] for cell in cells]
    assert printed[:3] == [["911"], ["555-0100"], ["555-0101"]]


@pytest.mark.parametrize(
    ("route", "has_line"), [(None, True), ("lozenge", True), ("infusion", False)]
)
def test_the_poison_line_stands_where_lozenges_are_offered(project, route, has_line):
    cells = [node.id for row in card(project, route=route).strip.children for node in row.children]
    assert any(id_.endswith("poison-lines") for id_ in cells) is has_line


def test_advice_on_a_card_needs_short_words(copied):
    text = (copied.root / "content/advice.yaml").read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if "Use no tools" in one)
    edit(copied, "content/advice.yaml", line + "\n", "")
    with pytest.raises(InputError) as caught:
        load_library(copied)
    assert {found.rule for found in caught.value.findings} == {"unknown-advice"}
    assert "no-machines" in caught.value.findings[0].message
