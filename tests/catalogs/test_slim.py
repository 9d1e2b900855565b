"""Old folders hold a copy of each catalog; what is a copy goes, and what differs stays."""

from dataclasses import replace

import polib
import pytest
from click.testing import CliRunner

from kat_handouts.catalogs.catalog import load_catalog
from kat_handouts.catalogs.slim import slim_catalogs
from kat_handouts.cli import main
from kat_handouts.content.library import load_library
from tests.support.editing import edit, read, translate, write
from tests.support.shipped import ROOT

PO = "locales/es/LC_MESSAGES/handouts.po"
POTS = "garden.back.warn.pots"
BENCH = "garden.back.bench.heading"
OLD = "No levante macetas pesadas."
NEW = 'msgid "Lift no pots."\nmsgstr'
TITLE = "garden.title"


@pytest.fixture
def full(small_clinic):
    """A folder with a whole copy of a catalog."""
    write(small_clinic, PO, read(small_clinic, PO))
    return small_clinic


def slim(project, *tags):
    return slim_catalogs(project, load_library(project), tags)


def printed(project):
    segments = load_library(project).segments
    catalog = load_catalog(project, "es", segments)
    return {id_: catalog.text(segment) for id_, segment in segments.items()}


def test_a_copy_has_nothing_to_keep(full, small_library):
    (found,) = slim(full)
    assert (found.language.tag, found.copies, found.kept) == (
        "es",
        len(small_library.segments),
        (),
    )
    full_print = printed(full)
    found.path.write_bytes(found.after)
    assert printed(full) == full_print
    assert slim(full) == []
    assert polib.pofile(str(found.path)).metadata["Language"] == "es"


def test_what_differs_stays(full):
    translate(full, "es", POTS, "Macetas pesadas, no.")
    edit(full, PO, f'msgctxt "{TITLE}"', f'# Seen by A. B.\nmsgctxt "{TITLE}"')
    # A text in the clinic's own words, for which the shipped translation does.
    write(full, "content/texts.yaml", f"texts:\n  {BENCH}: The bench\n")
    translate(full, "es", BENCH, "Un banco", source="The bench")
    text = read(full, PO)
    write(full, PO, text + '\n#~ msgctxt "ours.old"\n#~ msgid "Old"\n#~ msgstr "Viejo"\n')
    before = printed(full)
    (found,) = slim(full)
    assert found.kept == (TITLE, POTS, BENCH)
    assert '#~ msgstr "Viejo"' in found.after.decode()
    found.path.write_bytes(found.after)
    assert printed(full) == before


def test_a_copy_of_a_text_that_was_reworded_upstream_goes(full):
    upstream = replace(full, root=full.bundled)
    edit(upstream, "content/garden.yaml", "Do not lift heavy pots.", "Lift no pots.")
    text = read(upstream, PO).replace(
        f'msgctxt "{POTS}"', f'#, fuzzy\n#| msgid "Do not lift heavy pots."\nmsgctxt "{POTS}"'
    )
    write(upstream, PO, text.replace('msgid "Do not lift heavy pots."\nmsgstr', NEW))
    assert slim(full)[0].kept == ()


def test_a_copy_of_a_translation_that_was_corrected_upstream_goes_where_that_is_known(full):
    upstream = replace(full, root=full.bundled)
    translate(upstream, "es", POTS, "No levante ninguna maceta pesada.")
    assert slim(full)[0].kept == (POTS,)
    obsolete = f'\n#~ msgctxt "{POTS}"\n#~ msgid "Do not lift heavy pots."\n'
    write(upstream, PO, read(upstream, PO) + obsolete + f'#~ msgstr "{OLD}"\n')
    assert printed(full)[POTS] == OLD
    (found,) = slim(full)
    assert found.kept == ()
    found.path.write_bytes(found.after)
    assert printed(full)[POTS] == "No levante ninguna maceta pesada."


def test_a_translation_that_differs_from_the_shipped_one_stays(full):
    edit(replace(full, root=full.bundled), PO, "No levante", "No cargue")
    assert POTS in slim(full)[0].kept


@pytest.mark.costly
def test_the_command_shows_first_and_keeps_the_file_before(full):
    arguments = ["locales", "slim", "--project", str(full.root)]
    # The command lies over the shipped project, not the small one.
    layered = ROOT / "locales/es/LC_MESSAGES/handouts.po"
    (full.root / PO).write_bytes(layered.read_bytes())
    raw = (full.root / PO).read_bytes()
    shown = CliRunner().invoke(main, [*arguments, "--dry-run"])
    assert "would be taken out, 0 kept" in shown.stdout
    assert (full.root / PO).read_bytes() == raw
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0
    assert (full.root / PO).with_name("handouts.po~").read_bytes() == raw
    assert [entry.msgctxt for entry in polib.pofile(str(full.root / PO))] == []
    again = CliRunner().invoke(main, arguments)
    assert again.stdout == "no catalog holds a copy\n"
