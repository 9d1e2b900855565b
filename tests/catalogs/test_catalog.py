import shutil

import pytest

from kat_handouts.catalogs.catalog import State, load_catalog, locale_tags
from kat_handouts.files.project import Project
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.errors import InputError
from kat_handouts.model.languages import get_language
from tests.support.editing import edit
from tests.support.shipped import ROOT
from tests.support.small import SMALL_CATALOGS

PO = "locales/es/LC_MESSAGES/handouts.po"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def write(small_copy):
    def write(data):
        (small_copy.root / PO).write_bytes(data if isinstance(data, bytes) else data.encode())
        return small_copy

    return write


def rules_of(project):
    with pytest.raises(InputError) as caught:
        load_catalog(project, "es")
    assert all(found.locale == "es" for found in caught.value.findings)
    assert all(found.file.endswith(PO) for found in caught.value.findings)
    assert all(found.hint for found in caught.value.findings)
    return [found.rule for found in caught.value.findings]


def test_the_locales_are_english_and_the_folders(small):
    assert tuple(locale_tags(small)) == SMALL_CATALOGS


def test_a_fuzzy_an_empty_and_an_outdated_entry_do_not_print(write, small_library):
    ids = list(small_library.segments)[:3]
    first, second, third = (small_library.segments[id_] for id_ in ids)
    project = write(
        HEADER
        + f'#, fuzzy\nmsgctxt "{ids[0]}"\nmsgid "{first.source}"\nmsgstr "uno"\n\n'
        + f'msgctxt "{ids[1]}"\nmsgid "{second.source}"\nmsgstr ""\n\n'
        + f'msgctxt "{ids[2]}"\nmsgid "older words"\nmsgstr "tres"\n'
    )
    catalog = load_catalog(project, "es")
    assert [catalog.state(segment) for segment in (first, second, third)] == [
        State.FUZZY,
        State.UNTRANSLATED,
        State.FUZZY,
    ]
    assert [catalog.text(segment) for segment in (first, second, third)] == [None, None, None]


def test_obsolete_entries_and_previous_msgids_are_no_problem(write):
    project = write(
        HEADER
        + '#| msgid "old"\nmsgctxt "a.b"\nmsgid "new"\nmsgstr "nuevo"\n\n'
        + '#~ msgctxt "gone.x"\n#~ msgid "gone"\n#~ msgstr "ido"\n'
    )
    assert list(load_catalog(project, "es").entries) == ["a.b"]


@pytest.mark.parametrize(
    "change", [lambda raw: raw.replace(b"\n", b"\r\n"), lambda raw: b"\xef\xbb\xbf" + raw]
)
def test_windows_line_ends_and_a_byte_order_mark_are_read(small, write, change):
    raw = small.read(PO)
    assert load_catalog(write(change(raw)), "es").entries.keys() == (
        load_catalog(small, "es").entries.keys()
    )


def test_another_charset_is_refused(write):
    text = HEADER.replace("UTF-8", "ISO-8859-1") + 'msgctxt "a.b"\nmsgid "a"\nmsgstr "año"\n'
    assert rules_of(write(text.encode("latin-1"))) == ["wrong-charset"]
    assert rules_of(write(text)) == ["wrong-charset"]


@pytest.mark.parametrize(
    "entry",
    [
        'msgctxt "a.b"\nmsgid "a"\nmsgstr "b\n',
        'msgctxt "a.b"\nmsgid "a"\nms',
        'msgctxt "a.b"\nmsgid "a"\n',
        'msgctxt "a.b"\n',
        'msgctxt "a.b"\nmsgid "a"\nmsgstr ""\n"cut off he',
        'msgctxt "a.b"\nmsgid "a"\nmsgstr "b\\"\n',
        'msgctxt "a.b"\nmsgid "a"\nmsgstr "b"c"\n',
        "this is not a catalog\n",
    ],
)
def test_a_catalog_that_does_not_parse_is_refused(write, entry):
    assert set(rules_of(write(HEADER + entry))) == {"po-syntax"}


def test_a_catalog_cut_off_anywhere_never_loses_a_text_without_a_word(small, write, small_library):
    raw = small.read(PO)
    whole = load_catalog(small, "es").entries
    for end in range(600, len(raw), 977):
        try:
            entries = load_catalog(write(raw[:end]), "es").entries
        except InputError:
            continue
        assert all(whole[id_].msgstr == entry.msgstr for id_, entry in entries.items())


def test_a_missing_header_is_reported(write):
    assert rules_of(write('msgctxt "a.b"\nmsgid "a"\nmsgstr "b"\n')) == ["po-header"]


def test_all_problems_come_at_once(write):
    text = HEADER + 'msgctxt "a.b"\nmsgid "a"\nmsgstr "b"\n\n' * 2 + 'msgid "c"\nmsgstr "d"\n'
    assert sorted(rules_of(write(text))) == ["duplicate-id", "po-context"]


def test_a_missing_plural_form_is_reported(write):
    plural = 'msgctxt "a.b"\nmsgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} día"\n'
    assert rules_of(write(HEADER + plural)) == ["plural-forms"]
    declared = HEADER.rstrip("\n") + '\n"Plural-Forms: nplurals=3; plural=0;\\n"\n\n'
    assert rules_of(write(declared + plural)) == ["plural-forms", "plural-forms"]


def test_an_unknown_locale_names_the_known_ones(small):
    with pytest.raises(InputError) as caught:
        load_catalog(small, "de")
    assert "es" in caught.value.findings[0].hint
    assert get_language("de").folder in caught.value.findings[0].hint


def test_the_catalog_of_another_language_is_refused_with_its_own_sheets_only(tmp_path, library):
    folder = tmp_path / "locales/es/LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "locales/fr/LC_MESSAGES/handouts.po", folder)
    project = Project(root=tmp_path, bundled=ROOT)
    with pytest.raises(InputError) as caught:
        load_catalog(project, "es")
    (finding,) = caught.value.findings
    assert (finding.rule, bool(finding.line), finding.locale) == ("catalog-language", True, "es")
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
