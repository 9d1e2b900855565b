"""Fill in the sheets of a file of values: all are looked at before the first copy is written."""

from __future__ import annotations

import resource
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kat_handouts.batch.cache import Cache
from kat_handouts.files.project import Project
from kat_handouts.filling.master import Master
from kat_handouts.filling.masters import masters
from kat_handouts.filling.orders import Orders, Usual
from kat_handouts.filling.records import RecordFile
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.fields import get_field
from kat_handouts.model.sheet import Sheet
from kat_handouts.workers.renderer import Renderer

if TYPE_CHECKING:
    from kat_handouts.filling.output import Output
    from kat_handouts.filling.writing import Writer

_MOST_TOLD = 500
_NOTHING_USUAL = Usual()


@dataclass(frozen=True)
class FillReport:
    """What a run made: how many records, copies and pages of how many sheets."""

    records: int
    copies: int
    sheets: int


def keep_no_dump() -> None:
    """Let a crash of this process leave no image of its memory."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def fill(
    project: Project,
    file: RecordFile,
    renderer: Renderer,
    writer: Writer,
    output: AbstractContextManager[Output],
    usual: Usual = _NOTHING_USUAL,
    cache: Cache | None = None,
) -> FillReport:
    """Write a copy for each record and each of its handouts.

    Raises `InputError` with everything that is wrong in the file, by row and column, before
    anything is written.
    """
    localiser = Localiser(project)
    orders = Orders(project, localiser, file, usual)
    sheets, findings = orders.checked()
    made = masters(localiser, sheets, renderer, cache)
    if found := [*findings, *_wrong_values(orders, file, made, writer)]:
        raise InputError(dict.fromkeys(found))
    copies = 0
    from kat_handouts.filling.copies import copy_of

    with output as target:
        for _, ordered in orders:
            for order in ordered:
                master = made[order.sheet]
                written = {
                    place: writer.written(order.values[place.field], place, master, _lines(place))
                    for place in master.places
                    if place.field in order.values
                }
                target.add(order.name, copy_of(master, written), master)
                copies += 1
    return FillReport(orders.rows, copies, len(sheets))


def _lines(place: object) -> int:
    field = get_field(getattr(place, "field", ""))
    return field.most_lines if field else 1


def _wrong_values(
    orders: Orders, file: RecordFile, made: dict[Sheet, Master], writer: Writer
) -> dict[Finding, None]:
    """Return each value that a sheet has no room or no letters for, or no place."""
    findings: dict[Finding, None] = {}
    for record, ordered in orders:
        if len(findings) > _MOST_TOLD:
            break
        has_place: set[str] = set()
        for order in ordered:
            master = made[order.sheet]
            has_place |= master.fields
            for place in master.places:
                if place.field not in order.values:
                    continue
                try:
                    writer.check(order.values[place.field], place, master, _lines(place))
                except ValueError as error:
                    message = f"{order.sheet.locale}/{order.sheet.handout}: {error}"
                    found = file.finding("fill-value", record.row, message, "", place.field)
                    findings[found] = None
        if "drive-from" in has_place:
            has_place.add("dose-time")  # It says when.
        # A record whose sheets are not known has been told.
        for name in sorted(record.values.keys() - has_place) if ordered else ():
            findings[
                file.finding(
                    "fill-place",
                    record.row,
                    "none of the record's handouts has a place for it",
                    "leave it empty, or add a handout that has: kat-handouts list fields",
                    name,
                )
            ] = None
    return findings
