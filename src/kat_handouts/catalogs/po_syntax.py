"""A strict look at the lines of a PO file, before it is parsed.

Both polib and Babel read a file that was cut off in the middle, or that lacks a closing quote, and
lose the end of a text without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kat_handouts.model.errors import Finding

_LINE = re.compile(
    r"""(?P<keyword>msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)?[ \t]*
        "(?P<text>(?:[^"\\]|\\.)*)"[ \t]*\Z""",
    re.VERBOSE,
)

_FOLLOWERS = {
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr",),
}


def check_syntax(text: str, file: str) -> Iterator[Finding]:
    """Yield a finding for each line that is no PO line, and each entry that ends too early."""
    keywords: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        match = _LINE.match(line)
        if match is None:
            yield Finding(
                "po-syntax",
                f"this is not a line of a PO file: {line[:50]}",
                hint="each line is a keyword and a text in quotes; look for a missing quote",
                file=file,
                line=number,
            )
            # Read the keyword all the same, so that one mistake is one finding.
            match = re.match(r"(?P<keyword>msg\w+)", line)
        if match and match["keyword"]:
            keywords.append((number, match["keyword"]))
    for (number, keyword), (_, after) in pairwise([*keywords, (0, "")]):
        if not after.startswith(_FOLLOWERS.get(keyword, ("",))):
            yield Finding(
                "po-syntax",
                f"this entry has no {_FOLLOWERS[keyword][-1]}",
                hint="the file may be cut off here; take the whole one again",
                file=file,
                line=number,
            )
