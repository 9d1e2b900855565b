"""Show Fontconfig the registered fonts and no others, each with its true weight.

Only registered fonts are seen, so that a sheet is the same on every machine and a letter that
none of them has is an error instead of a stray substitute. What a font file says of itself is not
always so: Debian's NotoNastaliqUrdu-Bold calls itself regular, and Fontconfig would take it for
all text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from kat_handouts.model.languages import REGISTRY
from kat_handouts.model.scripts import SCRIPTS, Font, Script
from kat_handouts.typography.fonts import find_font

_SETTINGS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>{fonts}</dir>
<cachedir>{cache}</cachedir>
{rules}
</fontconfig>
"""
_OF_FILE = """<match target="scan">
<test name="file"><string>{file}</string></test>
<edit name="weight" mode="assign"><const>{weight}</const></edit>{more}
</match>"""
_WITHOUT_CHARACTERS = """
<edit name="charset" mode="assign">
<minus><name>charset</name><charset>{characters}</charset></minus>
</edit>"""
_OF_LANGUAGE = """<match target="pattern">
<test name="lang" compare="contains"><string>{tag}</string></test>
{edits}
</match>"""


def write_fontconfig(folder: Path) -> Path:
    """Fill a folder with links to the registered fonts and a Fontconfig configuration for them.

    Returns the configuration's path, for the variable FONTCONFIG_FILE. It is the same for every
    sheet, so that a sheet built alone equals the one built with the rest. Links rather than
    Fontconfig's own ``selectfont``, which some of its versions do not follow.
    """
    fonts = folder / "fonts"
    fonts.mkdir()
    # Workers that start together must not race to make it.
    (folder / "cache").mkdir()
    rules = []
    for font, script in {script.font: script for script in SCRIPTS.values()}.items():
        found = find_font(font)
        for name, weight in _weights(font):
            path, link = found[name], fonts / name
            if path and not link.exists():
                link.symlink_to(path)
                rules.append(_rule_of_file(link, weight, script))
    config = folder / "fonts.conf"
    config.write_text(
        _SETTINGS.format(
            fonts=escape(str(fonts)),
            cache=escape(str(folder / "cache")),
            rules="\n".join([*rules, *_rules_of_languages()]),
        ),
        encoding="utf-8",
    )
    return config


def _weights(font: Font) -> tuple[tuple[str, str], ...]:
    return (font.regular, "regular"), (font.bold, "bold")


def _rule_of_file(file: Path, weight: str, script: Script) -> str:
    characters = "".join(f"<int>{ord(char)}</int>" for char in script.latin_signs)
    more = _WITHOUT_CHARACTERS.format(characters=characters) if characters else ""
    return _OF_FILE.format(file=escape(str(file)), weight=weight, more=more)


def _rules_of_languages() -> Iterator[str]:
    """Yield a rule for each language whose font has features that are wrong for it.

    A style could say so too, but WeasyPrint never frees what it makes of ``font-feature-settings``.
    """
    for language in REGISTRY.values():
        edits = "".join(
            f'<edit name="fontfeatures" mode="append"><string>{name} 0</string></edit>'
            for name in language.features_off
        )
        if edits:
            yield _OF_LANGUAGE.format(tag=language.tag, edits=edits)
