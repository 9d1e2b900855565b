"""What this machine has and lacks, and the command that mends it."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from dataclasses import dataclass

from kat_handouts.model.errors import Finding, InputError, MachineError
from kat_handouts.model.languages import get_language
from kat_handouts.typography.fonts import (
    font_remedy,
    install_command,
    missing_fonts,
)


@dataclass(frozen=True)
class Library:
    """A shared library by the names it has, why it is needed, and its Debian package."""

    name: str
    files: tuple[str, ...]
    reason: str
    package: str


LIBRARIES = (
    Library(
        "Pango",
        ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
        "lays out text",
        "libpango-1.0-0",
    ),
    Library(
        "PangoFT2",
        ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
        "finds fonts",
        "libpangoft2-1.0-0",
    ),
    Library(
        "HarfBuzz subset",
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib", "libharfbuzz-subset-0.dll"),
        "embeds fonts; without it a Chinese sheet takes over 30 times as long",
        "libharfbuzz-subset0",
    ),
)


@dataclass(frozen=True)
class Condition:
    """One thing that the program needs, whether it is there, and what mends it."""

    name: str
    detail: str
    found: bool
    remedy: str = ""


def library_conditions() -> list[Condition]:
    """Return the state of the shared libraries."""
    return [
        Condition(
            library.name,
            library.reason,
            _loads(library),
            install_command([library.package]),
        )
        for library in LIBRARIES
    ]


def font_conditions(tags: list[str]) -> list[Condition]:
    """Return the state of the fonts of each locale."""
    conditions = []
    for tag in tags:
        try:
            language = get_language(tag)
        except InputError as error:
            problem = error.findings[0]
            conditions.append(Condition(f"Fonts for {tag}", problem.message, False, problem.hint))
            continue
        missing = missing_fonts(language)
        families = ", ".join(font.family for font in language.fonts)
        conditions.append(
            Condition(
                f"Fonts for {language.tag}",
                f"lacks {', '.join(missing)}" if missing else families,
                not missing,
                font_remedy(missing),
            )
        )
    return conditions


def python_condition() -> Condition:
    """Return whether this Python is new enough."""
    version = ".".join(map(str, sys.version_info[:3]))
    return Condition("Python", version, sys.version_info >= (3, 11), "install Python 3.11 or newer")


def require_libraries() -> None:
    """Raise `EnvironmentFault` where a shared library is missing."""
    missing = [condition for condition in library_conditions() if not condition.found]
    if missing:
        raise MachineError(
            [
                Finding(
                    "library-missing",
                    f"this machine lacks {condition.name}, which {condition.detail}",
                    hint=condition.remedy,
                )
                for condition in missing
            ]
        )


def _loads(library: Library) -> bool:
    return any(map(can_load, library.files)) or _is_found(library)


def can_load(name: str) -> bool:
    """Say whether a shared library is there by the name of its file."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _is_found(library: Library) -> bool:
    stem = library.files[0].removeprefix("lib").split(".so")[0]
    name = ctypes.util.find_library(stem)
    return name is not None and can_load(name)
