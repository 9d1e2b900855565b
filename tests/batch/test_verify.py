import json
from dataclasses import replace
from itertools import product

import pytest

from kat_handouts.batch import verify as verify_module
from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.verify import verify
from kat_handouts.model.errors import InputError
from kat_handouts.model.sheet import ROUTES
from tests.support.editing import edit, tree
from tests.support.fakes import FaithfulRenderer
from tests.support.small import SMALL_HANDOUTS

PO = "locales/es/LC_MESSAGES/handouts.po"
TWO = Selection(("es", "ar"))


@pytest.fixture
def built(small_copy, tmp_path):
    build(
        small_copy, TWO, tmp_path / "out", FaithfulRenderer(small_copy), BuildOptions(gallery=False)
    )
    return tmp_path / "out"


def rewritten(output, change):
    path = output / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def rules(result):
    return [(found.rule, found.message) for found in result.findings]


def test_the_same_bytes_pass_and_nothing_is_written(small_copy, built):
    before = tree(built)
    renderer = FaithfulRenderer(small_copy)
    result = verify(small_copy, TWO, built, renderer)
    assert result.findings == []
    assert len(result.compared) == len(renderer.rendered) == result.recorded == 6
    assert tree(built) == before


@pytest.mark.costly
def test_a_sample_has_every_script(small, tmp_path, monkeypatch):
    monkeypatch.setattr(verify_module, "SAMPLE", 2)
    # The keys of sheets order them: one choice of three might have both scripts by chance.
    for handout, route in product(SMALL_HANDOUTS, (None, *ROUTES)):
        selection = Selection(("en", "es", "ar"), (handout,), route=route)
        build(small, selection, tmp_path, FaithfulRenderer(small), BuildOptions(gallery=False))
        result = verify(small, selection, tmp_path, FaithfulRenderer(small))
        assert (len(result.compared), result.recorded) == (2, 3)
        arabic, latin = sorted(name.partition("/")[0] for name in result.compared)
        assert (arabic, latin in {"en", "es"}) == ("ar", True)


def test_other_bytes_from_the_same_are_a_fault_of_the_program(small_copy, built):
    class Unsteady(FaithfulRenderer):
        def render_all(self, documents):
            for document, made in super().render_all(documents):
                yield document, replace(made, data=made.data + b"now")

    result = verify(small_copy, TWO, built, Unsteady(small_copy))
    assert {message for _, message in rules(result)} == {
        "made again from the same, it has other bytes"
    }


def test_a_changed_text_is_not_called_a_fault(small_copy, built):
    edit(small_copy, PO, "No levante macetas", "No cargue macetas")
    result = verify(small_copy, TWO, built, FaithfulRenderer(small_copy))
    ((rule, message),) = rules(result)
    assert rule == "verify"
    assert "other content" in message
    assert result.findings[0].file.endswith("es/garden.pdf")


def test_other_versions_are_named(small_copy, built):
    def older(data):
        for software in data["made_with"].values():
            software["weasyprint"] = "69.0"
        for entry in data["files"]:
            entry["sha256"], entry["key"] = "0" * 64, "1" * 64

    rewritten(built, older)
    result = verify(small_copy, TWO, built, FaithfulRenderer(small_copy))
    assert ("verify", "it was made with other versions: weasyprint") in rules(result)
    assert "verify-file" in {rule for rule, _ in rules(result)}


def test_a_damaged_file_is_told(small_copy, built):
    (built / "es/tea.pdf").write_bytes(b"damaged")
    assert rules(verify(small_copy, TWO, built, FaithfulRenderer(small_copy))) == [
        ("verify-file", "the file is not the one that the manifest names")
    ]


def test_nothing_built_is_an_error(small, tmp_path):
    with pytest.raises(InputError, match="none of the selected sheets"):
        verify(small, TWO, tmp_path, FaithfulRenderer(small))
