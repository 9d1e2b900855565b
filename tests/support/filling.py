"""Files of values, as people write them, and what is found in them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

from kat_handouts.files.project import Project
from kat_handouts.filling.copies import copy_of
from kat_handouts.filling.master import Master, Place, master_of
from kat_handouts.filling.orders import Order, Orders, Usual
from kat_handouts.filling.records import RecordFile
from kat_handouts.filling.values import Printed, parsed
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.document import Document
from kat_handouts.model.errors import Finding, KatHandoutsError
from kat_handouts.model.fields import get_field
from kat_handouts.model.sheet import Sheet

if TYPE_CHECKING:
    from kat_handouts.filling.writing import Writing
    from kat_handouts.render.pdf import PdfRenderer
    from kat_handouts.render.rendered import RenderedSheet

Cells = dict[str, Any]


def as_csv(records: list[Cells], delimiter: str = ",", beginning: bytes = b"") -> bytes:
    """Return records as CSV, with a column for each key of any."""
    headings = [*dict.fromkeys(key for record in records for key in record)]
    text = io.StringIO()
    writer = csv.DictWriter(text, headings, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return beginning + text.getvalue().encode("utf-8", "surrogatepass")


def as_xlsx(records: list[Cells]) -> bytes:
    book = Workbook()
    headings = [*dict.fromkeys(key for record in records for key in record)]
    book.active.append(headings)
    for record in records:
        book.active.append([record.get(key) for key in headings])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def as_json(records: list[Cells]) -> bytes:
    return json.dumps(records).encode()


def as_json_lines(records: list[Cells]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


KINDS: dict[str, Callable[[list[Cells]], bytes]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": as_json,
    "jsonl": as_json_lines,
}


def ordered(
    project: Project, data: bytes, name: str = "today.csv", usual: Usual | None = None
) -> tuple[list[Order], list[Finding]]:
    """Return the copies that a file asks for, and what is wrong in it."""
    orders = Orders(project, Localiser(project), RecordFile(data, name), usual or Usual())
    _, findings = orders.checked()
    return [order for _, found in orders for order in found], findings


def places_of(findings: list[Finding]) -> list[tuple[int | None, str]]:
    """Return the row of each finding, and the column that it names."""
    return [(one.line, one.message.partition("“")[2].partition("”")[0]) for one in findings]


class Direct:
    """Renders in this process, one document after another."""

    def __init__(self, renderer: PdfRenderer) -> None:
        self._renderer = renderer

    def render_all(
        self, documents: Iterable[Document]
    ) -> Iterator[tuple[Document, RenderedSheet | KatHandoutsError]]:
        for document in documents:
            try:
                yield document, self._renderer.render(document)
            except KatHandoutsError as error:
                yield document, error


class Filler:
    """Makes masters and copies of sheets of a project, in this process, each master once."""

    def __init__(self, project: Project) -> None:
        from kat_handouts.filling.writing import Writer
        from kat_handouts.render.pdf import PdfRenderer

        self._localiser = Localiser(project)
        self.renderer = PdfRenderer(project)
        self.writer = Writer(self.renderer)
        self._made: dict[Sheet, tuple[Document, Master]] = {}

    def master(self, locale: str, handout: str, **variant: Any) -> tuple[Document, Master]:
        """Return the document of a sheet that is to be filled in, and its master."""
        sheet = Sheet(locale, handout, **{"fill": "master", **variant})
        if sheet not in self._made:
            document = self._localiser.document(sheet)
            self._made[sheet] = document, master_of(self.renderer.render(document).data)
        return self._made[sheet]

    def document(self, locale: str, handout: str, **variant: Any) -> Document:
        return self._localiser.document(Sheet(locale, handout, **variant))

    def writing(self, value: str, place: Place, master: Master) -> Writing:
        field = get_field(place.field)
        assert field
        return self.writer.written(value, place, master, field.most_lines)

    def copy(self, master: Master, values: dict[str, str]) -> bytes:
        """Return a copy with values as they are printed, each in all its places."""
        places = [place for place in master.places if place.field in values]
        assert {place.field for place in places} == {*values}
        return copy_of(
            master, {one: self.writing(values[one.field], one, master) for one in places}
        )

    def printed(self, document: Document, values: dict[str, Any]) -> dict[str, str]:
        """Return values as they are printed on a sheet."""
        printed = Printed(document.language, document.sheet.region)
        shown = {}
        for name, raw in values.items():
            field = get_field(name)
            assert field
            shown[name] = printed.value(field, parsed(field, raw))
        return shown
