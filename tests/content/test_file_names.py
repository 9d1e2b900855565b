"""The name of a content file makes the name of a sheet, or is refused at reading."""

import shutil

import pytest
from conftest import ROOT, edit

from kat_handouts.content.library import LONGEST_ID, load_library
from kat_handouts.files.project import Project
from kat_handouts.model.errors import InputError


def faults(root):
    with pytest.raises(InputError) as caught:
        load_library(Project(root=root, bundled=ROOT))
    return [(found.rule, found.hint) for found in caught.value.findings]


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("my_page", "my-page.yaml"),
        ("My page", "my-page.yaml"),
        ("Parking", "parking.yaml"),
        ("größe", "gr-sse.yaml"),
        ("2-go", "go.yaml"),
        ("a.b", "a-b.yaml"),
        ("nul", "nul.yaml"),
        ("label", "label-sheet.yaml"),
        ("region", "region-sheet.yaml"),
        ("a" * (LONGEST_ID + 1), "a" * LONGEST_ID + ".yaml"),
        ("x\u202e", "x.yaml"),
    ],
)
def test_a_handout_whose_file_cannot_name_a_sheet_is_refused(tmp_path, name, right):
    (tmp_path / "content").mkdir()
    shutil.copy(ROOT / "content/before-your-visit.yaml", tmp_path / f"content/{name}.yaml")
    edit(Project(root=tmp_path, bundled=ROOT), f"content/{name}.yaml", "code: KAT-", "code: KAT-9")
    edit(
        Project(root=tmp_path, bundled=ROOT), f"content/{name}.yaml", "code: KAT-90", "code: KAT-9"
    )
    found = [hint for rule, hint in faults(tmp_path) if rule == "handout-name"]
    assert len(found) == 1
    assert right in found[0]


@pytest.mark.parametrize("name", ["US", "usa", "us_hi", "u", "us-hawaii"])
def test_a_region_whose_file_is_no_code_is_refused(tmp_path, name):
    path = tmp_path / f"content/regions/{name}.yaml"
    path.parent.mkdir(parents=True)
    shutil.copy(ROOT / "content/regions/us.yaml", path)
    assert [rule for rule, _ in faults(tmp_path) if rule.endswith("-name")]


def test_a_region_may_be_a_part_of_a_country(tmp_path):
    path = tmp_path / "content/regions/us-hi.yaml"
    path.parent.mkdir(parents=True)
    shutil.copy(ROOT / "content/regions/us.yaml", path)
    assert "us-hi" in load_library(Project(root=tmp_path, bundled=ROOT)).regions


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("KAT-03", "side-effects"),
        ("kat-03", "side-effects"),
        ("Side effects", "side-effects"),
        ("side_effects.pdf", "side-effects"),
        ("sideeffects", "side-effects"),
    ],
)
def test_a_handout_is_found_by_its_code_and_its_title(library, name, meant):
    with pytest.raises(InputError) as caught:
        library.handout(name)
    assert f"did you mean {meant}?" in caught.value.findings[0].hint


def test_a_region_is_found_by_what_people_call_it(library):
    with pytest.raises(InputError) as caught:
        library.region("uk")
    assert "did you mean gb?" in caught.value.findings[0].hint
    with pytest.raises(InputError) as caught:
        library.region("ug")
    assert "did you mean" not in caught.value.findings[0].hint
