"""A name that becomes part of a path leads nowhere else, on any system."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.errors import InputError
from kat_handouts.model.languages import REGISTRY
from kat_handouts.model.path_names import LONGEST, is_path_name, path_of
from kat_handouts.model.sheet import ROUTES
from tests.support.documents import make_sheet

HOSTILE = [
    *("", ".", "..", "../x", "a/../b", "/etc", "a/b", "a\\b", "C:", "c:x", "~", "-rf", "--output"),
    *("a\0b", "a\nb", "a\x1b[2J", "a\x7f", "\u202ea", "a\u200f", "a\u2066b", "a b", " a", "a "),
    *(
        "a.",
        "a..b",
        ".a",
        ".part-x",
        "a*",
        "a?",
        'a"',
        "a<b",
        "a|b",
        "a:b",
        "$HOME",
        "`x`",
        "a%2fb",
    ),
    *("CON", "nul", "Com1", "lpt9.txt", "aux.pdf", "PRN.a.b", "ä", "a\u0301", "ａ", "a" * 300),
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_refused_in_one_line(name):
    assert not is_path_name(name)
    with pytest.raises(InputError) as caught:
        path_of("locales", name)
    (finding,) = caught.value.findings
    assert finding.rule == "path-name"
    assert len(finding.message) < 120


@pytest.mark.parametrize("part", ["locale", "handout", "region"])
@pytest.mark.parametrize("name", ["../x", "a\0", "..", "a" * 300, "a\u202e"])
def test_no_part_of_a_sheet_can_lead_out_of_the_output_folder(part, name):
    with pytest.raises(InputError):
        print(make_sheet(**{part: name}).path)


def test_every_name_of_ours_is_one():
    names = [*EDITIONS, *ROUTES, *REGISTRY, *(language.folder for language in REGISTRY.values())]
    assert all(map(is_path_name, names))


@given(st.text(max_size=2 * LONGEST))
def test_what_is_accepted_stays_where_it_is_put(name):
    if is_path_name(name):
        for kind in (PurePosixPath, PureWindowsPath):
            path = kind("out") / name
            assert (path.parent, path.name) == (kind("out"), name)
        assert not PureWindowsPath(name).drive
        assert name.isascii()
        assert name.isprintable()
        assert name == name.rstrip(". ")
