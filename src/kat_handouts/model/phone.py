"""A phone number as a clinic prints it, and as a phone dials it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kat_handouts.model.invisible import INVISIBLE

# What stands before an extension where people write these languages. A sign needs no space.
_BEFORE_EXTENSION = (
    *("x", "ext", "extn", "extension", "option", "opt", "press"),  # English
    *("poste", "p"),  # French
    *("extensión", "int", "interno", "anexo"),  # Spanish, Italian
    *("ramal", "r"),  # Portuguese
    *("durchwahl", "dw", "nebenstelle", "nst", "apparat", "app", "klappe", "kl"),  # German
    *("toestel", "tst", "lokal", "loc", "local"),  # Dutch, Danish, Tagalog
    *("wew", "wewn", "доб", "дод", "вн", "εσωτ", "dahili", "dâhili"),  # Polish to Turkish
    *("分机", "分機", "内线", "內線", "内線", "내선", "转", "轉", "ต่อ", "máy lẻ"),
    *("تحويلة", "داخلي", "داخلی", "ایکسٹینشن", "שלוחה", "एक्सटेंशन"),
)
_EXTENSION = re.compile(
    r"[\s,;]*\(?(?:#|(?<![^\W\d_])(?:"
    + "|".join(sorted(map(re.escape, _BEFORE_EXTENSION), key=len, reverse=True))
    + r")(?![^\W\d_])[.:]?)\s*-?\s*(?P<digits>[0-9]{1,7})\)?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Phone:
    """A number as it is printed, and what the clinic calls it, where it has several: “Nurse”."""

    number: str
    name: str = ""


def without_extension(written: str) -> tuple[str, str]:
    """Return a number, and its extension as it is written: ``("555-0100", "ext. 12")``."""
    found = _EXTENSION.search(written)
    if not found:
        return written, ""
    return written[: found.start()], written[found.start() :].lstrip(" \u00a0,;")


def dialled(written: str) -> str:
    """Return a phone number as a link of a phone has it: ``+442079460000;ext=3``.

    Source: RFC 3966. The (0) that is dialled at home only is left out after a country's code.
    """
    written = written.translate(INVISIBLE)
    number, _ = without_extension(written)
    number = re.sub(r"^(\+[\d\s\u00a0]+)\(0\)", r"\1", number.strip())
    found = _EXTENSION.search(written)
    parts = (re.sub(r"[^+0-9]", "", number), found["digits"] if found else "")
    return ";ext=".join(filter(None, parts))
