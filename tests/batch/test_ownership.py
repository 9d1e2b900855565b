"""Whose an output folder is."""

from dataclasses import replace

import pytest

from kat_handouts.batch.audit import check_pdfs
from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.manifest import read_manifest
from kat_handouts.batch.output import unrecorded
from kat_handouts.batch.ownership import Owner
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.report import Outcome
from kat_handouts.model.errors import InputError
from tests.support.editing import edit
from tests.support.fakes import FakeRenderer

ES = Selection(("es",))


@pytest.fixture
def output(tmp_path):
    return tmp_path / "out"


def pdfs(output):
    return sorted(path.name for path in output.glob("es/*.pdf"))


def of(small, name, file="clinic.toml", root=None):
    clinic = replace(small.clinic, name=name)
    root = root or small.root
    return replace(small, root=root, clinic=clinic, clinic_file=root / file)


def rules(small, output, selection=ES):
    with pytest.raises(InputError) as caught:
        build(small, selection, output, FakeRenderer())
    return [found.rule for found in caught.value.findings]


def test_a_folder_with_other_things_is_left_alone(small, output):
    (output / "thumbnails").mkdir(parents=True)
    kept = {"index.html": "mine", "thumbnails/a.png": "mine", ".part-x.docx": "mine"}
    for name, text in kept.items():
        (output / name).write_text(text, encoding="utf-8")
    assert rules(small, output) == ["output-folder"]
    assert {name: (output / name).read_text(encoding="utf-8") for name in kept} == kept
    assert not (output / "manifest.json").exists()


def test_what_somebody_put_into_an_output_folder_stays(small, output):
    build(small, ES, output, FakeRenderer())
    kept = ("notes.txt", "thumbnails/a.png", ".part-x.docx", "es/notes.pdf.txt")
    for name in kept:
        (output / name).parent.mkdir(exist_ok=True)
        (output / name).write_text("mine", encoding="utf-8")
    build(small, ES, output, FakeRenderer(fail={"es/tea"}))
    build(small, ES, output, FakeRenderer())
    assert all((output / name).read_text(encoding="utf-8") == "mine" for name in kept)


def test_somebodys_index_stays_and_the_sheets_are_built(small, output):
    build(small, ES, output, FakeRenderer(), BuildOptions(gallery=False))
    (output / "index.html").write_text("mine", encoding="utf-8")
    report = build(small, ES, output, FakeRenderer())
    assert [(found.rule, found.severity) for found in report.findings] == [
        ("output-folder", "warning")
    ]
    assert (output / "index.html").read_text(encoding="utf-8") == "mine"


def test_evidence_beside_the_sheets_is_no_stranger(small, output):
    (output / "evidence").mkdir(parents=True)
    assert build(small, ES, output, FakeRenderer()).errors == []


def test_another_clinics_folder_is_refused_with_both_names(small, output, tmp_path):
    build(of(small, "Riverside"), ES, output, FakeRenderer())
    before = pdfs(output)
    lakeside = of(small, "Lakeside", root=tmp_path / "lakeside")
    with pytest.raises(InputError, match=r"“Riverside”; these would be of “Lakeside”"):
        build(lakeside, ES, output, FakeRenderer())
    assert rules(of(small, "North", "north.toml"), output) == ["output-owner"]
    assert pdfs(output) == before


def test_a_clinic_with_a_new_name_or_a_first_one_is_the_same(small, output):
    build(small, ES, output, FakeRenderer())
    build(of(small, "Riverside"), ES, output, FakeRenderer())
    assert build(of(small, "Riverside Clinic"), ES, output, FakeRenderer()).errors == []


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


def test_a_page_for_the_phone_takes_no_sheets_place(small, output):
    build(small, ES, output, FakeRenderer())
    before = pdfs(output)
    build(small, replace(ES, formats=("html",)), output, FakeRenderer())
    assert pdfs(output) == before
    report = build(small, ES, output, FakeRenderer())
    assert {done.outcome for done in report.done} == {Outcome.UNCHANGED}
    assert len(list(output.glob("es/*.html"))) == len(before)


def test_a_refused_release_leaves_the_draft_that_was_there(small, output):
    build(small, ES, output, FakeRenderer())
    before = pdfs(output)
    report = build(small, ES, output, FakeRenderer(), BuildOptions(release=True))
    assert {done.outcome for done in report.done} == {Outcome.FAILED}
    assert pdfs(output) == before


def test_a_sheet_that_fails_goes_and_no_other(small_copy, output):
    build(small_copy, ES, output, FakeRenderer())
    before = pdfs(output)
    edit(
        small_copy, "locales/es/LC_MESSAGES/handouts.po", '"Abra la puerta"', '"Abra la puerta ya"'
    )
    build(small_copy, ES, output, FakeRenderer(fail={"es/garden"}))
    assert set(before) - set(pdfs(output)) == {"garden.pdf"}


def test_two_outputs_copied_together_are_noticed(small, output):
    build(small, ES, output, FakeRenderer())
    (output / "fr").mkdir()
    (output / "fr/garden.pdf").write_bytes(b"of another build")
    (output / "evidence").mkdir()
    (output / "evidence/garden.pdf").write_bytes(b"for staff")
    assert unrecorded(output, read_manifest(output)) == ["fr/garden.pdf"]
    assert "output-unknown" in {found.rule for found in check_pdfs(small, output)}


def test_a_language_that_left_the_project_breaks_no_partial_build(small_copy, output, tmp_path):
    both = Selection(("es", "ar"))
    build(small_copy, both, output, FakeRenderer())
    (small_copy.root / "locales/ar").rename(tmp_path / "gone")
    assert build(small_copy, ES, output, FakeRenderer()).errors == []
    assert list(output.glob("ar/*.pdf"))
    build(small_copy, Selection(handouts=("garden",)), output, FakeRenderer())
    assert not (output / "ar/garden.pdf").exists()
