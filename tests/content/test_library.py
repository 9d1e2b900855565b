import shutil

import pytest

from kat_handouts.content.library import load_library
from kat_handouts.content.names import LONGEST_ID
from kat_handouts.files.project import Project
from kat_handouts.model.errors import InputError
from tests.support.editing import edit
from tests.support.shipped import ROOT


def findings_of(project):
    with pytest.raises(InputError) as caught:
        load_library(project)
    assert all(found.hint and found.line and found.file for found in caught.value.findings)
    return caught.value.findings


def test_all_problems_of_all_files_come_in_one_run(small_copy):
    edit(small_copy, "content/garden.yaml", "heading: A bench", "haeding: A bench")
    edit(small_copy, "content/tea.yaml", "title: A pot of tea", "title: '{nobody}'")
    edit(small_copy, "content/regions/us.yaml", "paper: letter", "paper: foolscap")
    found = {(item.file.rpartition("/")[2], item.rule) for item in findings_of(small_copy)}
    assert ("garden.yaml", "unknown-field") in found
    assert ("garden.yaml", "missing-field") in found
    assert ("tea.yaml", "unknown-placeholder") in found
    assert ("us.yaml", "content") in found


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("content/garden.yaml", "  signs:", "  back:", "duplicate-id"),
        ("content/tea.yaml", "code: KAT-92", "code: KAT-91", "duplicate-id"),
        ("content/garden.yaml", "        type: paragraph", "        type: poem", "content"),
        ("content/garden.yaml", "revision: 2", "revision: one", "content"),
        ("content/garden.yaml", "2027-11-22", "2025-11-22", "content"),
        ("content/garden.yaml", "kind: danger", "kind: fun", "content"),
        ("content/garden.yaml", "statement: season", "statement: law", "region-statement"),
        ("content/labels.yaml", "  interpreter:", "  translator:", "missing-field"),
        ("content/regions/us.yaml", 'emergency_number: "911"', "emergency_number: x", "content"),
    ],
)
def test_a_mistake_is_found_on_its_line(small_copy, name, old, new, rule):
    lines = (small_copy.root / name).read_text(encoding="utf-8").splitlines()
    expected = next(number for number, line in enumerate(lines, 1) if old in line)
    edit(small_copy, name, old, new)
    found = [item for item in findings_of(small_copy) if item.rule == rule]
    assert found
    assert found[0].file.endswith(name)
    if rule != "missing-field":
        # What is wrong with a block as a whole is reported on the line that names the block.
        assert any(expected - 1 <= item.line <= expected for item in found)


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("revision: 2", "revision: x", "revision must be a whole number", "digits"),
        ("safety: true", "safety: perhaps", "must be true or false", "true or false"),
        ("reviewed: 2026", "reviewed: in 2026", "reviewed must be a date", "2026-11-22"),
        ("title: A day in the garden", "title: [a]", "title must be a text", "as text"),
        ("type: paragraph", "type: poem", "“poem” is not a type of block", "'paragraph'"),
        ('lead: "Bring:"', 'laed: "Bring:"', "unknown field “laed”", "did you mean “lead”?"),
        (
            "type: paragraph",
            "type: paragraph\n        allow: {}",
            "“allow” does not stand",
            "move it",
        ),
        ("kind: danger", "kind: fun", "this value is not known", "'danger'"),
        ("title: A day in the garden", "title: ''", "must not be empty", "write the text"),
        ("lines: 2", "lines: 99", "must be 12 or less", "authoring"),
    ],
)
def test_a_mistake_is_said_in_plain_words(small_copy, old, new, message, hint):
    edit(small_copy, "content/garden.yaml", old, new)
    found = findings_of(small_copy)
    assert any(message in item.message and hint in item.hint for item in found), found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  back:\n    heading", "  back:\n    when: {region: [atlantis]}\n    heading"),
        ("        kind: tip\n", "        kind: tip\n        when: {region: [atlantis]}\n"),
        ("{route: [infusion]}", "{route: [infusion], region: [atlantis]}"),
    ],
)
def test_an_unknown_region_is_found_wherever_it_is_named(small_copy, old, new):
    path = "content/garden.yaml"
    edit(small_copy, path, old, new)
    found = findings_of(small_copy)
    assert {item.rule for item in found} == {"unknown-region"}
    lines = (small_copy.root / path).read_text(encoding="utf-8").splitlines()
    assert all("atlantis" in lines[item.line - 1] for item in found)


def test_a_file_that_is_a_list_is_refused(small_copy):
    (small_copy.root / "content/tea.yaml").write_text("- one\n", encoding="utf-8")
    assert any("named fields" in item.message for item in findings_of(small_copy))


def test_a_key_must_be_written_in_the_usual_way(small_copy):
    edit(small_copy, "content/garden.yaml", "  back:", "  Back_2:")
    assert any("is not a key" in item.message for item in findings_of(small_copy))


def test_an_id_that_two_texts_would_share_is_found(small_copy):
    edit(small_copy, "content/garden.yaml", "      bench:\n", "      heading:\n")
    found = findings_of(small_copy)
    assert found[0].rule == "duplicate-id"
    assert found[0].segment == "garden.back.heading"


def test_a_file_in_another_charset_is_refused(small_copy):
    path = small_copy.root / "content/labels.yaml"
    path.write_bytes(path.read_bytes() + "# naïve\n".encode("latin-1"))
    found = findings_of(small_copy)
    assert found[0].rule == "wrong-charset"
    assert found[0].line == path.read_bytes().count(b"\n")


def test_an_unknown_handout_gets_a_suggestion(small_library):
    with pytest.raises(InputError) as caught:
        small_library.handout("gardn")
    assert "did you mean garden?" in caught.value.findings[0].hint


def test_a_project_folder_overrides_file_by_file(small_copy, tmp_path):
    from kat_handouts.files.project import Project

    own = tmp_path / "clinic"
    (own / "content").mkdir(parents=True)
    text = (small_copy.root / "content/tea.yaml").read_text(encoding="utf-8")
    (own / "content/tea.yaml").write_text(
        text.replace("title: A pot of tea", "title: Tea and cake"), encoding="utf-8"
    )
    library = load_library(Project(root=own, bundled=small_copy.root))
    assert library.handouts["tea"].title.text == "Tea and cake"
    assert library.handouts["garden"].title.text == "A day in the garden"


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
        ("größe", "grosse.yaml"),
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
