"""A sheet is told from which layer each thing on it comes."""

from dataclasses import replace

import pytest

from kat_handouts.batch.origins import Origin, OwnText, origins_of
from kat_handouts.localise.localiser import Localiser
from tests.support.documents import make_sheet
from tests.support.editing import edit, read, write

GARDEN = make_sheet("es", "garden")
CATALOG = "locales/es/LC_MESSAGES/handouts.po"


@pytest.fixture
def origins(small_clinic):
    def origins(project=small_clinic, sheet=GARDEN, inputs=()):
        return origins_of(Localiser(project), sheet, inputs)

    return origins


def layers(origins, name):
    return [(one.layer, one.entries) for one in origins.files[name]]


def test_without_files_of_its_own_all_is_shipped(origins):
    found = origins()
    assert {one.layer for of_file in found.files.values() for one in of_file} == {"shipped"}
    assert found.texts == []
    assert {"content/garden.yaml", "content/labels.yaml", CATALOG} <= set(found.files)
    assert "content/tea.yaml" not in found.files
    assert "content/regions/gb.yaml" not in found.files


def test_a_project_that_lies_over_nothing_names_no_text(origins, small_copy):
    found = origins(small_copy)
    assert {one.layer for of_file in found.files.values() for one in of_file} == {"project"}
    assert found.texts == []


def test_own_entries_of_a_list_are_named(origins, small_clinic):
    write(small_clinic, "content/glossary.yaml", "concepts:\n  bench: [bench]\n")
    assert layers(origins(), "content/glossary.yaml") == [
        ("project", ("concepts.bench",)),
        ("shipped", ()),
    ]


def test_own_texts_are_named_with_their_lines(origins, small_clinic):
    write(small_clinic, "content/texts.yaml", "texts:\n\n  garden.back.bench: A stone bench.\n")
    shipped = read(small_clinic, CATALOG)
    header = shipped[: shipped.index("\n\n") + 2]
    write(
        small_clinic,
        CATALOG,
        header + 'msgctxt "garden.back.bench"\nmsgid "A stone bench."\nmsgstr "Un banco."\n',
    )
    line = header.count("\n") + 1
    root = small_clinic.root
    assert origins().texts == [
        OwnText("garden.back.bench", "text", str(root / "content/texts.yaml"), 3),
        OwnText("garden.back.bench", "translation", str(root / CATALOG), line),
    ]
    assert layers(origins(), CATALOG) == [("project", ()), ("shipped", ())]
    edit(small_clinic, CATALOG, 'msgid "A stone bench."', 'msgid "An old bench."')
    assert [one.kind for one in origins().texts] == ["text"]


def test_every_text_of_an_own_handout_is_its_own(origins, small_clinic):
    write(small_clinic, "content/garden.yaml", read(small_clinic, "content/garden.yaml"))
    own = {one.segment for one in origins().texts}
    assert "garden.title" in own
    assert not any(id_.startswith(("label.", "region.")) for id_ in own)


def test_templates_are_told_by_layer(origins, small_clinic):
    name = "templates/handout.html.j2"
    write(small_clinic, name, '{% extends "shipped/handout.html.j2" %}')
    found = origins(inputs=["template:handout.html.j2", "template:gone.html.j2", "document"])
    assert found.files[name] == [
        Origin("project", str(small_clinic.root / name)),
        Origin("shipped", str(small_clinic.bundled / name)),
    ]
    assert "templates/gone.html.j2" not in found.files


def test_the_clinic_and_its_site_are_named(origins, small_clinic):
    file = small_clinic.root / "clinic.toml"
    project = replace(small_clinic, clinic_file=file, site="north")
    assert origins(project).files["clinic.toml"] == [Origin("project", str(file), ("sites.north",))]
