from kat_handouts.checks.content import check_content
from kat_handouts.content.library import load_library
from kat_handouts.model.errors import Severity
from tests.support.editing import edit

NAME = "content/garden.yaml"
LAST = "          wall: Do not walk on the wall.\n"


def errors_of(project):
    return [item for item in check_content(project).findings if item.severity is Severity.ERROR]


def rules(project):
    return [item.rule for item in errors_of(project)]


def change(project):
    edit(project, NAME, "The sun can be strong", "The sun may be strong")


def test_a_changed_safety_text_needs_a_higher_revision(small_copy):
    change(small_copy)
    found = errors_of(small_copy)
    assert [(item.rule, item.segment) for item in found] == [("revision", "garden.morning.why")]
    assert "raise it to 3" in found[0].hint
    lines = (small_copy.root / NAME).read_text(encoding="utf-8").splitlines()
    assert lines[found[0].line - 1] == "revision: 2"


def test_a_higher_revision_must_be_told_to_the_clinics(small_copy):
    change(small_copy)
    edit(small_copy, NAME, "revision: 2", "revision: 3")
    assert rules(small_copy) == ["revision-untold"]
    with (small_copy.root / "content/CHANGELOG.md").open("a", encoding="utf-8") as file:
        file.write("\n## KAT-91 revision 3 (2026-12-01)\n\n- Said more carefully.\n")
    assert rules(small_copy) == []


def test_a_lower_revision_is_refused(small_copy):
    edit(small_copy, NAME, "revision: 2", "revision: 1")
    assert "revision" in rules(small_copy)


def test_a_text_that_is_no_safety_text_needs_none(small_copy):
    edit(small_copy, NAME, "text: You can sit on the bench by the wall.", "text: Sit on the bench.")
    assert rules(small_copy) == []


def test_a_safety_text_that_is_gone_needs_a_higher_revision(small_copy):
    edit(small_copy, "content/walk.yaml", LAST, "")
    assert rules(small_copy) == ["revision", "question-unknown"]


def test_a_changed_line_of_a_region_needs_a_higher_revision(small_copy):
    edit(small_copy, "content/regions/gb.yaml", "Call day or night.", "Call any time.")
    assert rules(small_copy) == ["revision"]


def test_a_handout_that_was_never_released_has_nothing_to_compare(small_copy):
    text = (small_copy.root / "content/released.yaml").read_text(encoding="utf-8")
    start = text.index(f"  {NAME}:")
    end = text.index("  content/tea.yaml:")
    (small_copy.root / "content/released.yaml").write_text(text[:start] + text[end:], "utf-8")
    change(small_copy)
    assert rules(small_copy) == []
    assert NAME not in load_library(small_copy).released.files
