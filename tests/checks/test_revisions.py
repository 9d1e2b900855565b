from conftest import ROOT, edit
from kat_handouts.checks.content import check_content
from kat_handouts.content.library import load_library
from kat_handouts.content.release_record import record
from kat_handouts.model.errors import Severity

NAME = "content/side-effects.yaml"
LAST = (
    "          suicide: If you think about suicide, call a crisis line. You do not have to wait.\n"
)


def errors_of(project):
    return [item for item in check_content(project).findings if item.severity is Severity.ERROR]


def rules(project):
    return [item.rule for item in errors_of(project)]


def change(project):
    edit(project, NAME, "The dose can make you very sleepy", "The dose may make you very sleepy")


def test_the_record_is_that_of_the_content(project, library):
    written = (ROOT / "content/released.yaml").read_text(encoding="utf-8")
    assert record(library, library.released.date) == written


def test_a_changed_safety_text_needs_a_higher_revision(copied):
    change(copied)
    found = errors_of(copied)
    assert [(item.rule, item.segment) for item in found] == [
        ("revision", "side-effects.breathing.why")
    ]
    assert "raise it to 3" in found[0].hint
    lines = (copied.root / NAME).read_text(encoding="utf-8").splitlines()
    assert lines[found[0].line - 1] == "revision: 2"


def test_a_higher_revision_must_be_told_to_the_clinics(copied):
    change(copied)
    edit(copied, NAME, "revision: 2", "revision: 3")
    assert rules(copied) == ["revision-untold"]
    with (copied.root / "content/CHANGELOG.md").open("a", encoding="utf-8") as file:
        file.write("\n## KAT-03 revision 3 (2026-12-01)\n\n- Said more carefully.\n")
    assert rules(copied) == []


def test_a_lower_revision_is_refused(copied):
    edit(copied, NAME, "revision: 2", "revision: 1")
    assert "revision" in rules(copied)


def test_a_text_that_is_no_safety_text_needs_none(copied):
    edit(copied, NAME, "text: The numbers for ketamine may differ.", "text: Ketamine may differ.")
    assert rules(copied) == []


def test_a_safety_text_that_is_gone_needs_a_higher_revision(copied):
    edit(copied, NAME, LAST, "")
    assert rules(copied) == ["revision"]


def test_a_changed_line_of_a_region_needs_a_higher_revision(copied):
    edit(copied, "content/regions/nz.yaml", "Call or text day or night.", "Call or text any time.")
    assert rules(copied) == ["revision"]


def test_a_handout_that_was_never_released_has_nothing_to_compare(copied):
    text = (copied.root / "content/released.yaml").read_text(encoding="utf-8")
    start = text.index(f"  {NAME}:")
    end = text.index("  content/next-steps.yaml:")
    (copied.root / "content/released.yaml").write_text(text[:start] + text[end:], "utf-8")
    change(copied)
    assert rules(copied) == []
    assert NAME not in load_library(copied).released.files
