import dataclasses
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from conftest import HANDOUTS, PRINTED, edit
from fakes import FakeRenderer
from kat_handouts.batch import output as output_module
from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.release import ReleaseRefused
from kat_handouts.batch.report import Outcome, Planned
from kat_handouts.model.errors import InputError, RenderError
from signing import confirm_sources, sign

ES = Selection(locales=("es",))


@pytest.fixture
def output(tmp_path):
    return tmp_path / "out"


def files(output):
    return sorted(path.relative_to(output).as_posix() for path in output.rglob("*.pdf"))


def manifest(output):
    return json.loads((output / "manifest.json").read_text(encoding="utf-8"))


def kinds(report):
    return {type(error) for error in report.errors}


def test_everything_is_built_and_recorded(project, output):
    report = build(project, Selection(), output, FakeRenderer())
    assert report.errors == []
    assert len(files(output)) == len(PRINTED) * len(HANDOUTS)
    entry = next(item for item in manifest(output)["files"] if item["file"] == "ar/next-steps.pdf")
    assert (entry["pages"], entry["revision"], entry["paper"]) == (2, 2, "letter")
    assert entry["catalog"]["translated"] == entry["catalog"]["segments"] > 50
    assert entry["catalog"]["signed"] == 0
    assert len(entry["sha256"]) == 64


def test_a_failed_sheet_costs_that_sheet_only_and_leaves_no_old_file(project, output):
    build(project, ES, output, FakeRenderer())
    (output / "es/next-steps.pdf").write_bytes(b"damaged")
    report = build(project, ES, output, FakeRenderer(fail={"es/next-steps"}))
    assert kinds(report) == {RenderError}
    assert [sheet.path for sheet in report.failed] == ["es/next-steps.pdf"]
    assert "es/next-steps.pdf" not in files(output)
    assert len(files(output)) == len(HANDOUTS) - 1
    assert [item["file"] for item in manifest(output)["files"]] == files(output)


def test_a_broken_catalog_costs_its_locale_only(copied, output):
    build(copied, Selection(), output, FakeRenderer())
    (copied.root / "locales/km/LC_MESSAGES/handouts.po").write_text("garbage", encoding="utf-8")
    report = build(copied, Selection(), output, FakeRenderer())
    assert kinds(report) == {InputError}
    assert {sheet.locale for sheet in report.failed} == {"km"}
    assert not [name for name in files(output) if name.startswith("km/")]
    assert len(report.present) == (len(PRINTED) - 1) * len(HANDOUTS)


def test_a_catalog_of_an_unknown_language_does_not_take_the_others_down(copied, output):
    folder = copied.root / "locales/klingon/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "handouts.po").write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    report = build(copied, Selection(), output, FakeRenderer())
    assert kinds(report) == {InputError}
    assert [found.rule for found in report.findings] == ["unknown-language"]
    assert report.findings[0].file == "locales/klingon"
    assert len(report.present) == len(PRINTED) * len(HANDOUTS)


def test_a_faulty_segment_costs_its_sheet_only(copied, output):
    po = "locales/es/LC_MESSAGES/handouts.po"
    edit(copied, po, "se queda al menos 2 horas", "se queda al menos 20 horas")
    report = build(copied, ES, output, FakeRenderer())
    assert [sheet.handout for sheet in report.failed] == ["your-session"]
    assert [found.rule for found in report.findings] == ["catalog-number"]


def test_a_partial_build_leaves_the_others_alone(project, output):
    build(project, Selection(), output, FakeRenderer())
    before = {item["file"]: item for item in manifest(output)["files"]}
    build(project, Selection(("es",), ("next-steps",), paper="a4"), output, FakeRenderer())
    after = {item["file"]: item for item in manifest(output)["files"]}
    assert set(after) - set(before) == {"es/next-steps.a4.pdf"}
    assert {name: after[name] for name in before} == before
    build(project, Selection(), output, FakeRenderer())
    assert "es/next-steps.a4.pdf" in files(output)


def test_what_is_no_longer_planned_goes(copied, output):
    for folder in copied.root.glob("locales/*/"):
        if folder.name not in ("en_GB", "es", "hi", "km"):
            shutil.rmtree(folder)
    build(copied, Selection(), output, FakeRenderer())
    po = copied.root / "locales/km/LC_MESSAGES/handouts.po"
    kept = po.read_bytes()
    po.unlink()
    build(copied, ES, output, FakeRenderer())
    assert "km/next-steps.pdf" in files(output)
    build(copied, Selection(), output, FakeRenderer())
    assert not (output / "km").exists()
    po.write_bytes(kept)
    (copied.root / "content/what-is-kat.yaml").unlink()
    build(copied, ES, output, FakeRenderer())
    assert "es/what-is-kat.pdf" not in files(output)
    assert "hi/what-is-kat.pdf" in files(output)


def test_wrong_content_stops_the_build_before_anything_is_touched(copied, output):
    build(copied, ES, output, FakeRenderer())
    edit(copied, "content/labels.yaml", "labels:", "lables:")
    (copied.root / "locales/km/LC_MESSAGES/handouts.po").write_text("garbage", encoding="utf-8")
    renderer = FakeRenderer()
    with pytest.raises(InputError) as caught:
        build(copied, ES, output, renderer)
    assert {found.rule for found in caught.value.findings} >= {"unknown-field", "po-syntax"}
    assert len(files(output)) == len(HANDOUTS)
    assert renderer.rendered == []


def test_a_release_needs_every_segment_signed(copied, library, output):
    confirm_sources(copied)
    refused = build(
        copied, Selection(("en", "es")), output, FakeRenderer(), BuildOptions(release=True)
    )
    assert kinds(refused) == {ReleaseRefused}
    assert files(output) == []
    assert {found.rule for found in refused.findings} == {"release-unsigned"}
    assert {found.locale for found in refused.findings} == {"en", "es"}
    assert all(found.file and found.line for found in refused.findings)

    sign(copied, library, "es", skip={"side-effects.bladder.action"})
    report = build(copied, ES, output, FakeRenderer(), BuildOptions(release=True))
    assert [found.segment for found in report.findings] == ["side-effects.bladder.action"]
    sign(copied, library, "es")
    report = build(copied, ES, output, FakeRenderer(), BuildOptions(release=True))
    assert (report.errors, len(files(output))) == ([], len(HANDOUTS))


def test_a_release_rests_on_sources_that_somebody_has_read(copied, library, output):
    sign(copied, library, "es")
    report = build(copied, ES, output, FakeRenderer(), BuildOptions(release=True))
    assert (kinds(report), files(output)) == ({ReleaseRefused}, [])
    assert {found.rule for found in report.findings} == {"source-unconfirmed"}
    assert any("fda-2023-compounded" in found.message for found in report.findings)
    # What only another country's sheets rest on is no reason to refuse this one.
    assert not any("gb-law" in found.message for found in report.findings)


def test_a_release_rests_on_reviews_that_are_not_overdue(copied, library, output):
    confirm_sources(copied)
    sign(copied, library, "es")
    late = dataclasses.replace(copied, today=date(2027, 5, 22))
    assert build(late, ES, output, FakeRenderer(), BuildOptions(release=True)).errors == []
    later = dataclasses.replace(copied, today=date(2027, 5, 23))
    report = build(later, ES, output, FakeRenderer(), BuildOptions(release=True))
    assert {found.rule for found in report.findings} == {"review-overdue", "source-overdue"}
    overdue = [found.file for found in report.findings if found.rule == "review-overdue"]
    assert [name.rpartition("/")[2] for name in overdue] == ["us.yaml"]
    assert build(later, ES, output, FakeRenderer()).errors == []


def test_a_release_refuses_fuzzy_and_untranslated_text(copied, library, output):
    confirm_sources(copied)
    sign(copied, library, "es")
    po = "locales/es/LC_MESSAGES/handouts.po"
    edit(
        copied,
        po,
        'msgctxt "side-effects.bladder.why"',
        '#, fuzzy\nmsgctxt "side-effects.bladder.why"',
    )
    edit(copied, po, 'msgstr "No mezcle"', 'msgstr ""')
    report = build(copied, ES, output, FakeRenderer(), BuildOptions(release=True))
    assert {(found.rule, found.segment) for found in report.findings} == {
        ("release-fuzzy", "side-effects.bladder.why"),
        ("release-untranslated", "side-effects.breathing.action.heading"),
    }
    draft = build(copied, ES, output, FakeRenderer())
    assert draft.errors == []
    counted = [entry.facts for entry in draft.present if entry.sheet.handout == "side-effects"]
    assert [(facts.catalog.fuzzy, facts.catalog.untranslated) for facts in counted] == [(1, 1)]


def test_every_sheet_of_the_plan_is_told_of(project, output):
    events = []
    build(project, ES, output, FakeRenderer(fail={"es/next-steps"}), on_event=events.append)
    assert events[0] == Planned(len(HANDOUTS), len(HANDOUTS))
    assert sorted(event.sheet.handout for event in events[1:]) == sorted(HANDOUTS)
    failed = [event for event in events[1:] if event.outcome is Outcome.FAILED]
    assert [event.sheet.handout for event in failed] == ["next-steps"]
    assert [found.rule for found in failed[0].findings] == ["fake"]
    events.clear()
    build(project, ES, output, FakeRenderer(), on_event=events.append)
    assert events[0] == Planned(len(HANDOUTS), 1)
    assert [event.outcome for event in events[1:]].count(Outcome.UNCHANGED) == len(HANDOUTS) - 1


@pytest.mark.parametrize("moment", ["write", "remove"])
def test_an_interrupt_at_any_moment_leaves_a_true_manifest(project, output, monkeypatch, moment):
    """The interrupted sheet has an older file from an earlier build, with other bytes."""
    build(project, ES, output, FakeRenderer())
    (output / "es/side-effects.pdf").write_bytes(b"older")
    real = output_module.write_whole
    unlink = Path.unlink

    def interrupted(path, *args, **options):
        if path.name == "side-effects.pdf":
            monkeypatch.undo()
            raise KeyboardInterrupt
        return (real if moment == "write" else unlink)(path, *args, **options)

    if moment == "write":
        monkeypatch.setattr(output_module, "write_whole", interrupted)
    else:
        monkeypatch.setattr(Path, "unlink", interrupted)
    renderer = FakeRenderer(fail={"es/side-effects"} if moment == "remove" else ())
    with pytest.raises(KeyboardInterrupt):
        build(project, ES, output, renderer)
    assert "es/side-effects.pdf" not in files(output)
    assert [item["file"] for item in manifest(output)["files"]] == files(output)
