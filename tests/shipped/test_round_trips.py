"""Catalogs go through the tools that translators use and come back with nothing lost."""

import io
import re
import shutil
import subprocess
import sys
from itertools import takewhile
from pathlib import Path

import babel.messages.pofile
import polib
import pytest

from kat_handouts.catalogs.catalog import load_catalog
from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.catalogs.update import updated_catalogs, write_catalog
from kat_handouts.content.library import load_library
from kat_handouts.model.languages import get_language
from tests.support.editing import edit
from tests.support.sampling import sampled
from tests.support.shipped import CATALOGS, ROOT
from tests.support.weblate import WEBLATE

TRANSLATED = [tag for tag in CATALOGS if tag != "en"]
SAMPLE = sampled(TRANSLATED, 9, always=["ar", "en-GB"])
NEEDS_GETTEXT = pytest.mark.skipif(
    shutil.which("msgcat") is None, reason="gettext's tools are not here: apt install gettext"
)


def catalog_path(tag):
    return ROOT / "locales" / get_language(tag).folder / "LC_MESSAGES/handouts.po"


def written(text):
    """What a translator wrote: for each entry, its texts, comments and flags."""
    return {
        block.context: (
            block.source,
            block.translation,
            block.comments,
            set(block.flag_names),
            block.obsolete,
        )
        for block in read_po(text).entries
    }


def through_polib(path):
    return str(polib.pofile(str(path), wrapwidth=77))


def through_babel(path):
    catalog = babel.messages.pofile.read_po(io.BytesIO(path.read_bytes()))
    buffer = io.BytesIO()
    babel.messages.pofile.write_po(buffer, catalog, width=77, ignore_obsolete=False)
    return buffer.getvalue().decode()


def through_msgcat(path):
    done = subprocess.run(["msgcat", path], capture_output=True, check=True)
    return done.stdout.decode()


TOOLS = [
    through_polib,
    through_babel,
    pytest.param(through_msgcat, marks=NEEDS_GETTEXT),
]


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("tag", SAMPLE)
def test_a_catalog_comes_back_from_a_tool_with_nothing_lost(tag, tool):
    path = catalog_path(tag)
    before, after = written(path.read_text(encoding="utf-8")), written(tool(path))
    if tool is through_babel:
        # Babel adds a flag of its own to texts with braces, and comments of the old English; it
        # keeps no flags of an obsolete entry.
        for entries in (before, after):
            for context, entry in entries.items():
                comments = tuple(takewhile(lambda one: not one.startswith("|"), entry[2]))
                flags = set() if entry[4] else entry[3] - {"python-brace-format"}
                entries[context] = (*entry[:2], comments, flags, entry[4])
    # A tool may set a long comment in more lines, and end one at a hyphen.
    for entries in (before, after):
        for context, entry in entries.items():
            entries[context] = (*entry[:2], "".join("".join(entry[2]).split()), *entry[3:])
    assert after == before


@pytest.mark.parametrize("tool", [through_polib, pytest.param(through_msgcat, marks=NEEDS_GETTEXT)])
def test_what_weblate_writes_comes_back_with_its_previous_source(tmp_path, tool):
    text = (
        WEBLATE.replace("msgstr[0]", "msgstr")
        .replace('msgid_plural "Many"\n', "")
        .replace('msgstr[1] "Hai"\n', "")
    )
    path = tmp_path / "vi.po"
    path.write_text(text, encoding="utf-8")
    before, after = read_po(text).entries, read_po(tool(path)).entries
    flags = [block.flag_names for block in before]
    if tool is through_msgcat:
        # msgcat itself drops flags that it does not know.
        flags[0] = ("fuzzy",)
    assert [block.flag_names for block in after] == flags
    assert [block.translation for block in after] == [block.translation for block in before]
    assert [block.comments for block in after] == [block.comments for block in before]
    assert after[0].previous_source == before[0].previous_source


@NEEDS_GETTEXT
@pytest.mark.parametrize("tag", SAMPLE)
def test_gettext_finds_nothing_wrong(tag):
    command = ["msgfmt", "--check", "--output-file=/dev/null", catalog_path(tag)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_hostile_plural_expression_is_never_evaluated(layered):
    name = "locales/es/LC_MESSAGES/handouts.po"
    hostile = "nplurals=2; plural=__import__('os').abort();"
    edit(layered, name, "nplurals=2; plural=(n != 1);", hostile)
    assert load_catalog(layered, "es").entries


def toolkit(program):
    """The path of a program of the Translate Toolkit; it is under the GPL and never imported."""
    path = Path(sys.executable).with_name(program)
    if not path.exists():
        pytest.skip(f"{program} of the Translate Toolkit is not here: it is in the dev extra")
    return path


def test_a_catalog_comes_back_from_the_translate_toolkit(tmp_path):
    for tag in SAMPLE:
        path = catalog_path(tag)
        out = tmp_path / f"{tag}.po"
        command = [toolkit("pogrep"), "--search=msgid", "--regexp", "--progress=none", ""]
        subprocess.run([*command, path, out], capture_output=True, check=True)
        after = written(out.read_text(encoding="utf-8"))
        after.pop(None, None)  # the header, which the search finds too
        assert after == written(path.read_text(encoding="utf-8"))


# What pofilter says of every catalog, and why it is right as it is.
EXPLAINED = {
    "acronyms": "an abbreviation is written out, as PTSD is in Spanish",
    "brackets": "“ساعتين (2)” repeats a number in digits; Chinese has brackets of its own",
    "doublewords": "“vous vous”, “từ từ”: our own check knows which words a language doubles",
    "doublequoting": "a word that is spoken of stands in the quotation marks of the language",
    "endpunc": "the filter does not know the full stops of Hindi and Khmer",
    "puncspacing": "Chinese and Khmer signs have no space after them",
    "sentencecount": "a long English sentence is two, or two are one",
    "simplecaps": "polite forms of address and names of languages have their own capitals",
    "startcaps": "a line may begin with a name or a number",
    "startpunc": "a Spanish question begins with ¿; a line may begin with a quotation mark",
    "unchanged": "a name stays what it is",
}


@pytest.mark.parametrize("tag", SAMPLE)
def test_pofilter_finds_nothing_that_is_not_explained(tag, tmp_path):
    out = tmp_path / "out.po"
    # What is fuzzy or empty prints in English, and is for our own check to tell.
    left_out = ["--nofuzzy", "--excludefilter=untranslated"]
    language = f"--language={get_language(tag).folder}"
    command = [toolkit("pofilter"), language, "--progress=none", *left_out]
    subprocess.run([*command, catalog_path(tag), out], capture_output=True, check=True)
    text = out.read_text(encoding="utf-8") if out.exists() else ""
    found = set(re.findall(r"^# \(pofilter\) ([a-z]+)", text, re.MULTILINE))
    assert found <= set(EXPLAINED)


@NEEDS_GETTEXT
def test_msgmerge_takes_our_pot_and_our_catalogs(tmp_path):
    """It keeps what is translated; what is reworded it would empty, and so we merge ourselves."""
    pot = ROOT / "locales/handouts.pot"
    for tag in SAMPLE:
        if tag == "en-GB":
            continue  # which holds only what differs
        done = subprocess.run(
            ["msgmerge", "--quiet", "--no-fuzzy-matching", catalog_path(tag), pot],
            capture_output=True,
            check=True,
        )
        before = written(catalog_path(tag).read_text(encoding="utf-8"))
        after = written(done.stdout.decode())
        assert {key: value[:2] for key, value in after.items()} == {
            key: value[:2] for key, value in before.items()
        }


OPTIONS = ("--indent", "--strict", "--escape", "--width=30", "--no-wrap", "--sort-output")
LOCATIONS = ("--add-location=never", "--add-location=full", "--sort-by-file", "--no-location")


@pytest.mark.costly
@NEEDS_GETTEXT
@pytest.mark.parametrize("option", sampled([*OPTIONS, *LOCATIONS], 5, always=["--indent"]))
def test_an_update_of_what_msgcat_wrote_changes_no_translation(copied, option, tmp_path):
    library = load_library(copied)
    for tag in ("es", "km"):
        name = f"locales/{get_language(tag).folder}/LC_MESSAGES/handouts.po"
        subprocess.run(["msgcat", option, ROOT / name, "-o", copied.root / name], check=True)
        (found,) = updated_catalogs(copied, library, [tag])
        write_catalog(copied, library, found)
        assert not updated_catalogs(copied, library, [tag])[0].is_changed
        compiled = [tmp_path / "before.mo", tmp_path / "after.mo"]
        for source, made in zip((ROOT / name, copied.root / name), compiled, strict=True):
            subprocess.run(["msgfmt", "--check", source, "-o", made], check=True)
        texts = [
            {
                (e.context, e.source): e.translation
                for e in read_po(
                    subprocess.run(
                        ["msgunfmt", made], capture_output=True, check=True
                    ).stdout.decode()
                ).entries
            }
            for made in compiled
        ]
        assert texts[0] == texts[1]
