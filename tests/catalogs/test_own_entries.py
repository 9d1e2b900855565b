"""A clinic's catalogs lie over the shipped ones entry by entry."""

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.catalogs.entries import Entry, lay_over
from kat_handouts.catalogs.extraction import extract
from kat_handouts.catalogs.own_entries import own_segments
from kat_handouts.catalogs.update import updated_catalogs
from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.content.library import load_library
from kat_handouts.content.segments import Segment
from kat_handouts.files.project import Project
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.errors import Severity
from kat_handouts.reviews.corrections import import_packet
from kat_handouts.reviews.packet import packet_rows
from tests.support.editing import edit, read, translate, write
from tests.support.packets import fill, make

PO = "locales/es/LC_MESSAGES/handouts.po"
POTS = "garden.back.warn.pots"
BENCH = "garden.back.bench.heading"
REWORDED = f"texts:\n  {BENCH}: Your bench\n"


def below(clinic):
    return Project(root=clinic.bundled, bundled=clinic.bundled, today=clinic.today)


def update(clinic, *tags):
    found = updated_catalogs(clinic, load_library(clinic), list(tags))
    for one in found:
        if one.is_changed:
            one.path.parent.mkdir(parents=True, exist_ok=True)
            one.path.write_text(one.text, encoding="utf-8")
    return found


def printed(clinic, segment, tag="es"):
    library = load_library(clinic)
    catalog = load_translations(clinic, library.segments, tag).catalog
    return catalog.text(library.segments[segment])


def own_entries(clinic):
    parsed = polib.pofile(str(clinic.root / PO))
    return {entry.msgctxt: entry for entry in parsed if not entry.obsolete}


@pytest.fixture
def reworded(small_clinic):
    """A clinic that has reworded one text, and translated it."""
    write(small_clinic, "content/texts.yaml", REWORDED)
    update(small_clinic)
    edit(small_clinic, PO, "#, fuzzy\n", "")
    edit(small_clinic, PO, "Un banco", "Su banco")
    return small_clinic


def test_a_clinic_that_rewords_one_text_owns_one_entry(reworded):
    assert list(own_entries(reworded)) == [BENCH]
    assert own_entries(reworded)[BENCH].previous_msgid == "A bench"
    assert printed(reworded, BENCH) == "Su banco"
    assert printed(reworded, POTS) == "No levante macetas pesadas."
    assert [one.is_changed for one in update(reworded)] == [False, False, False]


def test_a_correction_upstream_reaches_a_clinic_that_reworded_another_text(reworded):
    translate(below(reworded), "es", POTS, "No levante ninguna maceta pesada.")
    assert printed(reworded, POTS) == "No levante ninguna maceta pesada."
    update(reworded)
    assert printed(reworded, POTS) == "No levante ninguna maceta pesada."
    assert printed(reworded, BENCH) == "Su banco"


def test_a_text_reworded_upstream_reaches_a_clinic_that_translated_the_old_one(small_clinic):
    write(small_clinic, PO, read(small_clinic, PO))
    translate(small_clinic, "es", POTS, "Macetas pesadas, no.")
    assert printed(small_clinic, POTS) == "Macetas pesadas, no."
    upstream = below(small_clinic)
    edit(upstream, "content/garden.yaml", "Do not lift heavy pots.", "Never lift heavy pots.")
    translate(upstream, "es", POTS, "Nunca levante macetas.", source="Never lift heavy pots.")
    assert printed(small_clinic, POTS) == "Nunca levante macetas."
    update(small_clinic, "es")
    assert POTS not in own_entries(small_clinic)
    assert '#~ msgstr "Macetas pesadas, no."' in (small_clinic.root / PO).read_text("utf-8")
    assert printed(small_clinic, POTS) == "Nunca levante macetas."


def test_a_translation_of_its_own_stays_the_clinic_s(reworded):
    translate(below(reworded), "es", BENCH, "La banca", source="Your bench")
    assert printed(reworded, BENCH) == "Su banco"


def test_what_is_reworded_no_more_prints_as_it_is_shipped(reworded):
    (reworded.root / "content/texts.yaml").unlink()
    assert printed(reworded, BENCH) == "Un banco"
    update(reworded)
    assert own_entries(reworded) == {}
    write(reworded, "content/texts.yaml", REWORDED)
    update(reworded)
    assert own_entries(reworded)[BENCH].msgstr == "Su banco"
    assert printed(reworded, BENCH) == "Su banco"


def test_a_clinic_without_own_texts_gets_no_catalogs(small_clinic):
    assert [one.is_changed for one in update(small_clinic)] == [False, False, False]
    assert not (small_clinic.root / "locales").exists()


def test_the_pot_of_a_clinic_holds_its_own_texts(reworded):
    library = load_library(reworded)
    own = own_segments(reworded, library.segments)
    parsed = polib.pofile(extract(library, own.values()).decode())
    assert [(entry.msgctxt, entry.msgid) for entry in parsed] == [(BENCH, "Your bench")]
    assert not [found for found in check_catalogs(reworded) if found.rule == "pot-stale"]
    write(reworded, "locales/handouts.pot", read(reworded, "locales/handouts.pot"))
    assert [one.rule for one in check_catalogs(reworded, ["en"])][:1] == ["pot-stale"]


def test_english_elsewhere_takes_the_entries_of_both_layers(small_clinic):
    leaf = "garden.morning.bring.leaf"
    text = read(small_clinic, "locales/en_GB/LC_MESSAGES/handouts.po")
    header = text.partition("\n#. Handout")[0]
    own = f'\nmsgctxt "{BENCH}"\nmsgid "A bench"\nmsgstr "A garden bench"\n'
    write(small_clinic, "locales/en_GB/LC_MESSAGES/handouts.po", header + own)
    assert printed(small_clinic, BENCH, "en-GB") == "A garden bench"
    assert "colour" in printed(small_clinic, leaf, "en-GB")
    assert printed(small_clinic, "garden.title", "en-GB") == "A day in the garden"


def test_findings_name_the_file_and_the_line_of_their_layer(reworded):
    edit(reworded, PO, "Su banco", "<b>Su banco</b>")
    translate(below(reworded), "es", "garden.title", "<b>Un día</b>")
    found = {one.segment: one for one in check_catalogs(reworded, ["es"]) if one.segment}
    assert set(found) == {BENCH, "garden.title"}
    for segment, layer, severity in (
        (BENCH, reworded.root, Severity.ERROR),
        # What is shipped is not for a clinic to mend.
        ("garden.title", reworded.bundled, Severity.WARNING),
    ):
        lines = (layer / PO).read_text(encoding="utf-8").splitlines()
        assert found[segment].severity is severity
        assert found[segment].file == str(layer / PO)
        entry = "\n".join(lines[found[segment].line - 1 :]).partition("\n\n")[0]
        assert f'msgctxt "{segment}"' in entry


def test_a_text_of_its_own_that_nobody_translated_is_the_clinic_s_error(small_clinic):
    write(small_clinic, "content/texts.yaml", f"texts:\n  {POTS}: Lift no heavy pots.\n")
    for _ in range(2):
        found = [one for one in check_catalogs(small_clinic, ["es"]) if one.segment]
        assert [(one.rule, one.severity, one.segment) for one in found] == [
            ("catalog-fuzzy", Severity.ERROR, POTS)
        ]
        update(small_clinic, "es")
    assert found[0].file == str(small_clinic.root / PO)


def test_a_broken_catalog_is_told_with_the_file_of_its_layer(reworded):
    edit(below(reworded), PO, 'msgctxt "garden.title"', 'msgctxt "garden.title')
    found = check_catalogs(reworded, ["es"])
    assert {one.file for one in found} == {str(reworded.bundled / PO)}


def test_a_corrected_packet_writes_only_what_was_corrected(reworded):
    library = load_library(reworded)
    translations = load_translations(reworded, library.segments, "es")
    data = fill(make(reworded), {POTS: "No cargue macetas pesadas.", BENCH: "Su banca"})
    result = import_packet(reworded, library, translations, data, "es.xlsx")
    assert (result.taken, result.findings) == (2, [])
    assert set(own_entries(reworded)) == {BENCH, POTS}
    assert printed(reworded, POTS) == "No cargue macetas pesadas."
    assert printed(reworded, BENCH) == "Su banca"


def test_a_correction_takes_the_place_of_an_entry_that_is_not_printed(small_clinic):
    write(small_clinic, PO, read(small_clinic, PO))
    translate(small_clinic, "es", POTS, "Macetas, no.", source="Lift no pots.")
    library = load_library(small_clinic)
    translations = load_translations(small_clinic, library.segments, "es")
    data = fill(make(small_clinic), {POTS: "No cargue macetas pesadas."})
    assert import_packet(small_clinic, library, translations, data, "es.xlsx").taken == 1
    assert printed(small_clinic, POTS) == "No cargue macetas pesadas."
    assert '#~ msgstr "Macetas, no."' in (small_clinic.root / PO).read_text("utf-8")


def test_a_note_on_a_shipped_text_hides_no_later_correction(small_clinic):
    library = load_library(small_clinic)
    translations = load_translations(small_clinic, library.segments, "es")
    book = make(small_clinic)
    names = [cell.value for cell in next(book.active.iter_rows(max_row=1))]
    for row in book.active.iter_rows(min_row=2):
        if row[names.index("Segment")].value == POTS:
            row[names.index("Note")].value = "Is this polite?"
    result = import_packet(small_clinic, library, translations, fill(book, {}), "es.xlsx")
    assert (result.taken, result.notes, result.findings) == (0, 1, [])
    assert own_entries(small_clinic)[POTS].tcomment == "Note: Is this polite?"
    translate(below(small_clinic), "es", POTS, "No levante ninguna maceta pesada.")
    assert printed(small_clinic, POTS) == "No levante ninguna maceta pesada."


def test_a_packet_shows_what_is_printed(reworded):
    library = load_library(reworded)
    rows = packet_rows(library, load_translations(reworded, library.segments, "es"))
    shown = {row.segment.id: row.translation for row in rows}
    assert (shown[BENCH], shown[POTS]) == ("Su banco", "No levante macetas pesadas.")


ENTRIES = st.builds(
    Entry,
    st.just("a.b"),
    st.sampled_from(["old words", "new words"]),
    st.sampled_from(["", " ", "uno", "dos"]),
    st.booleans(),
    st.integers(1, 9),
)


@given(upper=ENTRIES, lower=ENTRIES)
def test_a_layer_never_takes_a_translation_away(upper, lower):
    segment = Segment("a.b", "new words", "", "", False, "x", "x", 1)
    merged = lay_over({"a.b": upper}, {"a.b": lower}, {"a.b": segment})["a.b"]
    texts = [entry.msgstr for entry in (upper, lower) if entry.translates("new words")]
    if texts:
        assert merged.translates("new words")
        assert merged.msgstr == texts[0]
    assert merged in (upper, lower)
