"""Which sheets a record asks for, with which values: everything wrong with a file, in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields
from datetime import datetime

from kat_handouts.batch.plan import Selection, plan
from kat_handouts.files.project import Project
from kat_handouts.filling.records import Record, RecordFile, running
from kat_handouts.filling.values import Printed, Value, drive_from
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.fields import get_field
from kat_handouts.model.languages import SOURCE_TAG, get_language
from kat_handouts.model.packets import PACKETS
from kat_handouts.model.sheet import PAPERS, ROUTES, Sheet


@dataclass(frozen=True)
class Usual:
    """What holds for records that do not say it themselves."""

    language: str = ""
    region: str = ""
    route: str = ""
    edition: str = ""
    paper: str = ""
    second: str = ""
    handouts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Order:
    """A copy to make. `name` is that of its file, without its ending; values are as printed."""

    sheet: Sheet
    name: str
    values: dict[str, str]


class Orders:
    """The copies that the records of a file ask for, for the clinic of a project."""

    def __init__(
        self, project: Project, localiser: Localiser, file: RecordFile, usual: Usual
    ) -> None:
        self._project, self._localiser, self._file = project, localiser, file
        self._said = tuple((one.name, getattr(usual, one.name)) for one in dataclass_fields(usual))
        self._plans: dict[tuple[object, ...], list[Sheet] | list[Finding]] = {}
        self.rows = 0

    def checked(self) -> tuple[set[Sheet], list[Finding]]:
        """Return every sheet that is asked for, and everything that is wrong in the file."""
        findings: list[Finding] = []
        of_sheets: list[Finding] = []
        sheets: set[Sheet] = set()
        for record in self._file.checked(findings):
            self.rows += 1
            for one in self._sheets(record):
                if isinstance(one, Finding):
                    of_sheets.append(one.at(file=self._file.name, line=record.row))
                else:
                    sheets.add(one)
        return sheets, [*findings, *of_sheets]

    def __iter__(self) -> Iterator[tuple[Record, list[Order]]]:
        """Yield each record with its copies, in the order of the file."""
        for number, record in enumerate(self._file.records(), start=1):
            orders = []
            for sheet in self._sheets(record):
                if isinstance(sheet, Sheet):
                    name = f"{record.id or running(number)}.{sheet.locale}.{_part(sheet)}"
                    orders.append(Order(sheet, name, self._printed(record, sheet)))
            yield record, orders

    def _sheets(self, record: Record) -> list[Sheet] | list[Finding]:
        key = tuple(getattr(record, name) or usual for name, usual in self._said)
        if key not in self._plans:
            said = zip(self._said, key, strict=True)
            self._plans[key] = self._planned(
                replace(record, **{name: one for (name, _), one in said})
            )
        return self._plans[key]

    def _planned(self, record: Record) -> list[Sheet] | list[Finding]:
        findings = [*self._unknown(record)]
        handouts: list[str] = []
        for name in record.handouts:
            handouts += PACKETS.get(name, (name,))
        if not record.language:
            findings.append(Finding("fill-record", "there is no language", hint="language: es"))
        if not handouts:
            hint = f"handouts: next-steps, or a packet: {', '.join(PACKETS)}"
            findings.append(Finding("fill-record", "there are no handouts", hint=hint))
        if findings:
            return findings
        selection = Selection(
            locales=(record.language,),
            handouts=tuple(dict.fromkeys(handouts)),
            region=record.region or None,
            paper=record.paper or None,
            editions=(record.edition,) if record.edition else (),
            route=record.route or None,
            second=record.second or SOURCE_TAG,
            fill="master",
        )
        try:
            sheets = plan(self._project, self._localiser.library, selection).sheets
        except InputError as error:
            return list(error.findings)
        order = {name: index for index, name in reversed([*enumerate(handouts)])}
        return sorted(sheets, key=lambda sheet: order[sheet.handout])

    def _unknown(self, record: Record) -> Iterator[Finding]:
        """Yield what no sheet can be made for, without its name, which may be a value."""
        library, tags = self._localiser.library, self._localiser.tags()
        for column, names, known, one in (
            ("language", [record.language], tags, "language"),
            ("second", [record.second], tags, "language"),
            ("handouts", record.handouts, (*PACKETS, *library.handouts), "handout or packet"),
            ("region", [record.region], tuple(library.regions), "region"),
            ("route", [record.route], ROUTES, "route"),
            ("edition", [record.edition], tuple(EDITIONS), "edition"),
            ("paper", [record.paper], PAPERS, "paper"),
        ):
            if any(name and not _is_one(name, known) for name in names):
                message = f"column “{column}”: there is no such {one}"
                yield Finding("fill-record", message, hint=f"one of {', '.join(known)}")

    def _printed(self, record: Record, sheet: Sheet) -> dict[str, str]:
        printed = Printed(get_language(sheet.locale), sheet.region)
        values = self._with_drive_from(record.values, sheet.route)
        shown = {}
        for name, value in values.items():
            if field := get_field(name):
                shown[name] = printed.value(field, value)
        return shown

    def _with_drive_from(self, values: dict[str, Value], route: str | None) -> dict[str, Value]:
        dose = values.get("dose-time")
        if isinstance(dose, datetime) and "drive-from" not in values:
            return {**values, "drive-from": drive_from(dose, route, self._project.clinic)}
        return values


def _part(sheet: Sheet) -> str:
    return ".".join((sheet.handout, *replace(sheet, fill="by-hand").name_parts))


def _is_one(name: str, known: Iterable[str]) -> bool:
    if name in known:
        return True
    try:
        return get_language(name).tag in known
    except InputError:
        return False
