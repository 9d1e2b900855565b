"""The rooms of the program: imports run downwards only, and what some rooms may not know."""

import ast
from collections import defaultdict

import pytest

from tests.support.shipped import ROOT

SOURCE = ROOT / "src/kat_handouts"
# Each room may import those of the floors below it, and itself.
FLOORS = (
    ("model",),
    ("files", "typography", "finishing"),
    ("clinic", "doctor"),
    ("content",),
    ("catalogs", "render"),
    ("localise", "workers"),
    ("checks", "evidence", "reviews", "identify"),
    ("batch",),
    ("filling",),
    ("cli",),
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
# What a room of a floor above could import, and must not.
FORBIDDEN = {
    "render": {"content", "catalogs"},
    "finishing": {"content", "catalogs"},
    "workers": {"content", "catalogs"},
}


def room_of(path):
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports():
    """Yield each import of one of our modules: the file, its line, and the module."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
                if node.module == "kat_handouts":
                    names = [f"kat_handouts.{name.name}" for name in node.names]
            elif isinstance(node, ast.Import):
                names = [name.name for name in node.names]
            else:
                continue
            for name in names:
                if name.startswith("kat_handouts."):
                    yield path, node.lineno, name


def test_every_room_has_a_floor():
    rooms = {room_of(path) for path in SOURCE.rglob("*.py")}
    assert rooms - {"__init__", "__main__"} == set(FLOOR_OF)


def test_imports_run_downwards_only():
    upwards = [
        f"{path.relative_to(SOURCE)}:{line} -> {name}"
        for path, line, name in imports()
        if (room := room_of(path)) in FLOOR_OF
        if (other := name.split(".")[1]) in FLOOR_OF and other != room
        if FLOOR_OF[other] >= FLOOR_OF[room]
    ]
    assert upwards == []


@pytest.mark.parametrize("room", FORBIDDEN)
def test_some_rooms_do_not_know_others(room):
    known = {name.split(".")[1] for path, _, name in imports() if room_of(path) == room}
    assert known & FORBIDDEN[room] == set()


def test_no_modules_import_each_other_in_a_circle():
    graph = defaultdict(set)
    for path, _, name in imports():
        graph[".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)].add(name)
    done, way = set(), []

    def walk(name):
        assert name not in way, " -> ".join((*way, name))
        if name not in done:
            way.append(name)
            for other in sorted(graph[name]):
                walk(other)
            way.pop()
            done.add(name)

    for name in sorted(graph):
        walk(name)
