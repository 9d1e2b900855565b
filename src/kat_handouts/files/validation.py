"""Validate plain data against the schema, and say each problem in plain words on its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any, ClassVar, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, field_validator

from kat_handouts.files.yaml_data import KeyPath, SourceFile
from kat_handouts.model.errors import Finding

Model = TypeVar("Model", bound=BaseModel)

_DOCUMENT = "docs/authoring.md and docs/clinics.md list the fields and what they take"
_TEXT = "must be a text"
_WHOLE, _NUMBER, _DATE = "must be a whole number", "must be a number", "must be a date"
_TRUTH = "must be true or false"

# By pydantic's own name of the problem, what is wrong. A value in braces is from its context.
_WORDS = {
    "model_type": _TEXT,
    "model_attributes_type": _TEXT,
    "string_type": _TEXT,
    "dict_type": "must hold entries, each with a key",
    "list_type": "must be a list",
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": "has too many digits",
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "finite_number": _NUMBER,
    "bool_parsing": _TRUTH,
    "bool_type": _TRUTH,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "string_too_short": "must not be empty",
    "string_too_long": "is longer than {max_length} characters",
    "too_short": "has too few entries",
    "too_long": "has {actual_length} entries; {max_length} are the most",
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be {ge:g} or more",
    "less_than": "must be less than {lt:g}",
    "less_than_equal": "must be {le:g} or less",
    "union_tag_not_found": "needs a type",
}
# How to write a value of a kind, where the model shows no example of its own.
_HINTS = {
    "yaml": {
        _TEXT: "write it as text, or as {text: …, note: …, safety: true}",
        "must be a list": "write it in brackets: [infusion, injection]",
        _WHOLE: "write digits alone, such as 3",
        _NUMBER: "write digits, with a point before a fraction: 2.5",
        _TRUTH: "write true or false",
        _DATE: "write it as 2026-11-22",
        "must not be empty": "write the text, or remove the line",
        "needs a type": "add a line “type: paragraph” or another block type",
    },
    "toml": {
        _TEXT: 'write it in quotes: name = "Riverside Clinic"',
        "must be a list": 'write it in brackets: routes = ["infusion", "injection"]',
        _WHOLE: "write digits alone, without quotes: 120",
        _NUMBER: "write digits, without quotes: 2.5",
        _TRUTH: "write true or false, without quotes",
        _DATE: "write it year-month-day, without quotes: 2026-11-22",
        "must not be empty": "write the text, or remove the line",
    },
}


def validate(file: SourceFile, model: type[Model]) -> Model | None:
    """Return the file's data as a model, or None with the problems added to its findings."""
    try:
        return model.model_validate(file.data)
    except ValidationError as error:
        file.findings += [
            _finding(file, problem, model) for problem in error.errors(include_url=False)
        ]
        return None


def _finding(file: SourceFile, problem: Any, model: type[BaseModel]) -> Finding:
    path: KeyPath = ()
    for part in problem["loc"]:
        if (*path, part) in file.lines:
            path = (*path, part)
    name = ".".join(map(str, path)) or "the file"
    rule, message, hint = _words(problem, name, model, file.syntax)
    return Finding(rule, message, hint=hint).at(**file.place(path))


def _words(problem: Any, name: str, model: type[BaseModel], syntax: str) -> tuple[str, str, str]:
    kind = problem["type"]
    field = str(problem["loc"][-1]) if problem["loc"] else ""
    context = problem.get("ctx", {})
    example = _example(model, [part for part in problem["loc"] if isinstance(part, str)])
    if not problem["loc"] and kind == "model_type":
        return "content", "the file must hold named fields", _DOCUMENT
    if kind == "missing":
        line = f"{field} = …" if syntax == "toml" else f"{field}: …"
        return "missing-field", f"{name} needs “{field}”", f"add a line: {example or line}"
    if kind == "extra_forbidden":
        known = sorted(set(_field_names(model)))
        if field in known:
            return "unknown-field", f"“{field}” does not stand here", f"move it; {_DOCUMENT}"
        close = get_close_matches(field, known, n=1)
        listed = f"known: {', '.join(known)}" if syntax == "toml" else _DOCUMENT
        hint = f"did you mean “{close[0]}”?" if close else listed
        if example:  # Of a field that has been taken out: what stands in its place.
            hint = f"write it so: {example}"
        return "unknown-field", f"unknown field “{field}”", hint
    if kind == "union_tag_invalid":
        return (
            "content",
            f"{name}: “{context['tag']}” is not a type of block",
            f"known: {context['expected_tags']}",
        )
    if kind == "literal_error":
        hint = f"known: {context['expected']}" + (f"; write it so: {example}" if example else "")
        return "content", f"{name}: this value is not known", hint
    if kind in _WORDS:
        what = _WORDS[kind].format(**context)
        hint = _HINTS[syntax].get(what, _DOCUMENT)
        return "content", f"{name} {what}", f"write it so: {example}" if example else hint
    hint = f"write it so: {example}" if example else _DOCUMENT
    if kind in ("value_error", "assertion_error"):
        message = re.sub(r"^(?:Value|Assertion) error, ", "", str(problem["msg"]))
        if "placeholder" in message:
            return "unknown-placeholder", f"{name}: {message}", "use a known name, or none"
        return "content", f"{name}: {message}", hint
    return "content", f"{name}: “{str(problem['input'])[:60]}” is not written as it must be", hint


def _example(model: type[BaseModel], path: list[str]) -> str:
    """Return the example that the model of a field gives for it, or nothing."""
    found = ""
    for part in path:
        found = getattr(model, "examples", {}).get(part, found)
        field = model.model_fields.get(part)
        kinds = [field.annotation, *get_args(field.annotation)] if field else []
        model = next(
            (kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)),
            model,
        )
    return found


def _field_names(model: type[BaseModel]) -> Iterator[str]:
    """Yield the names of a model's fields, and of those of the models inside it."""
    seen: set[Any] = set()
    found: list[Any] = [model]
    while found:
        kind = found.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in seen:
            seen.add(kind)
            yield from kind.model_fields
            found += [field.annotation for field in kind.model_fields.values()]
        else:
            found += [part for part in get_args(kind) if part not in seen]


class Strict(BaseModel):
    """A model that refuses unknown fields and never changes.

    `examples` show the right form of a field as a person writes it, by its name.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    examples: ClassVar[dict[str, str]] = {}


class Reviewed(Strict):
    """What was reviewed on one day and must be again by a later one."""

    reviewed: date
    next_review: date

    @field_validator("next_review")
    @classmethod
    def _later(cls, value: date, info: ValidationInfo) -> date:
        if "reviewed" in info.data and value <= info.data["reviewed"]:
            raise ValueError("must be later than reviewed")
        return value
