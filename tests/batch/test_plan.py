from dataclasses import replace

import pytest

from conftest import HANDOUTS, PRINTED
from kat_handouts.batch.plan import Selection, plan
from kat_handouts.model.errors import InputError


def paths(project, library, **selection):
    return [sheet.path for sheet in plan(project, library, Selection(**selection)).sheets]


def test_with_no_option_everything_is_planned(project, library):
    assert paths(project, library) == [
        f"{tag}/{handout}.pdf" for tag in PRINTED for handout in HANDOUTS
    ]


def test_options_narrow_the_plan_and_name_the_files(project, library):
    made = paths(
        project,
        library,
        locales=("zh_Hans", "zh-hans"),
        handouts=("next-steps",),
        paper="a4",
        route="infusion",
    )
    assert made == ["zh-Hans/next-steps.infusion.a4.pdf"]


def test_the_regions_own_paper_is_no_variant(project, library):
    assert paths(project, library, locales=("en",), handouts=("next-steps",), paper="letter") == [
        "en/next-steps.pdf"
    ]


def test_a_region_takes_its_own_english(project, library):
    made = paths(project, library, region="gb", handouts=("after-today",))
    tags = ("en-GB", *PRINTED[1:])
    assert sorted(made) == sorted(f"{tag}/after-today.gb.pdf" for tag in tags)
    assert paths(project, library, region="nz", locales=("en",), handouts=("after-today",)) == [
        "en-GB/after-today.nz.pdf"
    ]
    assert paths(project, library, region="ca", locales=("en",), handouts=("after-today",)) == [
        "en/after-today.ca.pdf"
    ]


def test_the_english_of_another_region_can_be_asked_for(project, library):
    assert paths(project, library, locales=("en-GB",), handouts=("after-today",)) == [
        "en-GB/after-today.pdf"
    ]


def test_every_unknown_name_is_reported_at_once(project, library):
    with pytest.raises(InputError) as caught:
        plan(project, library, Selection(("de", "zz"), ("nothing",), region="xx"))
    assert sorted(found.rule for found in caught.value.findings) == [
        "unknown-handout",
        "unknown-language",
        "unknown-locale",
        "unknown-region",
    ]


@pytest.mark.parametrize(
    "selection",
    [
        {"editions": ("cards",), "handouts": ("side-effects",)},
        {"editions": ("bilingual",), "locales": ("en",), "second": "en"},
    ],
)
def test_a_selection_of_nothing_is_an_error(project, library, selection):
    with pytest.raises(InputError, match="nothing-selected"):
        plan(project, library, Selection(**selection))


def test_what_nobody_chose_is_the_clinics_and_a_choice_wins(project, library):
    clinic = replace(project.clinic, region="gb", paper="letter")
    of_clinic = replace(project, clinic=clinic)

    def chosen(**selection):
        found = plan(of_clinic, library, Selection(("es",), ("next-steps",), **selection)).sheets
        return [(sheet.region, sheet.paper) for sheet in found]

    assert chosen() == [("gb", "letter")]
    assert chosen(region="ie") == [("ie", "letter")]
    # The paper of a region needs no name.
    assert chosen(paper="a4") == [("gb", None)]
