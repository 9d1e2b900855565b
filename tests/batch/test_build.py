import dataclasses
import json
from datetime import date
from pathlib import Path

import pytest

from kat_handouts.batch import output as output_module
from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.release import ReleaseRefused
from kat_handouts.batch.report import Outcome, Planned
from kat_handouts.model.errors import InputError, RenderError
from tests.support.editing import edit
from tests.support.fakes import FakeRenderer
from tests.support.signing import confirm_sources, sign
from tests.support.small import SMALL_HANDOUTS, SMALL_PRINTED

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


def test_everything_is_built_and_recorded(small, output):
    report = build(small, Selection(), output, FakeRenderer())
    assert report.errors == []
    assert len(files(output)) == len(SMALL_PRINTED) * len(SMALL_HANDOUTS)
    entry = next(item for item in manifest(output)["files"] if item["file"] == "ar/garden.pdf")
    assert (entry["pages"], entry["revision"], entry["paper"]) == (2, 2, "letter")
    assert entry["catalog"]["translated"] == entry["catalog"]["segments"] > 50
    assert entry["catalog"]["signed"] == 0
    assert len(entry["sha256"]) == 64


def test_a_failed_sheet_costs_that_sheet_only_and_leaves_no_old_file(small, output):
    build(small, ES, output, FakeRenderer())
    (output / "es/tea.pdf").write_bytes(b"damaged")
    report = build(small, ES, output, FakeRenderer(fail={"es/tea"}))
    assert kinds(report) == {RenderError}
    assert [sheet.path for sheet in report.failed] == ["es/tea.pdf"]
    assert "es/tea.pdf" not in files(output)
    assert len(files(output)) == len(SMALL_HANDOUTS) - 1
    assert [item["file"] for item in manifest(output)["files"]] == files(output)


def test_a_broken_catalog_costs_its_locale_only(small_copy, output):
    build(small_copy, Selection(), output, FakeRenderer())
    (small_copy.root / "locales/ar/LC_MESSAGES/handouts.po").write_text("garbage", encoding="utf-8")
    report = build(small_copy, Selection(), output, FakeRenderer())
    assert kinds(report) == {InputError}
    assert {sheet.locale for sheet in report.failed} == {"ar"}
    assert not [name for name in files(output) if name.startswith("ar/")]
    assert len(report.present) == (len(SMALL_PRINTED) - 1) * len(SMALL_HANDOUTS)


def test_a_catalog_of_an_unknown_language_does_not_take_the_others_down(small_copy, output):
    folder = small_copy.root / "locales/xq/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "handouts.po").write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    report = build(small_copy, Selection(), output, FakeRenderer())
    assert kinds(report) == {InputError}
    assert [found.rule for found in report.findings] == ["unknown-language"]
    assert report.findings[0].file == "locales/xq"
    assert len(report.present) == len(SMALL_PRINTED) * len(SMALL_HANDOUTS)


def test_a_faulty_segment_costs_its_sheet_only(small_copy, output):
    po = "locales/es/LC_MESSAGES/handouts.po"
    edit(small_copy, po, "Necesita 2 regaderas", "Necesita 20 regaderas")
    report = build(small_copy, ES, output, FakeRenderer())
    assert [sheet.handout for sheet in report.failed] == ["garden"]
    assert [found.rule for found in report.findings] == ["catalog-number"]


def test_a_partial_build_leaves_the_others_alone(small, output):
    build(small, Selection(), output, FakeRenderer())
    before = {item["file"]: item for item in manifest(output)["files"]}
    build(small, Selection(("es",), ("tea",), paper="a4"), output, FakeRenderer())
    after = {item["file"]: item for item in manifest(output)["files"]}
    assert set(after) - set(before) == {"es/tea.a4.pdf"}
    assert {name: after[name] for name in before} == before
    build(small, Selection(), output, FakeRenderer())
    assert "es/tea.a4.pdf" in files(output)


def test_what_is_no_longer_planned_goes(small_copy, output):
    build(small_copy, Selection(), output, FakeRenderer())
    po = small_copy.root / "locales/ar/LC_MESSAGES/handouts.po"
    kept = po.read_bytes()
    po.unlink()
    build(small_copy, ES, output, FakeRenderer())
    assert "ar/tea.pdf" in files(output)
    build(small_copy, Selection(), output, FakeRenderer())
    assert not (output / "ar").exists()
    po.write_bytes(kept)
    (small_copy.root / "content/walk.yaml").unlink()
    build(small_copy, ES, output, FakeRenderer())
    assert "es/walk.pdf" not in files(output)
    assert "en/walk.pdf" in files(output)


def test_wrong_content_stops_the_build_before_anything_is_touched(small_copy, output):
    build(small_copy, ES, output, FakeRenderer())
    edit(small_copy, "content/labels.yaml", "labels:", "lables:")
    (small_copy.root / "locales/ar/LC_MESSAGES/handouts.po").write_text("garbage", encoding="utf-8")
    renderer = FakeRenderer()
    with pytest.raises(InputError) as caught:
        build(small_copy, ES, output, renderer)
    assert {found.rule for found in caught.value.findings} >= {"unknown-field", "po-syntax"}
    assert len(files(output)) == len(SMALL_HANDOUTS)
    assert renderer.rendered == []


def test_a_release_needs_every_segment_signed(small_copy, small_library, output):
    confirm_sources(small_copy)
    refused = build(
        small_copy, Selection(("en", "es")), output, FakeRenderer(), BuildOptions(release=True)
    )
    assert kinds(refused) == {ReleaseRefused}
    assert files(output) == []
    assert {found.rule for found in refused.findings} == {"release-unsigned"}
    assert {found.locale for found in refused.findings} == {"en", "es"}
    assert all(found.file and found.line for found in refused.findings)

    sign(small_copy, small_library, "es", skip={"garden.back.warn.ladder"})
    report = build(small_copy, ES, output, FakeRenderer(), BuildOptions(release=True))
    assert [found.segment for found in report.findings] == ["garden.back.warn.ladder"]
    sign(small_copy, small_library, "es")
    report = build(small_copy, ES, output, FakeRenderer(), BuildOptions(release=True))
    assert (report.errors, len(files(output))) == ([], len(SMALL_HANDOUTS))


def test_a_release_rests_on_sources_that_somebody_has_read(small_copy, small_library, output):
    sign(small_copy, small_library, "es")
    report = build(small_copy, ES, output, FakeRenderer(), BuildOptions(release=True))
    assert (kinds(report), files(output)) == ({ReleaseRefused}, [])
    assert {found.rule for found in report.findings} == {"source-unconfirmed"}
    assert any("“club”" in found.message for found in report.findings)
    # What only another country's sheets rest on is no reason to refuse this one.
    assert not any("gb-club" in found.message for found in report.findings)


def test_a_release_rests_on_reviews_that_are_not_overdue(small_copy, small_library, output):
    confirm_sources(small_copy)
    sign(small_copy, small_library, "es")
    late = dataclasses.replace(small_copy, today=date(2027, 5, 22))
    assert build(late, ES, output, FakeRenderer(), BuildOptions(release=True)).errors == []
    later = dataclasses.replace(small_copy, today=date(2027, 5, 23))
    report = build(later, ES, output, FakeRenderer(), BuildOptions(release=True))
    assert {found.rule for found in report.findings} == {"review-overdue", "source-overdue"}
    overdue = [found.file for found in report.findings if found.rule == "review-overdue"]
    assert [name.rpartition("/")[2] for name in overdue] == ["us.yaml"]
    assert build(later, ES, output, FakeRenderer()).errors == []


def test_a_release_refuses_fuzzy_and_untranslated_text(small_copy, small_library, output):
    confirm_sources(small_copy)
    sign(small_copy, small_library, "es")
    po = "locales/es/LC_MESSAGES/handouts.po"
    edit(
        small_copy,
        po,
        'msgctxt "garden.back.bench"',
        '#, fuzzy\nmsgctxt "garden.back.bench"',
    )
    edit(small_copy, po, 'msgstr "No levante macetas pesadas."', 'msgstr ""')
    report = build(small_copy, ES, output, FakeRenderer(), BuildOptions(release=True))
    assert {(found.rule, found.segment) for found in report.findings} == {
        ("release-fuzzy", "garden.back.bench"),
        ("release-untranslated", "garden.back.warn.pots"),
    }
    draft = build(small_copy, ES, output, FakeRenderer())
    assert draft.errors == []
    counted = [entry.facts for entry in draft.present if entry.sheet.handout == "garden"]
    assert [(facts.catalog.fuzzy, facts.catalog.untranslated) for facts in counted] == [(1, 1)]


def test_every_sheet_of_the_plan_is_told_of(small, output):
    events = []
    build(small, ES, output, FakeRenderer(fail={"es/tea"}), on_event=events.append)
    assert events[0] == Planned(len(SMALL_HANDOUTS), len(SMALL_HANDOUTS))
    assert sorted(event.sheet.handout for event in events[1:]) == sorted(SMALL_HANDOUTS)
    failed = [event for event in events[1:] if event.outcome is Outcome.FAILED]
    assert [event.sheet.handout for event in failed] == ["tea"]
    assert [found.rule for found in failed[0].findings] == ["fake"]
    events.clear()
    build(small, ES, output, FakeRenderer(), on_event=events.append)
    assert events[0] == Planned(len(SMALL_HANDOUTS), 1)
    assert [event.outcome for event in events[1:]].count(Outcome.UNCHANGED) == len(
        SMALL_HANDOUTS
    ) - 1


@pytest.mark.parametrize("moment", ["write", "remove"])
def test_an_interrupt_at_any_moment_leaves_a_true_manifest(small, output, monkeypatch, moment):
    """The interrupted sheet has an older file from an earlier build, with other bytes."""
    build(small, ES, output, FakeRenderer())
    (output / "es/garden.pdf").write_bytes(b"older")
    real = output_module.write_whole
    unlink = Path.unlink

    def interrupted(path, *args, **options):
        if path.name == "garden.pdf":
            monkeypatch.undo()
            raise KeyboardInterrupt
        return (real if moment == "write" else unlink)(path, *args, **options)

    if moment == "write":
        monkeypatch.setattr(output_module, "write_whole", interrupted)
    else:
        monkeypatch.setattr(Path, "unlink", interrupted)
    renderer = FakeRenderer(fail={"es/garden"} if moment == "remove" else ())
    with pytest.raises(KeyboardInterrupt):
        build(small, ES, output, renderer)
    assert "es/garden.pdf" not in files(output)
    assert [item["file"] for item in manifest(output)["files"]] == files(output)


def test_a_warning_about_the_input_fails_no_build(small_copy, output):
    (small_copy.root / "clinic.toml.txt").write_text("", encoding="utf-8")
    report = build(small_copy, ES, output, FakeRenderer())
    assert [found.rule for found in report.findings] == ["file-overlooked"]
    assert report.errors == []
