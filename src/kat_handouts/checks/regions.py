"""Regions: numbers that can be dialled there, lines that say whom they serve."""

from __future__ import annotations

import re
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
        for field in ("crisis_lines", "poison_lines", "nurse_lines"):
            for key, line in getattr(region, field).items():
                yield from _line(code, line, file, (field, key))
        for key, statement in region.statements.items():
            if statement.number and not can_be_dialled(statement.number, code):
                yield _wrong_number(statement.number, code, file, ("statements", key, "number"))


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
    if line.number and not can_be_dialled(line.number, code):
        yield _wrong_number(line.number, code, file, (*path, "number"))
    if line.text_number and not can_be_texted(line.text_number, code):
        yield _wrong_number(line.text_number, code, file, (*path, "text_number"))
    if line.serves not in line.name.text:
        yield Finding(
            "region-serves",
            f"the name does not say that the line serves {line.serves}",
            hint=f"write it after the name: {line.name.text} ({line.serves})",
            file=file.name,
            line=file.line((*path, "name")),
        )


def _wrong_number(number: str, code: str, file: SourceFile, path: KeyPath) -> Finding:
    return Finding(
        "region-phone",
        f"{number} cannot be dialled in “{code}”",
        hint="look for a missing or a wrong digit",
        file=file.name,
        line=file.line(path),
    )


def can_be_texted(number: str, region: str) -> bool:
    """Say whether a number takes messages: one that can be dialled, or a short code.

    Short codes are of five or six digits. Those that only take messages, such as 741741, are in no
    numbering plan.
    """
    return can_be_dialled(number, region) or re.fullmatch(r"[1-9][0-9]{4,5}", number) is not None


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
