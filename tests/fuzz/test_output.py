"""What stands in an output folder and in a cache: taken for what it is, refused, or made anew."""

from __future__ import annotations

import json
import shutil

import pytest
from hypothesis import strategies as st

from kat_handouts.batch.audit import check_pdfs
from kat_handouts.batch.build import BuildOptions, build
from kat_handouts.batch.cache import Cache, KnownDocuments
from kat_handouts.batch.dry_run import dry_run
from kat_handouts.batch.manifest import load_manifest
from kat_handouts.batch.plan import Selection
from kat_handouts.model.digest import digest
from kat_handouts.model.errors import InputError
from tests.fuzz.cases import Workspace, assert_helpful, assert_refused, corpus, fuzz
from tests.fuzz.mutations import as_json, nasty_texts, spoilt
from tests.support.editing import tree
from tests.support.fakes import FakeRenderer
from tests.support.memory import folder_in_memory
from tests.support.small import lay_out

SELECTED = Selection(("es", "en"), ("tea", "walk"))
PIECES = (
    *(b'"', b"{", b"}", b"[", b"]", b":", b",", b"\\", b"\\u", b"\\ud800", b"\0", b"\xff", b"\n"),
    *(b"null", b"true", b"NaN", b"-1", b"9" * 5_000, b"[" * 3_000, b"../", b"es/tea.pdf", b".html"),
    *(b'"format": 9', b'"files": [', b'"owner": ', b"bilingual", b"x" * 300, b"\xef\xbb\xbf"),
)


def _built(folder):
    project = lay_out(folder / "project")
    cache = Cache(folder / "cache")
    options = BuildOptions(cache=cache, gallery=False)
    build(project, SELECTED, folder / "out", FakeRenderer(), options)
    (folder / "out/.lock").unlink(missing_ok=True)
    kept = {path.parent.parent.name: path for path in cache.folder.glob("*/*/*")}
    return tree(folder / "out"), {kind: path.read_bytes() for kind, path in kept.items()}


with folder_in_memory() as _folder:
    OUTPUT, KEPT = _built(_folder)
MANIFEST = json.loads(OUTPUT["manifest.json"])
# What the next build makes anew is the same again.
SHEETS = {name: data for name, data in OUTPUT.items() if name != "manifest.json"}
MINE = {"es/mine.pdf": b"mine", "es/notes.txt": b"mine too", "site/index.html": b"mine"}


@st.composite
def output_folders(draw):
    """A manifest, and a journal of a build that was killed, if there is one."""
    manifest = draw(
        spoilt([OUTPUT["manifest.json"], *corpus("manifest")], PIECES, [MANIFEST], as_json)
    )
    names = st.sampled_from(["es/tea.pdf", "es/mine.pdf", "../x.pdf", "es/../../x.pdf", "/x.pdf"])
    lines = draw(st.none() | st.lists(names | nasty_texts(), max_size=3))
    journal = None if lines is None else "\n".join(lines).encode("utf-8", "surrogatepass")
    return manifest, journal


@fuzz("manifest", output_folders())
def test_an_output_folder_is_put_right_or_refused(workspace: Workspace, case):
    manifest, journal = case
    project, folder = workspace.project, workspace.project.root.parent
    output, mine = folder / "out", folder / "x.pdf"
    shutil.rmtree(output, ignore_errors=True)
    for name, data in {**SHEETS, **MINE, "manifest.json": manifest}.items():
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_bytes(data)
    if journal is not None:
        (output / ".journal").write_bytes(journal)
    mine.write_bytes(b"mine")
    assert_helpful(check_pdfs(project, output))
    try:
        known = load_manifest(output).entries
        dry_run(project, SELECTED, output, None)
        report = build(project, SELECTED, output, FakeRenderer(), BuildOptions(gallery=False))
    except InputError as error:
        assert_refused(error)
        assert (output / "manifest.json").read_bytes() == manifest
        return False
    assert report.errors == []
    assert {name: tree(output)[name] for name in SHEETS} == SHEETS
    assert mine.read_bytes() == b"mine"
    touched = (journal or b"").splitlines()
    for name, data in MINE.items():
        if name not in known and name.encode() not in touched:
            assert (output / name).read_bytes() == data
    assert set(SHEETS) <= set(load_manifest(output).entries)
    return True


@st.composite
def entries(draw):
    """A file of a cache, with the checksum that makes it whole."""
    kind = draw(st.sampled_from(sorted(KEPT)))
    body = KEPT[kind].partition(b"\n")[2]
    about, line_end, rest = body.partition(b"\n")
    data = json.loads(about)
    changed = draw(spoilt([about], PIECES, [data], lambda one: json.dumps(one).encode()))
    return kind, changed + line_end + rest


@fuzz("cache", entries())
def test_an_entry_of_a_cache_is_taken_or_goes(workspace, case):
    kind, body = case
    cache = Cache(workspace.project.root.parent / "cache")
    key = "ab" * 32
    path = cache._path(kind, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(digest(body).encode() + b"\n" + body)
    got = {"sheets": cache.get, "documents": cache.get_documents, "templates": cache.get_templates}
    found = got[kind](key)
    taken = found not in (None, [], KnownDocuments({}, {}))
    if taken and kind == "sheets":
        cache.put(key, found.data, found.about)
    assert taken or not path.exists() or kind == "templates"
    return taken


def test_a_folder_that_nobody_spoilt_is_taken(workspace):
    output = workspace.project.root.parent / "whole"
    build(workspace.project, SELECTED, output, FakeRenderer(), BuildOptions(gallery=False))
    assert {name: tree(output)[name] for name in OUTPUT} == OUTPUT


@pytest.mark.parametrize("kind", sorted(KEPT))
def test_each_kind_of_file_in_a_cache_is_spoilt(kind):
    assert {*KEPT} == {"documents", "sheets", "templates"}
    assert json.loads(KEPT[kind].split(b"\n")[1])
