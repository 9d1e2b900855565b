"""Regions: numbers that can be dialled there, lines that say whom they serve."""

from __future__ import annotations

from collections.abc import Iterator

import phonenumbers
from phonenumbers import shortnumberinfo

from kat_handouts.content.library import Library
from kat_handouts.content.schema import PhoneLine, Region
from kat_handouts.files.yaml_data import KeyPath, SourceFile
from kat_handouts.model.errors import Finding
from kat_handouts.typography.cldr import decimal


def check_regions(library: Library) -> Iterator[Finding]:
    """Yield what is wrong with the regions' numbers and lines."""
    for code, region in library.regions.items():
        file = library.region_file(code)
        yield from _emergency(code, region, file)
        written = decimal(1234.5, region.english, code)
        if region.number_format != written:
            yield Finding(
                "region-number-format",
                f"1234.5 is written {written} here, not {region.number_format}",
                hint="the program writes numbers as CLDR has them",
                file=file.name,
                line=file.line(("number_format",)),
            )
        for key, line in region.crisis_lines.items():
            yield from _line(code, line, file, ("crisis_lines", key))
        if region.poison_line:
            yield from _line(code, region.poison_line, file, ("poison_line",))


def _emergency(code: str, region: Region, file: SourceFile) -> Iterator[Finding]:
    if not shortnumberinfo.is_emergency_number(region.emergency_number, code.upper()):
        yield Finding(
            "region-emergency",
            f"{region.emergency_number} is not an emergency number in “{code}”",
            hint="see the numbering plan of the country",
            file=file.name,
            line=file.line(("emergency_number",)),
        )


def _line(code: str, line: PhoneLine, file: SourceFile, path: KeyPath) -> Iterator[Finding]:
    if not can_be_dialled(line.number, code):
        yield Finding(
            "region-phone",
            f"{line.number} cannot be dialled in “{code}”",
            hint="look for a missing or a wrong digit",
            file=file.name,
            line=file.line((*path, "number")),
        )
    if line.serves not in line.name.text:
        yield Finding(
            "region-serves",
            f"the name does not say that the line serves {line.serves}",
            hint=f"write it after the name: {line.name.text} ({line.serves})",
            file=file.name,
            line=file.line((*path, "name")),
        )


def can_be_dialled(number: str, region: str) -> bool:
    """Say whether a number is one of the region's numbering plan, short or long."""
    try:
        parsed = phonenumbers.parse(number, region.upper())
    except phonenumbers.NumberParseException:
        return False
    return bool(
        phonenumbers.is_valid_number_for_region(parsed, region.upper())
        or shortnumberinfo.is_valid_short_number_for_region(parsed, region.upper())
    )
