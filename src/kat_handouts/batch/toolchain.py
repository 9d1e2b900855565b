"""What a sheet is made with, besides its words and templates: fonts, the program, libraries."""

from __future__ import annotations

import ctypes
import os
import platform
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from kat_handouts import __version__
from kat_handouts.batch.inputs import DocumentInputs, input_digest
from kat_handouts.files.project import PACKAGE_FOLDER
from kat_handouts.model.digest import SHARED, digest, file_digest
from kat_handouts.model.scripts import SCRIPTS
from kat_handouts.typography.fonts import find_font

# Every package between the content and the bytes of a sheet.
_PACKAGES = (
    *("babel", "brotli", "budoux", "cssselect2", "fonttools", "icu4py", "jinja2", "markupsafe"),
    *("phonenumbers", "pikepdf", "pillow", "pydyf", "segno", "tinycss2", "tinyhtml5"),
    *("uharfbuzz", "weasyprint", "zopfli"),
)
# By name: the file on Linux and on macOS, and how it tells its version.
_LIBRARIES: dict[str, tuple[str, str, Callable[[ctypes.CDLL], str]]] = {
    "fontconfig": (
        "libfontconfig.so.1",
        "libfontconfig.1.dylib",
        lambda library: str(library.FcGetVersion()),
    ),
    "freetype": (
        "libfreetype.so.6",
        "libfreetype.6.dylib",
        lambda library: _freetype_version(library),
    ),
    "fribidi": (
        "libfribidi.so.0",
        "libfribidi.0.dylib",
        lambda library: _last_of_first_line(
            ctypes.c_char_p.in_dll(library, "fribidi_version_info")
        ),
    ),
    "harfbuzz": (
        "libharfbuzz.so.0",
        "libharfbuzz.dylib",
        lambda library: _called(library.hb_version_string),
    ),
    "pango": (
        "libpango-1.0.so.0",
        "libpango-1.0.dylib",
        lambda library: _called(library.pango_version_string),
    ),
}


class Toolchain:
    """The fonts and versions of one build; each font file is read once."""

    def __init__(self) -> None:
        self._seen: dict[Path, tuple[int, int] | None] = {}

    def unchanged(self) -> bool:
        """Say whether every font file is still as it was when it was looked at."""
        return all(_stat(path) == stat for path, stat in self._seen.items())

    def inputs(self, brought: DocumentInputs) -> dict[str, str]:
        """Return the inputs of a sheet by name, but for its template files."""
        return {
            **brought.parts,
            **{f"font:{name}": self.fonts.get(name, "missing") for name in brought.fonts},
            "other-fonts": input_digest(
                repr([item for item in self.fonts.items() if item[0] not in brought.fonts])
            ),
            **{f"version:{name}": value for name, value in versions().items()},
        }

    @cached_property
    def fonts(self) -> dict[str, str]:
        """The SHA-256 of each registered font file that this machine has, by file name."""
        files = {
            name: path
            for font in dict.fromkeys(script.font for script in SCRIPTS.values())
            for name, path in find_font(font).items()
            if path
        }
        self._seen.update({path: _stat(path) for path in files.values()})
        return {name: _font_digest(files[name]) for name in sorted(files)}


@cache
def versions() -> dict[str, str]:
    """Return the versions of all that makes a sheet, the program's own source among them."""
    found = {
        "kat-handouts": f"{__version__} ({_own_source()})",
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "none"
    for name, (linux, mac, tell) in _LIBRARIES.items():
        found[name] = _library_version(linux, mac, tell)
    # HarfBuzz shapes with whatever this names, if it is set.
    found["harfbuzz shaper"] = os.environ.get("HB_SHAPER_LIST", "default")
    return found


def _own_source() -> str:
    files = (
        path.relative_to(PACKAGE_FOLDER).as_posix().encode() + b"\0" + path.read_bytes()
        for path in sorted(PACKAGE_FOLDER.rglob("*.py"))
    )
    return digest(*files, length=SHARED)


def _library_version(linux: str, mac: str, tell: Callable[[ctypes.CDLL], str]) -> str:
    for name in (linux, mac):
        with suppress(OSError, AttributeError, ValueError):
            return tell(ctypes.CDLL(name))
    return "none"


def _called(function: Any) -> str:
    function.restype = ctypes.c_char_p
    return str(function().decode())


def _last_of_first_line(text: ctypes.c_char_p) -> str:
    return (text.value or b"none").decode().splitlines()[0].split()[-1]


def _freetype_version(library: ctypes.CDLL) -> str:
    handle = ctypes.c_void_p()
    numbers = [ctypes.c_int() for _ in range(3)]
    library.FT_Init_FreeType(ctypes.byref(handle))
    library.FT_Library_Version(handle, *(ctypes.byref(number) for number in numbers))
    library.FT_Done_FreeType(handle)
    return ".".join(str(number.value) for number in numbers)


def _stat(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


_font_digest = cache(file_digest)
