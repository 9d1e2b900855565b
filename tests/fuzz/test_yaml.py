"""Content and the lists of a locale: each problem of a file is said with its line.

What is taken can be checked and printed.
"""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from ruamel.yaml import YAML

from kat_handouts.catalogs.sign_offs import load_policy
from kat_handouts.checks.catalogs import check_catalogs
from kat_handouts.checks.content import check_content
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.errors import InputError
from kat_handouts.model.sheet import Sheet
from kat_handouts.render.html import environment, render_html
from kat_handouts.render.template_files import TemplateFiles
from tests.fuzz.cases import assert_helpful, assert_refused, corpus, fuzz
from tests.fuzz.mutations import spoilt
from tests.support.small import SMALL_PROJECT

OWN_TEXTS = "content/texts.yaml"
REAL = {
    path.relative_to(SMALL_PROJECT).as_posix(): path.read_bytes()
    for path in sorted(SMALL_PROJECT.rglob("*.yaml"))
} | {OWN_TEXTS: b"texts:\n  tea.title: Tea for all\n  tea.pot.heading:\n    text: Pot\n"}
PIECES = (
    *(b": ", b"- ", b"  ", b"\t", b"\n", b"# ", b"? ", b"| ", b">-\n", b"|+\n", b"---\n", b"...\n"),
    *(b"&a ", b"*a", b"!!python/object:os.system ", b"!!binary ", b"<<: ", b"%YAML 9.9\n", b"%TAG"),
    *(b"[", b"]", b"{", b"}", b'"', b"'", b"\\x", b'"\\ud800"', b"@", b"`", b"[" * 100, b"~"),
    *(b"\xff", b"\xef\xbb\xbf", b"\0", "\u2028".encode(), "\x85".encode(), b"\x1b[2J", b"\r"),
    *(b"safety: true", b"text: ", b"{clinic_phone}", b"{nothing}", b"9" * 5_000, b"9999-12-31"),
    *(b"type: list", b"items: ", b"allow: {wording-hype: because it is so}", b"when: "),
)


def _data(text):
    return YAML(typ="safe", pure=True).load(text.decode())


def _plain(tree):
    """Return data as the program reads it: dates and numbers are words."""
    if isinstance(tree, dict):
        return {str(key): _plain(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_plain(value) for value in tree]
    return tree if isinstance(tree, bool) or tree is None else str(tree)


@st.composite
def files(draw):
    name = draw(st.sampled_from(sorted(REAL)))
    seeds = [REAL[name], REAL[name], *corpus("yaml")]
    return name, draw(spoilt(seeds, PIECES, [_plain(_data(REAL[name]))]))


def findings_of(project, name):
    """Return all that the program says of a project with this file in it."""
    if name.startswith("content/"):
        return check_content(project).findings
    if name.endswith("policy.yaml"):
        load_policy(project)
    tag = name.split("/")[1].replace("_", "-")
    return check_catalogs(project, [tag if tag in ("ar", "en-GB", "es") else "es"])


@fuzz("YAML", files())
def test_a_file_is_taken_and_printed_or_refused_with_its_line(workspace, case):
    name, data = case
    project = workspace.project
    path = project.root / name
    try:
        path.write_bytes(data)
        try:
            found = findings_of(project, name)
            localiser = Localiser(project)
        except InputError as error:
            assert_refused(error, path, data)
            return False
        assert_helpful(found, path, data)
        templates = environment(TemplateFiles(project))
        for tag, handout in (("es", "tea"), ("en", "garden")):
            sheet = Sheet(tag, handout)
            if handout in localiser.library.handouts:
                assert_prints(localiser, sheet, templates)
        return True
    finally:
        if name == OWN_TEXTS:
            path.unlink()
        else:
            path.write_bytes(REAL[name])


def assert_prints(localiser, sheet, templates):
    try:
        document = localiser.document(sheet)
    except InputError as error:
        assert_refused(error)
    else:
        assert render_html(document, templates)


@pytest.mark.parametrize("name", sorted(REAL))
def test_what_is_spoilt_was_right(name):
    assert _data(REAL[name])
