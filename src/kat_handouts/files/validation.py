"""Validate plain data against the schema, and say each problem in plain words on its line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, field_validator

from kat_handouts.files.yaml_data import KeyPath, SourceFile
from kat_handouts.model.errors import Finding

Model = TypeVar("Model", bound=BaseModel)

_DOCUMENT = "docs/authoring.md and docs/clinics.md list the fields and what they take"
_TEXT = ("must be a text", "write it as text, or as {text: …, note: …, safety: true}")

# By pydantic's own name of the problem: what is wrong, and what to do.
_WORDS = {
    "model_type": _TEXT,
    "model_attributes_type": _TEXT,
    "string_type": _TEXT,
    "dict_type": ("must hold entries, each with a key", _DOCUMENT),
    "list_type": ("must be a list", "write it in brackets: [infusion, injection]"),
    "int_parsing": ("must be a whole number", "write digits alone, such as 3"),
    "int_type": ("must be a whole number", "write digits alone, such as 3"),
    "bool_parsing": ("must be true or false", "write true or false"),
    "bool_type": ("must be true or false", "write true or false"),
    "date_from_datetime_parsing": ("must be a date", "write it as 2026-11-22"),
    "date_parsing": ("must be a date", "write it as 2026-11-22"),
    "string_too_short": ("must not be empty", "write the text, or remove the line"),
    "too_short": ("has too few entries", _DOCUMENT),
    "union_tag_not_found": ("needs a type", "add a line “type: paragraph” or another block type"),
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
    rule, message, hint = _words(problem, ".".join(map(str, path)) or "the file", model)
    return Finding(rule, message, hint=hint, file=file.name, line=file.line(path))


def _words(problem: Any, name: str, model: type[BaseModel]) -> tuple[str, str, str]:
    kind = problem["type"]
    field = str(problem["loc"][-1]) if problem["loc"] else ""
    context = problem.get("ctx", {})
    if not problem["loc"] and kind == "model_type":
        return "content", "the file must hold named fields", _DOCUMENT
    if kind == "missing":
        return "missing-field", f"{name} needs “{field}”", f"add a line “{field}: …”"
    if kind == "extra_forbidden":
        close = get_close_matches(field, sorted(set(_field_names(model))), n=1)
        hint = f"did you mean “{close[0]}”?" if close else _DOCUMENT
        return "unknown-field", f"unknown field “{field}”", hint
    if kind == "union_tag_invalid":
        return (
            "content",
            f"{name}: “{context['tag']}” is not a type of block",
            f"known: {context['expected_tags']}",
        )
    if kind == "literal_error":
        return "content", f"{name}: this value is not known", f"known: {context['expected']}"
    if kind in _WORDS:
        return "content", f"{name} {_WORDS[kind][0]}", _WORDS[kind][1]
    if kind == "string_pattern_mismatch":
        return "content", f"{name}: “{problem['input']}” is not written as it must be", _DOCUMENT
    message = str(problem["msg"]).removeprefix("Value error, ")
    if "placeholder" in message:
        return "unknown-placeholder", f"{name}: {message}", "use a known name, or none"
    return "content", f"{name}: {message}", _DOCUMENT


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
    """A model that refuses unknown fields and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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
