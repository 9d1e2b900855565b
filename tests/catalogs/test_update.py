"""Bringing catalogs up to date loses nothing that a translator wrote."""

import shutil
import subprocess

import polib
import pytest

from kat_handouts.catalogs.catalog import State, load_catalog
from kat_handouts.catalogs.extraction import POT_NAME, extract
from kat_handouts.catalogs.merge import merge
from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.catalogs.update import added_catalog, updated_catalogs, write_catalog
from kat_handouts.content.library import load_library
from kat_handouts.model.errors import InputError, KatHandoutsError
from kat_handouts.reviews.status import locale_status
from tests.support.editing import edit

ES = "locales/es/LC_MESSAGES/handouts.po"
NAME = "content/garden.yaml"
BENCH = "garden.back.bench.heading"
NEEDS_GETTEXT = pytest.mark.skipif(
    shutil.which("msgmerge") is None, reason="gettext's tools are not here: apt install gettext"
)


def update(project, tag="es"):
    (found,) = updated_catalogs(project, load_library(project), [tag])
    found.path.write_text(found.text, encoding="utf-8")
    return found


def entry(project, segment):
    parsed = polib.pofile(str(project.root / ES))
    return next(one for one in parsed if one.msgctxt == segment)


def test_a_reworded_source_keeps_its_translation_as_fuzzy_with_the_old_source(small_copy):
    edit(small_copy, NAME, "heading: A bench", "heading: Your bench")
    found = update(small_copy)
    assert (found.added, found.reworded, found.retired) == (0, 1, 0)
    changed = entry(small_copy, "garden.back.bench.heading")
    assert (changed.msgid, changed.msgstr) == ("Your bench", "Un banco")
    assert changed.previous_msgid == "A bench"
    assert changed.fuzzy
    segment = load_library(small_copy).segments["garden.back.bench.heading"]
    assert load_catalog(small_copy, "es").state(segment) is State.FUZZY


def test_a_source_reworded_twice_keeps_the_one_that_was_translated(small_copy):
    edit(small_copy, NAME, "heading: A bench", "heading: Your bench")
    update(small_copy)
    edit(small_copy, NAME, "heading: Your bench", "heading: A bench")
    update(small_copy)
    assert entry(small_copy, "garden.back.bench.heading").previous_msgid == "A bench"


def test_entries_are_matched_by_id_and_never_by_likeness(small_copy):
    edit(small_copy, NAME, "  back:\n", "  spine:\n")
    for name in ("content/required-facts.yaml", "content/released.yaml"):
        path = small_copy.root / name
        path.write_text(path.read_text("utf-8").replace("garden.back.", "garden.spine."))
    found = update(small_copy)
    assert found.added == found.retired == 8
    assert entry(small_copy, "garden.spine.bench.heading").msgstr == ""
    old = entry(small_copy, "garden.back.bench.heading")
    assert (old.obsolete, old.msgstr) == (1, "Un banco")


def test_what_comes_back_takes_its_translation_back(small_copy):
    before = (small_copy.root / ES).read_text(encoding="utf-8")
    edit(small_copy, NAME, "          hose:", "          pipe:")
    path = small_copy.root / "content/required-facts.yaml"
    path.write_text(path.read_text("utf-8").replace(".hose", ".pipe"))
    update(small_copy)
    assert "#~ msgctxt" in (small_copy.root / ES).read_text(encoding="utf-8")
    edit(small_copy, NAME, "          pipe:", "          hose:")
    path.write_text(path.read_text("utf-8").replace(".pipe", ".hose"))
    update(small_copy)
    assert (small_copy.root / ES).read_text(encoding="utf-8") == before


def test_what_a_translator_adds_stays_byte_for_byte(small_copy):
    own = '# Not sure about this one.\n#, max-length:20, unknown-flag\nmsgctxt "garden.title"'
    edit(small_copy, ES, 'msgctxt "garden.title"', own)
    edit(
        small_copy,
        ES,
        '"Last-Translator: \\n"',
        '"Last-Translator: A. B. <a@b.org>\\n"\n"X-Odd: 1\\n"',
    )
    before = (small_copy.root / ES).read_text(encoding="utf-8")
    edit(small_copy, NAME, "heading: A bench", "heading: Your bench")
    update(small_copy)
    after = (small_copy.root / ES).read_text(encoding="utf-8")
    assert "# Not sure about this one." in after
    assert "#, max-length:20, unknown-flag" in after
    assert '"Last-Translator: A. B. <a@b.org>\\n"\n"X-Odd: 1\\n"' in after
    lost = set(before.splitlines()) - set(after.splitlines())
    assert {line for line in lost if not line.startswith("#.")} == {'msgid "A bench"'}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_ends_of_lines_stay_as_they_are(small_copy, newline):
    path = small_copy.root / ES
    text = path.read_text(encoding="utf-8").replace("\n", newline)
    path.write_bytes(text.encode())
    (found,) = updated_catalogs(small_copy, load_library(small_copy), ["es"])
    assert not found.is_changed
    edit_source = NAME, "heading: A bench", "heading: Your bench"
    edit(small_copy, *edit_source)
    (found,) = updated_catalogs(small_copy, load_library(small_copy), ["es"])
    assert found.text.count("\n") == found.text.count(newline)


def test_english_elsewhere_gets_no_empty_entries(small_copy):
    edit(small_copy, NAME, "heading: A bench", "heading: Your bench")
    (found,) = updated_catalogs(small_copy, load_library(small_copy), ["en-GB"])
    assert found.added == 0
    assert 'msgstr ""\n\n' not in found.text.split("\n\n", 1)[1]


def test_a_broken_catalog_is_refused_and_nothing_is_returned(small_copy):
    edit(small_copy, ES, 'msgctxt "garden.title"', 'msgctxt "garden.title')
    with pytest.raises(InputError) as caught:
        updated_catalogs(small_copy, load_library(small_copy), [])
    assert caught.value.findings[0].rule == "po-syntax"


def test_a_new_catalog_has_every_segment_and_a_header(small_copy, small_library):
    found = added_catalog(small_copy, small_library, "sw")
    parsed = polib.pofile(found.text)
    assert [one.msgctxt for one in parsed] == list(small_library.segments)
    assert parsed.metadata["Language"] == "sw"
    assert parsed.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert not parsed.translated_entries()
    found.path.parent.mkdir(parents=True)
    found.path.write_text(found.text, encoding="utf-8")
    assert not update(small_copy, "sw").is_changed
    assert locale_status(small_copy, small_library, "sw").untranslated == len(
        small_library.segments
    )


@pytest.mark.parametrize("tag", ["es", "en", "xq-Zzzz", "ml"])
def test_a_locale_that_is_there_or_cannot_be_printed_is_not_added(small, small_library, tag):
    with pytest.raises(InputError):
        added_catalog(small, small_library, tag)


def test_each_line_keeps_its_own_end(small_copy):
    path = small_copy.root / ES
    lines = path.read_bytes().split(b"\n")
    lines[60] += b"\r"
    path.write_bytes(b"\n".join(lines))
    edit_bytes = path.read_bytes()
    library = load_library(small_copy)
    assert not updated_catalogs(small_copy, library, ["es"])[0].is_changed
    edit(small_copy, NAME, "heading: A bench", "heading: Your bench")
    library = load_library(small_copy)
    write_catalog(small_copy, library, updated_catalogs(small_copy, library, ["es"])[0])
    assert path.read_bytes().count(b"\r\n") == edit_bytes.count(b"\r\n")
    assert path.with_name("handouts.po~").read_bytes() == edit_bytes


@NEEDS_GETTEXT
@pytest.mark.parametrize("fuzzy", ["--no-fuzzy-matching", "--previous"])
def test_a_reworded_text_survives_msgmerge(small_copy, fuzzy):
    """A large change, which msgmerge empties: the old text is obsolete, or only in handouts.po~."""
    edit(small_copy, NAME, "heading: A bench", "heading: What one may sit on where the trees grow")
    library = load_library(small_copy)
    (small_copy.root / POT_NAME).write_bytes(extract(library))
    path = small_copy.root / ES
    command = ["msgmerge", "--quiet", "--update", "--backup=simple", fuzzy]
    subprocess.run([*command, path, small_copy.root / POT_NAME], check=True)
    if fuzzy == "--no-fuzzy-matching":
        assert load_catalog(small_copy, "es").entries[BENCH].msgstr == ""
        # As it is after another tool dropped what was obsolete.
        command = ["msgattrib", "--no-obsolete", path, "-o", path]
        subprocess.run(command, check=True)
    (found,) = updated_catalogs(small_copy, library, ["es"])
    write_catalog(small_copy, library, found)
    entry = next(
        e
        for e in read_po(path.read_text("utf-8")).entries
        if e.context == "garden.back.bench.heading"
    )
    assert (entry.translation, entry.is_fuzzy, entry.previous_source) == (
        "Un banco",
        True,
        "A bench",
    )


def test_a_soft_line_break_from_a_word_processor_is_kept_and_readable(small_copy):
    edit(small_copy, ES, 'msgstr "Un banco"', 'msgstr "Un\u2028banco"')
    edit(small_copy, NAME, "heading: A bench", "heading: Your bench")
    library = load_library(small_copy)
    write_catalog(small_copy, library, updated_catalogs(small_copy, library, ["es"])[0])
    assert (
        load_catalog(small_copy, "es").entries["garden.back.bench.heading"].msgstr
        == "Un\u2028banco"
    )


def test_a_second_domain_is_refused_rather_than_mixed(small_copy):
    path = small_copy.root / ES
    line = path.read_text(encoding="utf-8").count("\n") + 2
    with path.open("a", encoding="utf-8") as file:
        file.write('\ndomain "other"\n\nmsgctxt "x"\nmsgid "y"\nmsgstr "z"\n')
    before = path.read_bytes()
    assert load_catalog(small_copy, "es").entries["x"].msgstr == "z"
    with pytest.raises(InputError) as caught:
        updated_catalogs(small_copy, load_library(small_copy), ["es"])
    (found,) = caught.value.findings
    assert (found.rule, found.line) == ("po-domain", line)
    assert path.read_bytes() == before


def test_a_merge_that_lost_a_text_writes_nothing(small_copy, monkeypatch):
    edit(small_copy, NAME, "heading: A bench", "heading: Your bench")
    library = load_library(small_copy)
    before = (small_copy.root / ES).read_bytes()
    original = merge

    def careless(catalog, *args, **options):
        made = original(catalog, *args, **options)
        return type(made)(made.header, made.entries[1:])

    monkeypatch.setattr("kat_handouts.catalogs.update.merge", careless)
    (found,) = updated_catalogs(small_copy, library, ["es"])
    with pytest.raises(KatHandoutsError) as caught:
        write_catalog(small_copy, library, found)
    assert "jardín" in caught.value.findings[0].message
    assert (small_copy.root / ES).read_bytes() == before
    assert {path.name for path in (small_copy.root / ES).parent.iterdir()} == {"handouts.po"}
