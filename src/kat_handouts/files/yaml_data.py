"""Read a YAML file into plain data that remembers its lines.

Every scalar stays a string (``no`` and ``12:30`` mean what they say); the schema converts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Literal

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kat_handouts.model.errors import Finding

KeyPath = tuple[str | int, ...]

# What stands in the place of an entry to take the one below it away.
_REMOVE = "remove"
_LINE_END = re.compile(r"\r\n?|\n")
# What YAML 1.1 takes for the end of a line, and editors do not: lines would be counted wrong.
_HIDDEN_BREAK = re.compile("[\x85\u2028\u2029]")
# No content comes near it.
_DEEPEST = 60
_DEPTH: dict[type, int] = {
    MappingStartEvent: 1,
    SequenceStartEvent: 1,
    MappingEndEvent: -1,
    SequenceEndEvent: -1,
}


@dataclass
class SourceFile:
    """The data of one file, the line of each path in it, and what was wrong with it.

    `syntax` is what it is written in, for hints that show how to write a value. Where the file lies
    over another one (`over`), `files` names the file of each entry.
    """

    name: str
    data: Any = None
    lines: dict[KeyPath, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    syntax: Literal["yaml", "toml"] = "yaml"
    files: dict[KeyPath, str] = field(default_factory=dict)

    def line(self, path: KeyPath) -> int:
        """Return the line (from 1) of a path, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def place(self, path: KeyPath) -> dict[str, Any]:
        """Return the file and the line of a path, for a finding (`Finding.at`)."""
        whole = path
        while path and path not in self.files:
            path = path[:-1]
        return {"file": self.files.get(path, self.name), "line": self.line(whole)}

    def over(self, lower: SourceFile, removable: Collection[str] = ()) -> SourceFile:
        """Return two layers of a file as one: this one adds entries to the lower, or replaces them.

        An entry is what stands under two keys, such as ``sources`` and its id. Below the keys of
        `removable`, the word ``remove`` takes one away. Every problem of both is there; data that
        is no set of fields hides the lower layer.
        """
        findings = [*self.findings, *lower.findings]
        if not isinstance(self.data, dict) or not isinstance(lower.data, dict):
            return replace(self, findings=findings)
        merged = SourceFile(self.name, dict(lower.data), dict(lower.lines), findings)
        merged.files = {path: lower.name for path in lower.lines if path}
        for field_, entries in self.data.items():
            below = lower.data.get(field_)
            if isinstance(entries, dict) and isinstance(below, dict):
                merged.data[field_] = {**below, **entries}
                paths: list[KeyPath] = [(field_, key) for key in entries]
            else:
                merged.data[field_] = entries
                paths = [(field_,)]
            for path in paths:
                merged._take(path, self)
            if isinstance(entries, dict) and isinstance(below, dict):
                for key in (key for key in entries if entries[key] == _REMOVE):
                    merged._remove((field_, key), below, removable)
        return merged

    def _remove(self, path: KeyPath, below: dict[str, Any], removable: Collection[str]) -> None:
        """Take away the entry that says so, or add what is wrong with that."""
        field_, key = map(str, path)
        if key in below and field_ in removable:
            del self.data[field_][key]
        elif key in below:
            self.data[field_][key] = below[key]
            self.findings.append(
                Finding(
                    "entry-removed",
                    f"{field_}.{key} cannot be removed",
                    hint="write an entry of your own in its place, or take this line out",
                ).at(**self.place(path))
            )
        elif field_ in removable:
            del self.data[field_][key]
            close = get_close_matches(key, below, n=1)
            meant = f"did you mean “{close[0]}”? " if close else ""
            self.findings.append(
                Finding(
                    "entry-removed",
                    f"there is no {field_}.{key} to remove",
                    hint=f"{meant}known: {', '.join(below)}",
                ).at(**self.place(path))
            )

    def _take(self, path: KeyPath, other: SourceFile) -> None:
        """Take the lines of an entry from another file, in the place of those that are here."""
        size = len(path)
        for known in [one for one in self.lines if one[:size] == path]:
            del self.lines[known]
            self.files.pop(known, None)
        for found, line in other.lines.items():
            if found[:size] == path:
                self.lines[found] = line
                self.files[found] = other.name


def read_yaml(text: str, name: str) -> SourceFile:
    """Read YAML text; `name` is the path to show. Problems are in `SourceFile.findings`.

    A file with anchors has no data: what they stand for could grow without end.
    """
    file = SourceFile(name)

    def wrong(rule: str, message: str, hint: str, line: int | None) -> None:
        file.findings.append(Finding(rule, message, hint=hint, file=name, line=line))

    if break_ := _HIDDEN_BREAK.search(text):
        wrong(
            "yaml-syntax",
            f"not valid here: U+{ord(break_[0]):04X}, a line end that few programs show",
            "type the words again; a soft break of a word processor came with them",
            text.count("\n", 0, break_.start()) + 1,
        )
        return file
    try:
        _read(text, file, wrong)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        wrong(
            "yaml-syntax",
            f"not valid YAML: {error.problem or error.context}",
            "look for a missing colon, quote or indent on this line or the one above",
            # The parser may stand behind the last line.
            min(mark.line, len(_LINE_END.findall(text))) + 1 if mark else None,
        )
    except YAMLError as error:
        reason = str(error).splitlines()[0]
        wrong("yaml-syntax", f"not valid YAML: {reason}", "remove what is not text", 1)
    return file


def _read(text: str, file: SourceFile, wrong: Callable[[str, str, str, int | None], None]) -> None:
    anchors, too_deep = _events(text)
    for line in anchors:
        wrong(
            "yaml-anchor",
            "anchors and aliases (& and *) are not used here",
            "write the text out where it is needed",
            line,
        )
    if too_deep:
        wrong(
            "yaml-syntax",
            f"not valid content: more than {_DEEPEST} things within each other",
            "look for a line that only opens brackets, or that is indented too far",
            too_deep,
        )
    if anchors or too_deep:
        return
    if (root := _compose(text)) is None:
        wrong("yaml-empty", "the file is empty", "write its content, or delete the file", 1)
    else:
        file.data = _plain(root, (), file)


@lru_cache(maxsize=64)
def _compose(text: str) -> Node | None:
    # Parsing takes far longer than all that is done with the nodes, which nobody changes.
    root: Node | None = YAML(typ="safe").compose(text)
    return root


@lru_cache(maxsize=64)
def _events(text: str) -> tuple[tuple[int, ...], int]:
    """Return the lines of anchors, and the line where it is too deep for a parser, or 0.

    The parser itself would take long, and then all of its stack.
    """
    anchors: list[int] = []
    depth = 0
    for event in YAML(typ="safe").parse(text):
        line = event.start_mark.line + 1
        if getattr(event, "anchor", None) is not None:
            anchors.append(line)
        depth += _DEPTH.get(type(event), 0)
        if depth > _DEEPEST:
            return tuple(anchors), line
    return tuple(anchors), 0


def _plain(node: Node, path: KeyPath, file: SourceFile) -> Any:
    file.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, ScalarNode):
        return None if node.value == "" and not node.style else node.value
    if isinstance(node, SequenceNode):
        return [_plain(child, (*path, index), file) for index, child in enumerate(node.value)]
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
        data[key] = _plain(value_node, (*path, key), file)
    return data
