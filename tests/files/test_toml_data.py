"""TOML keeps the line of each table, key and item, in whatever way they are written."""

import re
import tomllib
from datetime import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kat_handouts.files.toml_data import read_toml

TEXT = r'''name = "a"  # first
[times]
no_food_hours = 2
"no.drink" = 1
'literal key' = 3
review.reviewed = 2026-11-22
review . "next review" = 2027-11-22 08:00:00
text = """
[inside]
key = "no key"
\""" still inside """"
list = [
  "one",  # ]
  ["two",
   { key = "three", deep.key = "four" },
  ],
]
[[sites]]
name = "north"
[[sites.rooms]]
name = "blue"
[[sites]]
name = "south"
[sites.doors]
front = { key = 'a', "b c" = 'b' }
[[sites.rooms]]
[a."b.c".d]
key = 1
[a]
key = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 1),
        (("times",), 2),
        (("times", "no_food_hours"), 3),
        (("times", "no.drink"), 4),
        (("times", "literal key"), 5),
        (("times", "review"), 6),
        (("times", "review", "reviewed"), 6),
        (("times", "review", "next review"), 7),
        (("times", "text"), 8),
        (("times", "list"), 12),
        (("times", "list", 0), 13),
        (("times", "list", 1), 14),
        (("times", "list", 1, 1), 15),
        (("times", "list", 1, 1, "deep", "key"), 15),
        (("sites",), 18),
        (("sites", 0), 18),
        (("sites", 0, "name"), 19),
        (("sites", 0, "rooms", 0, "name"), 21),
        (("sites", 1), 22),
        (("sites", 1, "name"), 23),
        (("sites", 1, "doors"), 24),
        (("sites", 1, "doors", "front", "b c"), 25),
        (("sites", 1, "rooms", 0), 26),
        (("a", "b.c"), 27),
        (("a", "b.c", "d", "key"), 28),
        (("a",), 29),
        (("a", "key"), 30),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_kind_of_key_has_its_line(path, line, end):
    file = read_toml(TEXT.replace("\n", end), "clinic.toml")
    assert file.findings == []
    assert file.lines[path] == line
    assert file.line((*path, "what is not there")) == line


def test_every_path_of_the_data_has_a_line_and_no_other_has():
    file = read_toml(TEXT, "clinic.toml")
    assert set(file.lines) == {path for path, _ in walk(file.data)}


def walk(data, path=()):
    yield path, data
    if isinstance(data, dict | list):
        pairs = data.items() if isinstance(data, dict) else enumerate(data)
        for key, value in pairs:
            yield from walk(value, (*path, key))


# A generated file: values are told apart by a number, so that the line of each can be found by
# looking for the number in the text, while tomllib says which path the value has.
KEYS = ["a", "b-2", "007", '"c.d"', "'[e]'", '"#"', '"\\u00e9 \\"="', '""', "'\\'"]
NAMES = st.lists(st.sampled_from(KEYS), min_size=1, max_size=3)
TRICKY = ["", "[a]", "b = 1", "# x", "]]", "}", ", ", "\\\\", "é “ ”", "{", "=\\t"]
BLANK = st.sampled_from(["", " ", "  # [a] = '\n", "\n", '\n\n# it\'s """\n  '])
PLAIN = ["1", "-2.5e3", "true", "1979-05-27 07:32:00Z", "07:32:00", "inf", "0xff"]
KINDS = ["basic", "literal", "long", "long literal", "plain", "list", "table"]
DOT = st.sampled_from([".", " . ", ". "])


@st.composite
def values(draw, marks, depth=0):
    """Draw a value; a text holds its mark, ``<n>``, and one that goes over lines ``<-n>``."""
    kind = draw(st.sampled_from(KINDS))
    tricky, mark = draw(st.sampled_from(TRICKY)), marks.pop()
    if kind == "list" and depth < 3:
        items = [
            f"{draw(BLANK)}{draw(values(marks, depth + 1))}{draw(BLANK)}"
            for _ in range(draw(st.integers(0, 3)))
        ]
        comma = "," if items and draw(st.booleans()) else ""
        return f"[{','.join(items)}{comma}{draw(BLANK)}]"
    if kind == "table" and depth < 3:
        keys = draw(st.lists(st.sampled_from(KEYS), max_size=3, unique=True))
        pairs = [f"{key} = {draw(values(marks, depth + 1))}" for key in keys]
        return f"{{ {', '.join(pairs)} }}"
    if kind == "plain":
        return draw(st.sampled_from(PLAIN))
    if kind == "long":
        return f'"""\n{tricky} "" \\"""\n<-{mark}>"""' + draw(st.sampled_from(["", '"', '""']))
    if kind == "long literal":
        return f"'''\n{tricky} ''\n<-{mark}>'''" + draw(st.sampled_from(["", "'", "''"]))
    return f'"{tricky} <{mark}>"' if kind == "basic" else f"'{tricky} <{mark}>'"


@st.composite
def documents(draw):
    """Draw a TOML text, statement by statement; one that the others do not allow is left out."""
    marks = list(range(999, 0, -1))
    text = ""
    for _ in range(draw(st.integers(1, 12))):
        name = draw(DOT).join(draw(NAMES))
        kind = draw(st.sampled_from(["key", "key", "table", "tables"]))
        if kind == "key":
            added = f"{name} = {draw(values(marks))}{draw(st.sampled_from(['', '  # b = 2']))}\n"
        else:
            header = f"[{name}]" if kind == "table" else f"[[ {name} ]]"
            added = f"{header}  #~\n\n'mark' = '<{marks.pop()}>'\n"
        added = draw(BLANK).rstrip(" ") + added
        try:
            tomllib.loads(text + added)
        except tomllib.TOMLDecodeError:
            continue
        text += added
    return text


@given(documents())
def test_a_line_is_where_its_value_stands(text):
    assume(text)
    data = tomllib.loads(text)
    file = read_toml(text, "clinic.toml")
    assert file.data == data
    assert set(file.lines) == {path for path, _ in walk(data)}
    for path, value in walk(data):
        mark = re.search(r"<(-?\d+)>", value) if isinstance(value, str) else None
        if mark:
            before = text[: text.index(mark[0])]
            # Two lines of a long text stand before its mark.
            line = before.count("\n") + (-1 if mark[1].startswith("-") else 1)
            assert file.lines[path] == line, path
            if path[-1] == "mark":
                header = before.rindex("#~")
                assert file.lines[path[:-1]] == text.count("\n", 0, header) + 1, path
        elif isinstance(value, dict | list):
            inside = [file.lines[other] for other, _ in walk(value, path)]
            assert path == () or "mark" in value or file.lines[path] == min(inside)
        else:
            assert isinstance(value, bool | int | float | datetime) or value is not None


def test_a_text_without_end_is_a_finding():
    file = read_toml("a = " + "[" * 5_000, "clinic.toml")
    assert [(found.rule, found.line) for found in file.findings] == [("toml-syntax", 1)]
    assert file.data is None
