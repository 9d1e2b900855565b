"""`locales update` says what it did, and keeps the version before."""

import json

import pytest
from click.testing import CliRunner

from kat_handouts.cli import main
from tests.support.editing import read, reword, translate, write

PO = "locales/es/LC_MESSAGES/handouts.po"


@pytest.fixture
def run(layered):
    def run(*arguments):
        return CliRunner().invoke(main, [*arguments, "--project", str(layered.root)])

    return run


@pytest.mark.parametrize("options", [(), ("--no-backup",)])
def test_an_update_keeps_the_version_before_unless_told_not_to(layered, run, options):
    write(layered, PO, read(layered, PO))
    before = (layered.root / PO).read_bytes()
    reword(layered)
    done = run("locales", "update", "es", *options)
    assert (done.exit_code, done.stdout) == (0, "es: 0 added, 1 reworded, 0 retired\n")
    backup = (layered.root / PO).with_name("handouts.po~")
    assert backup.exists() == (not options)
    if not options:
        assert backup.read_bytes() == before


def test_an_update_says_what_it_found_again(layered, run):
    old = reword(layered)
    translate(layered, "es", old.id, "Un texto", source=old.source)
    write(layered, f"{PO}~", read(layered, PO))
    translate(layered, "es", old.id, "", source=f"{old.source} now")
    done = run("locales", "update", "es", "--json")
    (row,) = json.loads(done.stdout)["catalogs"]
    assert (row["refound"], row["written"]) == (1, True)
    assert f'#| msgid "{old.source}"' in read(layered, PO)


def test_one_catalog_that_may_not_be_replaced_does_not_stop_the_others(layered, run):
    write(layered, PO, read(layered, PO))
    (layered.root / PO).chmod(0o444)
    reword(layered)
    done = run("locales", "update", "ar", "es", "vi")
    assert done.exit_code == 2
    # The folder had no catalog of theirs: the text that it reworded is its first one.
    assert done.stdout == "".join(
        f"{tag}: 1 added, 0 reworded, 0 retired\n" for tag in ("ar", "vi")
    )
    assert "file-kept" in done.stderr
    assert "chmod u+w" in done.stderr


def test_files_are_named_from_where_one_stands(layered, run, monkeypatch):
    monkeypatch.chdir(layered.root.parent)
    folder = layered.root.name
    old = reword(layered)
    for words, key in (("extract", "file"), ("add sw", "catalogs"), ("update es", "catalogs")):
        done = json.loads(run("locales", *words.split(), "--json").stdout)
        file = done[key] if key == "file" else done[key][0]["file"]
        assert file.startswith(f"{folder}/locales/")
    translate(layered, "es", old.id, "Un texto")
    signed = run("review", "sign", "es", old.id, "--role", "reviser", "--by", "A", "--json")
    assert json.loads(signed.stdout)["file"] == f"{folder}/locales/es/sign-offs.jsonl"
    (layered.root / PO).chmod(0o444)
    reword(layered)
    assert run("locales", "update", "es").stderr.startswith(f"{folder}/{PO}: error: ")


def test_an_update_of_a_clinic_is_one_of_its_languages_and_of_what_it_has(layered, run):
    write(layered, "clinic.toml", 'languages = ["en", "es"]\n')
    vi = PO.replace("/es/", "/vi/")
    write(layered, vi, read(layered, vi))
    reword(layered)
    said = run("locales", "update").stdout
    assert [line.partition(":")[0] for line in said.splitlines()] == ["es", "vi"]
