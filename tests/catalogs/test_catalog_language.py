"""A catalog says in its header which language it is in, and lies where that is looked for."""

import shutil

import pytest
from conftest import ROOT, edit

from kat_handouts.catalogs.catalog import load_catalog, locale_tags
from kat_handouts.files.project import Project
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.errors import InputError


def test_the_catalog_of_another_language_is_refused_with_its_own_sheets_only(tmp_path, library):
    folder = tmp_path / "locales/es/LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "locales/fr/LC_MESSAGES/handouts.po", folder)
    project = Project(root=tmp_path, bundled=ROOT)
    with pytest.raises(InputError) as caught:
        load_catalog(project, "es")
    (finding,) = caught.value.findings
    assert (finding.rule, finding.line, finding.locale) == ("catalog-language", 1, "es")
    assert "Language: es" in finding.hint
    assert load_translations(project, library.segments, "fr").faults == {}


@pytest.mark.parametrize(("declared", "is_right"), [("es_MX", True), ("", True), ("pt", False)])
def test_a_header_may_name_a_country_or_nothing(copied, declared, is_right):
    edit(
        copied,
        "locales/es/LC_MESSAGES/handouts.po",
        '"Language: es\\n"',
        f'"Language: {declared}\\n"',
    )
    try:
        load_catalog(copied, "es")
    except InputError:
        assert not is_right
    else:
        assert is_right


def test_every_shipped_header_names_its_language(project):
    for tag in locale_tags(project):
        load_catalog(project, tag)


def test_a_folder_that_is_no_tag_is_no_language(copied):
    for name in ("es.bak", "ES", "pt-PT", "es@x"):
        shutil.copytree(copied.root / "locales/es", copied.root / "locales" / name)
    assert locale_tags(copied) == locale_tags(Project(root=ROOT, bundled=ROOT))


@pytest.mark.parametrize(
    ("tag", "meant"), [("zh", "zh-Hans or zh-Hant"), ("pt", "pt-BR"), ("zh-TW", "zh-Hant")]
)
def test_a_language_without_its_country_gets_those_that_there_are(project, tag, meant):
    with pytest.raises(InputError) as caught:
        load_catalog(project, tag)
    assert f"did you mean {meant}?" in caught.value.findings[0].hint
