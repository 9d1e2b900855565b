"""Find the font files of every language, and say what brings those that are missing."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from kat_handouts.model.languages import Language
from kat_handouts.model.scripts import Font

FONT_FOLDERS_VARIABLE = "KAT_HANDOUTS_FONTS"


def font_folders() -> list[Path]:
    """Return the folders where fonts may be, the user's own (`KAT_HANDOUTS_FONTS`) first."""
    named = [
        Path(part) for part in os.environ.get(FONT_FOLDERS_VARIABLE, "").split(os.pathsep) if part
    ]
    if sys.platform == "darwin":
        system, own = ["/Library/Fonts", "/System/Library/Fonts"], ["Library/Fonts"]
    else:
        system = ["/usr/local/share/fonts", "/usr/share/fonts"]
        own = [".local/share/fonts", ".fonts"]
    folders = [*named, *map(Path, system)]
    # In a container a user may have no home.
    with suppress(RuntimeError):
        folders += [Path.home() / name for name in own]
    return [folder for folder in folders if folder.is_dir()]


@cache
def _font_files(folders: tuple[Path, ...]) -> dict[str, Path]:
    files: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.rglob("Noto*.tt[fc]")):
            files.setdefault(path.name, path)
    return files


def find_font(font: Font) -> dict[str, Path | None]:
    """Return the path of each file of a font, None where the machine lacks it."""
    files = _font_files(tuple(font_folders()))
    return {name: files.get(name) for name in dict.fromkeys((font.regular, font.bold))}


def missing_fonts(language: Language) -> list[str]:
    """Return the font files that a language needs and the machine lacks."""
    return [
        name for font in language.fonts for name, path in find_font(font).items() if path is None
    ]


FONT_PACKAGES = {"NotoSansCJK": "fonts-noto-cjk"}

DEFAULT_FONT_PACKAGE = "fonts-noto-core"


def install_command(packages: list[str]) -> str:
    """Return the command that installs Debian packages."""
    return f"apt-get install {' '.join(dict.fromkeys(packages))}"


def font_remedy(files: list[str]) -> str:
    """Return what brings missing font files: the command for their packages, or a folder."""
    packages = [
        next(
            (package for start, package in FONT_PACKAGES.items() if name.startswith(start)),
            DEFAULT_FONT_PACKAGE,
        )
        for name in files
    ]
    return f"{install_command(packages)}, or name a folder with them in {FONT_FOLDERS_VARIABLE}"
