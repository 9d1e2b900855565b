"""Read a YAML file into plain data that remembers its lines.

Every scalar stays a string (``no`` and ``12:30`` mean what they say); the schema converts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kat_handouts.model.errors import Finding

KeyPath = tuple[str | int, ...]


@dataclass
class SourceFile:
    """The data of one file, the line of each path in it, and what was wrong with it.

    `syntax` is what it is written in, for hints that show how to write a value.
    """

    name: str
    data: Any = None
    lines: dict[KeyPath, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    syntax: Literal["yaml", "toml"] = "yaml"

    def line(self, path: KeyPath) -> int:
        """Return the line (from 1) of a path, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, name: str) -> SourceFile:
    """Read YAML text; `name` is the path to show. Problems are in `SourceFile.findings`.

    A file with anchors has no data: what they stand for could grow without end.
    """
    file = SourceFile(name)

    def wrong(rule: str, message: str, hint: str, line: int | None) -> None:
        file.findings.append(Finding(rule, message, hint=hint, file=name, line=line))

    try:
        _read(text, file, wrong)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        wrong(
            "yaml-syntax",
            f"not valid YAML: {error.problem or error.context}",
            "look for a missing colon, quote or indent on this line or the one above",
            mark.line + 1 if mark else None,
        )
    except YAMLError as error:
        reason = str(error).splitlines()[0]
        wrong("yaml-syntax", f"not valid YAML: {reason}", "remove what is not text", 1)
    except RecursionError:
        wrong(
            "yaml-syntax",
            "not valid content: brackets or indents within each other without end",
            "look for a line that only opens brackets",
            1,
        )
    return file


def _read(text: str, file: SourceFile, wrong: Callable[[str, str, str, int | None], None]) -> None:
    root = _compose(text)
    if root is None:
        wrong("yaml-empty", "the file is empty", "write its content, or delete the file", 1)
    elif anchors := _anchors(text):
        for line in anchors:
            wrong(
                "yaml-anchor",
                "anchors and aliases (& and *) are not used here",
                "write the text out where it is needed",
                line,
            )
    else:
        file.data = _plain(root, (), file, ())


@lru_cache(maxsize=64)
def _compose(text: str) -> Node | None:
    # Parsing takes far longer than all that is done with the nodes, which nobody changes.
    root: Node | None = YAML(typ="safe").compose(text)
    return root


@lru_cache(maxsize=64)
def _anchors(text: str) -> tuple[int, ...]:
    if "&" not in text and "*" not in text:
        return ()
    events = YAML(typ="safe").parse(text)
    return tuple(
        event.start_mark.line + 1 for event in events if getattr(event, "anchor", None) is not None
    )


def _plain(node: Node, path: KeyPath, file: SourceFile, parents: tuple[Node, ...]) -> Any:
    file.lines.setdefault(path, node.start_mark.line + 1)
    if node in parents:
        return None
    parents = (*parents, node)
    if isinstance(node, ScalarNode):
        return None if node.value == "" and not node.style else node.value
    if isinstance(node, SequenceNode):
        return [
            _plain(child, (*path, index), file, parents) for index, child in enumerate(node.value)
        ]
    assert isinstance(node, MappingNode)
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            file.findings.append(
                Finding(
                    "yaml-key",
                    "a key must be a word",
                    hint="write a word and a colon",
                    file=file.name,
                    line=line,
                )
            )
            continue
        key = str(key_node.value)
        if key in data:
            file.findings.append(
                Finding(
                    "duplicate-id",
                    f"“{key}” is used twice here; first on line {file.line((*path, key))}",
                    hint="every id must be its own: rename or remove one",
                    file=file.name,
                    line=line,
                )
            )
            continue
        file.lines[(*path, key)] = line
        data[key] = _plain(value_node, (*path, key), file, parents)
    return data
