"""Whose an output folder is."""

from dataclasses import replace

import pytest

from conftest import edit
from fakes import FakeRenderer
from kat_handouts.batch.audit import check_pdfs
from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.output import unrecorded
from kat_handouts.batch.ownership import Owner
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.report import Outcome
from kat_handouts.model.errors import InputError

ES = Selection(("es",))


@pytest.fixture
def output(tmp_path):
    return tmp_path / "out"


def pdfs(output):
    return sorted(path.name for path in output.glob("es/*.pdf"))


def of(project, name, file="clinic.toml", root=None):
    clinic = replace(project.clinic, name=name)
    root = root or project.root
    return replace(project, root=root, clinic=clinic, clinic_file=root / file)


def rules(project, output, selection=ES):
    with pytest.raises(InputError) as caught:
        build(project, selection, output, FakeRenderer())
    return [found.rule for found in caught.value.findings]


def test_a_folder_with_other_things_is_left_alone(project, output):
    (output / "thumbnails").mkdir(parents=True)
    kept = {"index.html": "mine", "thumbnails/a.png": "mine", ".part-x.docx": "mine"}
    for name, text in kept.items():
        (output / name).write_text(text, encoding="utf-8")
    assert rules(project, output) == ["output-folder"]
    assert {name: (output / name).read_text(encoding="utf-8") for name in kept} == kept
    assert not (output / "manifest.json").exists()


def test_what_somebody_put_into_an_output_folder_stays(project, output):
    build(project, ES, output, FakeRenderer())
    kept = ("notes.txt", "thumbnails/a.png", ".part-x.docx", "es/notes.pdf.txt")
    for name in kept:
        (output / name).parent.mkdir(exist_ok=True)
        (output / name).write_text("mine", encoding="utf-8")
    build(project, ES, output, FakeRenderer(fail={"es/next-steps"}))
    build(project, ES, output, FakeRenderer())
    assert all((output / name).read_text(encoding="utf-8") == "mine" for name in kept)


def test_somebodys_index_stays_and_the_sheets_are_built(project, output):
    build(project, ES, output, FakeRenderer(), BuildOptions(gallery=False))
    (output / "index.html").write_text("mine", encoding="utf-8")
    report = build(project, ES, output, FakeRenderer())
    assert [(found.rule, found.severity) for found in report.findings] == [
        ("output-folder", "warning")
    ]
    assert (output / "index.html").read_text(encoding="utf-8") == "mine"


def test_evidence_beside_the_sheets_is_no_stranger(project, output):
    (output / "evidence").mkdir(parents=True)
    assert build(project, ES, output, FakeRenderer()).errors == []


def test_another_clinics_folder_is_refused_with_both_names(project, output, tmp_path):
    build(of(project, "Riverside"), ES, output, FakeRenderer())
    before = pdfs(output)
    lakeside = of(project, "Lakeside", root=tmp_path / "lakeside")
    with pytest.raises(InputError, match=r"“Riverside”; these would be of “Lakeside”"):
        build(lakeside, ES, output, FakeRenderer())
    assert rules(of(project, "North", "north.toml"), output) == ["output-owner"]
    assert pdfs(output) == before


def test_a_clinic_with_a_new_name_or_a_first_one_is_the_same(project, output):
    build(project, ES, output, FakeRenderer())
    build(of(project, "Riverside"), ES, output, FakeRenderer())
    assert build(of(project, "Riverside Clinic"), ES, output, FakeRenderer()).errors == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("A", "a", "clinic.toml"), ("A", "b", "x.toml"), True),
        (("A", "a", "clinic.toml"), ("B", "a", "clinic.toml"), True),
        (("A", "a", "clinic.toml"), ("B", "b", "clinic.toml"), False),
        (("A", "a", "one.toml"), ("B", "a", "two.toml"), False),
        (("", "a", ""), ("B", "a", "clinic.toml"), True),
        (("", "a", ""), ("", "b", ""), False),
    ],
)
def test_who_is_one_owner(one, other, same):
    assert Owner(*one).is_same(Owner(*other)) is same
    assert Owner(*other).is_same(Owner(*one)) is same


def test_a_page_for_the_phone_takes_no_sheets_place(project, output):
    build(project, ES, output, FakeRenderer())
    before = pdfs(output)
    build(project, replace(ES, formats=("html",)), output, FakeRenderer())
    assert pdfs(output) == before
    report = build(project, ES, output, FakeRenderer())
    assert {done.outcome for done in report.done} == {Outcome.UNCHANGED}
    assert len(list(output.glob("es/*.html"))) == len(before)


def test_a_refused_release_leaves_the_draft_that_was_there(project, output):
    build(project, ES, output, FakeRenderer())
    before = pdfs(output)
    report = build(project, ES, output, FakeRenderer(), BuildOptions(release=True))
    assert {done.outcome for done in report.done} == {Outcome.FAILED}
    assert pdfs(output) == before


def test_a_sheet_that_fails_goes_and_no_other(copied, output):
    build(copied, ES, output, FakeRenderer())
    before = pdfs(output)
    edit(copied, "locales/es/LC_MESSAGES/handouts.po", '"Vejiga"', '"La vejiga"')
    build(copied, ES, output, FakeRenderer(fail={"es/side-effects"}))
    assert set(before) - set(pdfs(output)) == {"side-effects.pdf"}


def test_two_outputs_copied_together_are_noticed(project, output):
    build(project, ES, output, FakeRenderer())
    (output / "fr").mkdir()
    (output / "fr/side-effects.pdf").write_bytes(b"of another build")
    (output / "evidence").mkdir()
    (output / "evidence/side-effects.pdf").write_bytes(b"for staff")
    assert unrecorded(output) == ["fr/side-effects.pdf"]
    assert "output-unknown" in {found.rule for found in check_pdfs(project, output)}


def test_a_language_that_left_the_project_breaks_no_partial_build(copied, output, tmp_path):
    both = Selection(("es", "fr"))
    build(copied, both, output, FakeRenderer())
    (copied.root / "locales/fr").rename(tmp_path / "gone")
    assert build(copied, ES, output, FakeRenderer()).errors == []
    assert list(output.glob("fr/*.pdf"))
    build(copied, Selection(handouts=("side-effects",)), output, FakeRenderer())
    assert not (output / "fr/side-effects.pdf").exists()
