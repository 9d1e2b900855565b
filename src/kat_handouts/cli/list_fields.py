"""``kat-handouts list fields``: what can be filled in on a sheet."""

from __future__ import annotations

from kat_handouts.cli.report import print_json, print_table
from kat_handouts.model.fields import MOST_SESSIONS, Field, field_names, get_field


def print_fields(*, as_json: bool) -> None:
    """Print the fields: their names, whose they are, what they take and how it is written."""
    fields = [field for name in field_names() if (field := get_field(name))]
    rows: list[dict[str, object]] = [
        {
            "name": field.name,
            "owner": field.owner,
            "kind": field.kind,
            "example": field.example,
            "sheets": _sheets(field),
        }
        for field in fields
    ]
    if as_json:
        print_json({"fields": rows})
        return
    # Of a plan, the last session stands for all.
    shown = [
        row
        for row in rows
        if not str(row["name"]).startswith("session-")
        or str(row["name"]).startswith(f"session-{MOST_SESSIONS}-")
    ]
    print_table("Fields", shown, ("name", "owner", "kind", "example", "sheets"))


def _sheets(field: Field) -> str:
    if field.is_laid_out:
        return f"from clinic.toml alone: {field.setting}"
    if field.setting:
        return f"where clinic.toml leaves out {field.setting}"
    return "all that have a place" if field.asked else "where clinic.toml asks for it"
