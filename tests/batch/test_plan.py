from dataclasses import replace

import pytest

from kat_handouts.batch.plan import Selection, plan
from kat_handouts.model.errors import InputError
from tests.support.small import SMALL_HANDOUTS, SMALL_PRINTED


def paths(project, library, **selection):
    return [sheet.path for sheet in plan(project, library, Selection(**selection)).sheets]


def test_with_no_option_everything_is_planned(small, small_library):
    assert paths(small, small_library) == [
        f"{tag}/{handout}.pdf" for tag in SMALL_PRINTED for handout in SMALL_HANDOUTS
    ]


def test_options_narrow_the_plan_and_name_the_files(small, small_library):
    made = paths(
        small,
        small_library,
        locales=("ES", "es"),
        handouts=("tea",),
        paper="a4",
        route="infusion",
    )
    assert made == ["es/tea.infusion.a4.pdf"]


def test_the_regions_own_paper_is_no_variant(small, small_library):
    assert paths(small, small_library, locales=("en",), handouts=("tea",), paper="letter") == [
        "en/tea.pdf"
    ]


def test_a_region_takes_its_own_english(small, small_library):
    made = paths(small, small_library, region="gb", handouts=("walk",))
    tags = ("en-GB", *SMALL_PRINTED[1:])
    assert sorted(made) == sorted(f"{tag}/walk.gb.pdf" for tag in tags)
    assert paths(small, small_library, region="gb", locales=("en",), handouts=("walk",)) == [
        "en-GB/walk.gb.pdf"
    ]
    assert paths(small, small_library, region="us", locales=("en",), handouts=("walk",)) == [
        "en/walk.pdf"
    ]


def test_the_english_of_another_region_can_be_asked_for(small, small_library):
    assert paths(small, small_library, locales=("en-GB",), handouts=("walk",)) == ["en-GB/walk.pdf"]


def test_every_unknown_name_is_reported_at_once(small, small_library):
    with pytest.raises(InputError) as caught:
        plan(small, small_library, Selection(("de", "zz"), ("nothing",), region="xx"))
    assert sorted(found.rule for found in caught.value.findings) == [
        "unknown-handout",
        "unknown-language",
        "unknown-locale",
        "unknown-region",
    ]


@pytest.mark.parametrize(
    "selection",
    [
        {"editions": ("cards",), "handouts": ("garden",)},
        {"editions": ("bilingual",), "locales": ("en",), "second": "en"},
    ],
)
def test_a_selection_of_nothing_is_an_error(small, small_library, selection):
    with pytest.raises(InputError, match="nothing-selected"):
        plan(small, small_library, Selection(**selection))


def test_what_nobody_chose_is_the_clinics_and_a_choice_wins(small, small_library):
    clinic = replace(small.clinic, region="gb", paper="a4")
    of_clinic = replace(small, clinic=clinic)

    def chosen(**selection):
        found = plan(of_clinic, small_library, Selection(("es",), ("tea",), **selection)).sheets
        return [(sheet.region, sheet.paper) for sheet in found]

    # The paper of a region needs no name.
    assert chosen() == [("gb", None)]
    assert chosen(region="us") == [("us", "a4")]
    assert chosen(paper="letter") == [("gb", "letter")]


def test_a_clinic_says_which_languages_and_editions_it_hands_out(small, small_library):
    clinic = replace(small.clinic, languages=("ar",), editions=("standard", "large-print"))
    of_clinic = replace(small, clinic=clinic)

    def chosen(**selection):
        found = plan(of_clinic, small_library, Selection(handouts=("garden",), **selection)).sheets
        return {(sheet.locale, sheet.edition) for sheet in found}

    assert chosen() == {("ar", "standard"), ("ar", "large-print")}
    assert chosen(locales=("es",), editions=("standard",)) == {("es", "standard")}
