"""A clinic's own words for single texts."""

import pytest

from kat_handouts.content.library import load_library
from kat_handouts.files.project import Project
from kat_handouts.model.errors import InputError

ID = "garden.back.warn.pots"


def laid_over(small, tmp_path, text):
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "texts.yaml").write_text(text, encoding="utf-8")
    return Project(root=tmp_path, bundled=small.root)


def test_own_words_stand_in_the_place_of_the_shipped_ones(small, small_library, tmp_path):
    shipped = small_library.segments[ID]
    project = laid_over(small, tmp_path, f"texts:\n  {ID}: Lift no pots.\n")
    own = load_library(project).segments
    assert own[ID].source == "Lift no pots."
    assert own[ID].is_override
    assert own[ID].safety == shipped.safety
    assert own[ID].file.endswith("texts.yaml")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("texts:\n  garden.back.warn.potz: No.\n", "unknown-segment"),
        (f"texts:\n  {ID}: Call {{clinic_phone}}.\n", "own-text"),
        ("texts: all\n", "content"),
    ],
)
def test_a_mistake_names_its_line(small, tmp_path, text, rule):
    with pytest.raises(InputError) as caught:
        load_library(laid_over(small, tmp_path, text))
    (finding,) = caught.value.findings
    assert finding.rule == rule
    assert finding.line in (1, 2)
