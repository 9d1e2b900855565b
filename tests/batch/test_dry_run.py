import pytest

from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.cache import Cache
from kat_handouts.batch.dry_run import dry_run, find_sheet
from kat_handouts.batch.inputs import reasons, shortened
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.report import Outcome
from kat_handouts.model.errors import InputError
from tests.support.editing import edit, tree
from tests.support.fakes import FaithfulRenderer
from tests.support.small import SMALL_HANDOUTS

PO = "locales/es/LC_MESSAGES/handouts.po"
ES = Selection(("es",))


@pytest.fixture
def result(small_copy, tmp_path):
    """Build, change something, and say what a build would do."""
    cache = Cache(tmp_path / "cache")
    build(small_copy, ES, tmp_path / "out", FaithfulRenderer(small_copy), BuildOptions(cache=cache))

    def result(change=lambda: None, *, forget=False):
        change()
        if forget:
            cache.prune(0)
        before = tree(tmp_path / "out")
        found = dry_run(small_copy, ES, tmp_path / "out", cache)
        assert tree(tmp_path / "out") == before
        return found

    result.output = tmp_path / "out"
    result.cache = cache
    return result


def told(result):
    return {
        one.sheet.name: (one.outcome, *one.reasons)
        for one in result.forecasts
        if one.outcome is not Outcome.UNCHANGED
    }


def test_nothing_was_built_and_all_is_to_build(small, tmp_path):
    found = told(dry_run(small, ES, tmp_path / "out", None))
    assert found == {
        f"es/{name}": (Outcome.BUILT, "it is not there yet") for name in SMALL_HANDOUTS
    }
    assert not (tmp_path / "out").exists()


def test_nothing_changed_and_nothing_is_to_build(result):
    assert told(result()) == {}


def test_a_changed_translation_is_named(small_copy, result):
    found = told(result(lambda: edit(small_copy, PO, "No levante macetas", "No cargue macetas")))
    reason = "translation of garden.back.warn.pots changed"
    assert found == {"es/garden": (Outcome.BUILT, reason)}


def test_a_changed_english_text_is_named(small_copy, result):
    def change():
        edit(small_copy, "content/garden.yaml", "lift heavy pots", "carry heavy pots")

    ((_, *why),) = [value for name, value in told(result(change)).items() if name == "es/garden"]
    assert any("garden.back.warn.pots" in reason for reason in why)


def test_a_changed_style_is_named(small_copy, result):
    def change():
        with (small_copy.root / "templates/styles/handout.css").open("a", encoding="utf-8") as file:
            file.write("/* changed */")

    found = told(result(change))
    assert set(found) == {f"es/{name}" for name in SMALL_HANDOUTS}
    assert set(found.values()) == {(Outcome.BUILT, "template styles/handout.css changed")}


def test_a_damaged_file_comes_from_the_cache(result):
    def damage():
        (result.output / "es/tea.pdf").write_bytes(b"")

    assert told(result(damage)) == {
        "es/tea": (Outcome.FROM_CACHE, "its file is missing or damaged")
    }


def test_a_pruned_cache_cannot_say_why(small_copy, result):
    found = told(
        result(lambda: edit(small_copy, PO, "No levante macetas", "No cargue macetas"), forget=True)
    )
    ((outcome, why),) = found.values()
    assert outcome is Outcome.BUILT
    assert "cache" in why


def test_what_would_fail_is_told_with_its_findings(small_copy, result):
    found = result(lambda: edit(small_copy, PO, "Necesita 2 regaderas", "Necesita 20 regaderas"))
    assert {one.sheet.handout: one.outcome for one in found.forecasts}["garden"] == "failed"
    assert [finding.rule for finding in found.findings] == ["catalog-number"]
    assert [type(error) for error in found.errors] == [InputError]


def test_a_sheet_is_found_by_name_or_file(result):
    found = result()
    by_name = find_sheet(found, "es/garden")
    assert find_sheet(found, "es/garden.pdf") == by_name
    kinds = {name.partition(":")[0] for name in by_name.inputs}
    assert kinds >= {
        *("translation", "template", "font", "version"),
        *("region", "clinic", "sign-offs", "document"),
    }
    with pytest.raises(InputError) as caught:
        find_sheet(found, "es/gardn")
    assert "es/garden" in caught.value.findings[0].hint


def test_reasons_are_words():
    before = {"version:weasyprint": "69.0", "font:A.ttf": "1", "document": "x", "clinic": "1"}
    now = {"version:weasyprint": "70.0", "document": "y", "clinic": "2", "content:a.b": "1"}
    assert reasons(before, now) == [
        "weasyprint 69.0 → 70.0",
        "what the clinic prints changed",
        "text of a.b is new",
        "font A.ttf is no longer used",
    ]
    assert reasons({"document": "x"}, {"document": "y"}) == ["the structure of the sheet changed"]
    assert reasons(now, now) == []
    assert shortened(["a", "b", "c", "d", "e"]) == "a; b; c; and 2 more"
