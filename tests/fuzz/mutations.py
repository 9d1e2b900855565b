"""Spoil a file: as bytes, by its lines, and as the tree of data that it holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

# What programs stumble over, wherever it stands.
NASTY_TEXTS = (
    *("", " ", "\t", "\n", "\r\n", "\0", "\x1b[2J", "\x7f", "\x85", "\u2028", "\ufeff", "\uffff"),
    *("\u202e", "\u200b", "\u00ad", "\ud800", "e\u0301", "\U0001f9d1", "½", "⁵", "٣", "Ⅻ", "ﷺ"),
    *(
        "0",
        "-1",
        "1e999",
        "nan",
        "9" * 5_000,
        "0x1F",
        "1_000",
        "true",
        "null",
        "~",
        "..",
        "../../x",
    ),
    *("{", "}", "{}", "{x}", "{clinic_phone}", "<b>", "&amp;", "]]>", "'", '"', "\\", "\\u", "#"),
    *("9999-12-31", "0001-01-01", "2026-02-30", "24:00", "+1 (555) 0100 x3", "mailto:a@b"),
    *("a" * 10_000, "::error::x", "=1+1", "garden", "es", "us"),
)
NASTY_VALUES = (
    *(None, True, False, 0, -1, 10**30, 0.5, float("nan"), float("inf"), [], {}, [[]], {"a": {}}),
    *NASTY_TEXTS,
)
_LENGTHS = (0, 0, 1, 1, 2, 8, 40, 400)


def nasty_texts() -> st.SearchStrategy[str]:
    return st.sampled_from(NASTY_TEXTS) | st.text(st.characters(), max_size=6)


@st.composite
def spoilt_bytes(draw: st.DrawFn, data: bytes, pieces: Sequence[bytes]) -> bytes:
    """Give bytes that were changed in up to four places; `pieces` mean something in the format."""
    held = bytearray(data)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(held)))
        end = start + draw(st.sampled_from(_LENGTHS))
        match draw(st.sampled_from(("put", "put", "remove", "repeat", "flip", "cut", "move"))):
            case "put":
                held[start:end] = draw(st.sampled_from(pieces) | st.binary(max_size=4))
            case "remove":
                del held[start:end]
            case "repeat":
                held[start:start] = held[start:end] * draw(st.sampled_from((1, 2, 50)))
            case "flip" if start < len(held):
                held[start] ^= 1 << draw(st.integers(0, 7))
            case "cut" if draw(st.booleans()):
                del held[start:]
            case "move":
                moved = held[start:end]
                del held[start:end]
                place = draw(st.integers(0, len(held)))
                held[place:place] = moved
    return bytes(held)


@st.composite
def spoilt_lines(draw: st.DrawFn, data: bytes, pieces: Sequence[bytes]) -> bytes:
    """Give a text whose lines were dropped, repeated, moved, joined, indented or added to."""
    lines = data.split(b"\n")
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(("drop", "repeat", "swap", "join", "indent", "begin", "put"))):
            case "drop" if len(lines) > 1:
                del lines[place]
            case "repeat":
                lines.insert(other, lines[place])
            case "swap":
                lines[place], lines[other] = lines[other], lines[place]
            case "join" if place + 1 < len(lines):
                lines[place : place + 2] = [lines[place] + lines[place + 1]]
            case "indent":
                lines[place] = draw(st.sampled_from((b" ", b"\t", b"  ", b"#"))) + lines[place]
            case "begin":
                lines[place] = draw(st.sampled_from(pieces)) + lines[place]
            case "put":
                lines.insert(place, draw(st.sampled_from(pieces)))
    ends = st.sampled_from((b"\n", b"\n", b"\n", b"\r\n", b"\r"))
    return draw(ends).join(lines)


Path = tuple[Any, ...]


def _paths(tree: Any, path: Path = ()) -> Iterator[Path]:
    yield path
    if isinstance(tree, dict | list):
        for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from _paths(value, (*path, key))


def _at(tree: Any, path: Path) -> Any:
    for key in path:
        tree = tree[key]
    return tree


@st.composite
def spoilt_tree(draw: st.DrawFn, tree: Any) -> Any:
    """Give data in which values and keys were replaced, removed, renamed, copied or wrapped."""
    root = {"root": deepcopy(tree)}
    values = st.sampled_from(NASTY_VALUES) | st.text(st.characters(), max_size=6) | st.integers()
    for _ in range(draw(st.integers(1, 3))):
        every = [path for path in _paths(root) if path]
        path = draw(st.sampled_from(every))
        holder, key = _at(root, path[:-1]), path[-1]
        match draw(st.sampled_from(("put", "put", "remove", "rename", "copy", "wrap"))):
            case "remove" if len(path) > 1:
                del holder[key]
            case "rename" if isinstance(key, str) and len(path) > 1:
                names = st.sampled_from([one[-1] for one in every if isinstance(one[-1], str)])
                holder[draw(names | nasty_texts())] = holder.pop(key)
            case "copy":
                holder[key] = deepcopy(_at(root, draw(st.sampled_from(every))))
            case "wrap":
                for _ in range(draw(st.sampled_from((1, 1, 70)))):
                    holder[key] = draw(st.sampled_from(([holder[key]], {"text": holder[key]})))
            case _:
                holder[key] = deepcopy(draw(values))
    return root["root"]


def as_json(tree: Any) -> bytes:
    """Return data as JSON that stands on lines, which YAML reads too."""
    return json.dumps(tree, indent=1).encode()


def spoilt(
    seeds: Iterable[bytes],
    pieces: Sequence[bytes],
    trees: Iterable[Any] = (),
    write: Callable[[Any], bytes] = as_json,
) -> st.SearchStrategy[bytes]:
    """Give files made of the seeds and of the trees; `write` makes a file of a tree."""
    kept, held = list(seeds), list(trees)
    data = st.sampled_from(kept)
    strategies = [
        data,
        data.flatmap(lambda one: spoilt_bytes(one, pieces)),
        data.flatmap(lambda one: spoilt_lines(one, pieces)),
    ]
    if held:
        tree = st.sampled_from(held).flatmap(spoilt_tree).map(write)
        strategies += [tree, tree, tree.flatmap(lambda one: spoilt_bytes(one, pieces))]
    return st.one_of(strategies)
