import pytest

from conftest import HANDOUTS, edit
from kat_handouts.content.library import load_library
from kat_handouts.model.errors import InputError


def findings_of(project):
    with pytest.raises(InputError) as caught:
        load_library(project)
    assert all(found.hint and found.line and found.file for found in caught.value.findings)
    return caught.value.findings


def test_the_handouts_come_in_the_order_of_their_codes(library):
    assert tuple(library.handouts) == HANDOUTS


def test_all_problems_of_all_files_come_in_one_run(copied):
    edit(copied, "content/side-effects.yaml", "heading: Bladder", "haeding: Bladder")
    edit(copied, "content/next-steps.yaml", "title: After your session", "title: '{nobody}'")
    edit(copied, "content/regions/us.yaml", "paper: letter", "paper: foolscap")
    found = {(item.file.rpartition("/")[2], item.rule) for item in findings_of(copied)}
    assert ("side-effects.yaml", "unknown-field") in found
    assert ("side-effects.yaml", "missing-field") in found
    assert ("next-steps.yaml", "unknown-placeholder") in found
    assert ("us.yaml", "content") in found


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("content/side-effects.yaml", "  bladder:", "  pressure:", "duplicate-id"),
        ("content/side-effects.yaml", "code: KAT-03", "code: KAT-04", "duplicate-id"),
        ("content/side-effects.yaml", "        type: paragraph", "        type: poem", "content"),
        ("content/side-effects.yaml", "revision: 2", "revision: one", "content"),
        ("content/side-effects.yaml", "2027-11-22", "2025-11-22", "content"),
        ("content/side-effects.yaml", "kind: danger", "kind: fun", "content"),
        ("content/side-effects.yaml", "controlled-drug", "some-law", "region-statement"),
        ("content/labels.yaml", "  interpreter:", "  translator:", "missing-field"),
        ("content/regions/us.yaml", 'emergency_number: "911"', "emergency_number: x", "content"),
    ],
)
def test_a_mistake_is_found_on_its_line(copied, name, old, new, rule):
    lines = (copied.root / name).read_text(encoding="utf-8").splitlines()
    expected = next(number for number, line in enumerate(lines, 1) if old in line)
    edit(copied, name, old, new)
    found = [item for item in findings_of(copied) if item.rule == rule]
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
        ("title: After your session", "title: [a]", "title must be a text", "as text"),
        ("type: paragraph", "type: poem", "“poem” is not a type of block", "'paragraph'"),
        ('lead: "Do:"', 'laed: "Do:"', "unknown field “laed”", "did you mean “lead”?"),
        ("kind: danger", "kind: fun", "this value is not known", "'danger'"),
        ("title: After your session", "title: ''", "must not be empty", "write the text"),
        ("lines: 3", "lines: 99", "less than or equal to 12", "authoring"),
    ],
)
def test_a_mistake_is_said_in_plain_words(copied, old, new, message, hint):
    edit(copied, "content/next-steps.yaml", old, new)
    found = findings_of(copied)
    assert any(message in item.message and hint in item.hint for item in found), found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  dose:\n    heading", "  dose:\n    when: {region: [atlantis]}\n    heading"),
        ("        kind: tip\n", "        kind: tip\n        when: {region: [atlantis]}\n"),
        ("{route: [lozenge]}", "{route: [lozenge], region: [atlantis]}"),
    ],
)
def test_an_unknown_region_is_found_wherever_it_is_named(copied, old, new):
    path = "content/your-session.yaml"
    edit(copied, path, old, new)
    found = findings_of(copied)
    assert {item.rule for item in found} == {"unknown-region"}
    lines = (copied.root / path).read_text(encoding="utf-8").splitlines()
    assert all("atlantis" in lines[item.line - 1] for item in found)


def test_a_file_that_is_a_list_is_refused(copied):
    (copied.root / "content/next-steps.yaml").write_text("- one\n", encoding="utf-8")
    assert any("named fields" in item.message for item in findings_of(copied))


def test_a_key_must_be_written_in_the_usual_way(copied):
    edit(copied, "content/side-effects.yaml", "  bladder:", "  Bladder_2:")
    assert any("is not a key" in item.message for item in findings_of(copied))


def test_an_id_that_two_texts_would_share_is_found(copied):
    edit(copied, "content/next-steps.yaml", "      plan:\n", "      heading:\n")
    found = findings_of(copied)
    assert found[0].rule == "duplicate-id"
    assert found[0].segment == "next-steps.medicines.heading"


def test_a_file_in_another_charset_is_refused(copied):
    path = copied.root / "content/labels.yaml"
    path.write_bytes(path.read_bytes() + "# naïve\n".encode("latin-1"))
    found = findings_of(copied)
    assert found[0].rule == "wrong-charset"
    assert found[0].line == path.read_bytes().count(b"\n")


def test_an_unknown_handout_gets_a_suggestion(library):
    with pytest.raises(InputError) as caught:
        library.handout("side-efects")
    assert "did you mean side-effects?" in caught.value.findings[0].hint


def test_a_project_folder_overrides_file_by_file(copied, tmp_path):
    from kat_handouts.files.project import Project

    own = tmp_path / "clinic"
    (own / "content").mkdir(parents=True)
    text = (copied.root / "content/next-steps.yaml").read_text(encoding="utf-8")
    (own / "content/next-steps.yaml").write_text(
        text.replace("title: After your session", "title: Going home"), encoding="utf-8"
    )
    library = load_library(Project(root=own, bundled=copied.root))
    assert library.handouts["next-steps"].title.text == "Going home"
    assert library.handouts["side-effects"].title.text == "Side effects and what to do"
