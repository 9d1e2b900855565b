"""HTML is read with each set of characters looked up once.

tinyhtml5 2.1 keeps the pattern of a set under another key than it looks for, and so writes it anew
for each tag and text of a page.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from tinyhtml5 import inputstream

# The characters of a set, and whether a run is of these or of all others.
Key = tuple[Collection[str], bool]


class Patterns(dict[Key, re.Pattern[str]]):
    """The pattern of a run of characters."""

    def __missing__(self, key: Key) -> re.Pattern[str]:
        characters, within = key
        listed = "".join(map(re.escape, sorted(characters)))
        self[key] = re.compile(f"[{'' if within else '^'}{listed}]+")
        return self[key]


def install() -> None:
    """Put the replacement in place; safe to repeat."""
    inputstream.characters_until_regex = Patterns()
