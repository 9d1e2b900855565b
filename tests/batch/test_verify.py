import json
from dataclasses import replace

import pytest
from test_incremental import PO, TWO, FaithfulRenderer, tree

from conftest import edit
from kat_handouts.batch import verify as verify_module
from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.plan import Selection
from kat_handouts.batch.verify import verify
from kat_handouts.model.errors import InputError

SCRIPTS = Selection(("es", "ar", "km", "hi", "ja"))


@pytest.fixture
def built(copied, tmp_path):
    build(copied, TWO, tmp_path / "out", FaithfulRenderer(copied), BuildOptions(gallery=False))
    return tmp_path / "out"


def rewritten(output, change):
    path = output / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def rules(result):
    return [(found.rule, found.message) for found in result.findings]


def test_the_same_bytes_pass_and_nothing_is_written(copied, built):
    before = tree(built)
    renderer = FaithfulRenderer(copied)
    result = verify(copied, TWO, built, renderer)
    assert result.findings == []
    assert len(result.compared) == len(renderer.rendered) == result.recorded == 14
    assert tree(built) == before


def test_a_sample_has_every_script(project, tmp_path, monkeypatch):
    monkeypatch.setattr(verify_module, "SAMPLE", 6)
    build(project, SCRIPTS, tmp_path, FaithfulRenderer(project), BuildOptions(gallery=False))
    result = verify(project, SCRIPTS, tmp_path, FaithfulRenderer(project))
    assert (len(result.compared), result.recorded) == (6, 35)
    locales = {name.partition("/")[0] for name in result.compared}
    assert locales == {"es", "ar", "km", "hi", "ja"}


def test_other_bytes_from_the_same_are_a_fault_of_the_program(copied, built):
    class Unsteady(FaithfulRenderer):
        def render_all(self, documents):
            for document, made in super().render_all(documents):
                yield document, replace(made, data=made.data + b"now")

    result = verify(copied, TWO, built, Unsteady(copied))
    assert {message for _, message in rules(result)} == {
        "made again from the same, it has other bytes"
    }


def test_a_changed_text_is_not_called_a_fault(copied, built):
    edit(copied, PO, "No mezcle", "No combine")
    result = verify(copied, TWO, built, FaithfulRenderer(copied))
    ((rule, message),) = rules(result)
    assert rule == "verify"
    assert "other content" in message
    assert result.findings[0].file.endswith("es/side-effects.pdf")


def test_other_versions_are_named(copied, built):
    def older(data):
        for software in data["made_with"].values():
            software["weasyprint"] = "69.0"
        for entry in data["files"]:
            entry["sha256"], entry["key"] = "0" * 64, "1" * 64

    rewritten(built, older)
    result = verify(copied, TWO, built, FaithfulRenderer(copied))
    assert ("verify", "it was made with other versions: weasyprint") in rules(result)
    assert "verify-file" in {rule for rule, _ in rules(result)}


def test_a_damaged_file_is_told(copied, built):
    (built / "es/next-steps.pdf").write_bytes(b"damaged")
    assert rules(verify(copied, TWO, built, FaithfulRenderer(copied))) == [
        ("verify-file", "the file is not the one that the manifest names")
    ]


def test_nothing_built_is_an_error(project, tmp_path):
    with pytest.raises(InputError, match="none of the selected sheets"):
        verify(project, TWO, tmp_path, FaithfulRenderer(project))
