"""The proof before a replacement: an independent parser sees in the new file all it saw in the old.

polib reads both versions of a catalog. Every translation, translator's comment, flag and previous
``msgid`` must be there again, if need be as obsolete; no translation may come from nowhere, and
none may lose its fuzzy flag or its English unseen. Neither our reader nor our writer has a part
in this.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polib

from kat_handouts.catalogs.po_reader import read_po
from kat_handouts.model.errors import Finding, InputError

# polib takes these for line ends, which they are not in a PO file.
_NO_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_STAND_INS = "".join(chr(0xF0000 + index) for index in range(len(_NO_LINE_ENDS)))
_HIDDEN = str.maketrans(_NO_LINE_ENDS, _STAND_INS)
_SHOWN = str.maketrans(_STAND_INS, _NO_LINE_ENDS)
_BLANKS = " \t" + "\r\v\f".translate(_HIDDEN)
# polib takes the header out of the entries, and its comment out of it.
_HEADER = "\U000f0100"
_EMPTY = "\U000f0102"
_FIRST = 'msgid "\U000f0101"\nmsgstr ""\n'

_TOKEN = re.compile(rf'"(?:[^"\\]|\\.)*"|[a-z_]+(?:\s*\[\s*\d+\s*\])?|[^\s"{_BLANKS}]+')
# A reference as Sun's tools and msgcat --strict write it.
_REFERENCE = re.compile(r"File: .*, line: -?\d+")
_MOST_FINDINGS = 10
_ESCAPES = re.compile(r"(?:\\x[0-9A-Fa-f]+|\\[0-7]{1,3})+|\\a|(?P<other>\\.)")
_CONTINUED = re.compile(r"(?<!\\)((?:\\\\)*)\\\n")


@dataclass(frozen=True)
class SeenEntry:
    """What polib sees of one entry."""

    context: str | None
    source: str
    plural: str
    translations: tuple[str, ...]
    comments: Counter[str] = field(hash=False)
    flags: frozenset[str]
    previous: tuple[str | None, ...]
    obsolete: bool

    @property
    def is_translated(self) -> bool:
        return any(self.translations)

    @property
    def name(self) -> str:
        if self.source == _HEADER:
            return "the header"
        return self.context if self.context is not None else self.source[:40]


def prove_catalog(
    before: bytes | None, after: bytes, *, corrected: Mapping[str, str] | None = None
) -> list[Finding]:
    """Return what a new version of a catalog would lose of the old one, or make up.

    `corrected` are the translations that were asked for, by segment. Nothing is returned where the
    new version may be written.
    """
    try:
        old, new = seen_entries(before or b""), seen_entries(after)
    except (OSError, ValueError, IndexError) as error:
        return [_failed("", f"an independent parser cannot read it: {error}")]
    try:
        read_po(after.decode("utf-8"))
    except InputError as error:
        return [_failed("", f"it could not be read again: {error.findings[0].message}")]
    found = list(_differences(old, new, corrected or {}, is_new=before is None))
    if len(found) > _MOST_FINDINGS:
        found[_MOST_FINDINGS:] = [_failed("", f"and {len(found) - _MOST_FINDINGS} entries more")]
    return found


def _failed(segment: str, message: str) -> Finding:
    return Finding(
        "proof-failed",
        f"{message}; nothing was written",
        hint="keep a copy of the file and report this: the command must not lose a text",
        segment=segment or None,
    )


def _differences(
    old: list[SeenEntry], new: list[SeenEntry], corrected: Mapping[str, str], *, is_new: bool
) -> Iterator[Finding]:
    left = list(new)
    open_: list[SeenEntry] = []
    for entry in old:
        if entry.context is not None and entry.context in corrected and not entry.obsolete:
            # What was not printed is put aside, for another layer's translation, corrected.
            aside = next((one for one in left if one.obsolete and _holds(one, entry)), None)
            if aside is None:
                yield from _corrected(entry, left, corrected[entry.context])
            else:
                left.remove(aside)
        elif entry.source == _HEADER:
            yield from _header(entry, left)
        elif not entry.is_translated:
            yield from _untranslated(entry, new)
        elif entry in left:
            left.remove(entry)
        else:
            open_.append(entry)
    for entry in open_:
        match = next((found for found in left if _holds(found, entry)), None)
        if match is None:
            yield _lost(entry, left)
        else:
            left.remove(match)
    for context, text in corrected.items():
        live = (one for one in new if one.context == context and not one.obsolete)
        if not any(one.translations == (text,) for one in live):
            yield _failed(context, f"the correction “{text}” would not be there")
    for entry in left:
        asked = corrected.get(entry.context or "")
        from_nowhere = entry.is_translated and entry.translations != (asked,)
        from_nowhere = from_nowhere and "fuzzy" not in entry.flags
        if from_nowhere and not is_new and entry.source != _HEADER:
            text = entry.translations[0]
            yield _failed(entry.name, f"a translation would come from nowhere: “{text}”")


def _holds(new: SeenEntry, old: SeenEntry) -> bool:
    """Say whether an entry holds all of an older one; another English makes it fuzzy."""
    if new.translations != old.translations or not old.flags <= new.flags:
        return False
    if old.comments - new.comments:
        return False
    if new.context != old.context and not (old.obsolete and "fuzzy" in new.flags):
        return False
    if new.source == old.source:
        return new.previous == old.previous
    translated = old.previous[1] or old.source
    return "fuzzy" in new.flags and new.previous[1] == translated


def _lost(old: SeenEntry, left: list[SeenEntry]) -> Finding:
    text = " / ".join(old.translations)
    near = next((found for found in left if found.context == old.context), None)
    if near is None:
        return _failed(old.name, f"the translation “{text}” would be lost")
    if near.translations != old.translations:
        other = " / ".join(near.translations)
        return _failed(old.name, f"the translation “{text}” would become “{other}”")
    lost = [*(old.comments - near.comments), *sorted(old.flags - near.flags)]
    said = f"“{lost[0]}”" if lost else f"the English it is of (“{old.source}”)"
    return _failed(old.name, f"the translation “{text}” would lose {said}")


def _corrected(old: SeenEntry, left: list[SeenEntry], text: str) -> Iterator[Finding]:
    for found in left:
        if found.context == old.context and not found.obsolete and found.translations == (text,):
            left.remove(found)
            kept = old.flags - {"fuzzy"} <= found.flags and not old.comments - found.comments
            if not kept or found.source != old.source:
                yield _failed(old.name, "the correction would cost a comment or a flag")
            return


def _untranslated(old: SeenEntry, new: list[SeenEntry]) -> Iterator[Finding]:
    if not old.comments:
        return
    if not any(found.context == old.context and not old.comments - found.comments for found in new):
        yield _failed(old.name, f"the comment “{next(iter(old.comments))}” would be lost")


_FIELD_OF_POT = re.compile(r"^POT-Creation-Date:.*\n?", re.MULTILINE)


def _header(old: SeenEntry, left: list[SeenEntry]) -> Iterator[Finding]:
    def fields(entry: SeenEntry) -> str:
        return _FIELD_OF_POT.sub("", "".join(entry.translations))

    for found in left:
        if found.source == _HEADER and fields(found) == fields(old):
            left.remove(found)
            if old.comments - found.comments or not old.flags <= found.flags:
                yield _failed(old.name, "the header would lose a comment or a flag")
            return
    yield _failed(old.name, "the header would lose a field")


def seen_entries(data: bytes) -> list[SeenEntry]:
    """Return what polib sees of a PO file; raises `OSError` or `ValueError` where it cannot."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    if any(stand_in in text for stand_in in _STAND_INS):
        raise ValueError("it holds private characters (U+F0000)")
    text = _CONTINUED.sub(r"\1", text).translate(_HIDDEN)
    lines = [_FIRST, *_with_names(list(_one_string_a_line(text)))]
    return [_seen_entry(entry) for entry in polib.pofile("\n".join(lines) + "\n")[1:]]


def _seen_entry(entry: polib.POEntry) -> SeenEntry:
    forms = tuple(entry.msgstr_plural[index] for index in sorted(entry.msgstr_plural))
    lines = (line.translate(_SHOWN).strip() for line in entry.tcomment.split("\n"))
    return SeenEntry(
        context=None if entry.msgctxt is None else entry.msgctxt.translate(_SHOWN),
        source=entry.msgid.translate(_SHOWN).replace(_EMPTY, ""),
        plural=entry.msgid_plural.translate(_SHOWN),
        translations=tuple(text.translate(_SHOWN) for text in forms or (entry.msgstr,)),
        comments=Counter(line for line in lines if line and not _REFERENCE.fullmatch(line)),
        flags=frozenset(filter(None, entry.flags)),
        previous=(entry.previous_msgctxt, entry.previous_msgid, entry.previous_msgid_plural),
        obsolete=bool(entry.obsolete),
    )


def _one_string_a_line(text: str) -> Iterator[str]:
    """Yield the same tokens with one string a line, since polib reads a PO file by its lines."""
    keyword = ""
    for line in text.split("\n"):
        line = line.strip(_BLANKS)
        marks = re.match(r"#~\||#\||#~", line)
        if line.startswith("#") and not marks:
            yield _comment(line)
            continue
        mark = marks[0] if marks else ""
        rest = line[len(mark) :].strip(_BLANKS)
        if rest.startswith("#"):
            yield _comment(rest)
            continue
        # polib passes over the previous msgid of an obsolete entry.
        prefix = {"": "", "#~": "#~ "}.get(mark, "#| ")
        if left := _TOKEN.sub("", rest).strip(_BLANKS):
            raise ValueError(f"“{left[:20]}” stands outside of a text")
        for token in _TOKEN.findall(rest):
            if not token.startswith('"'):
                keyword = re.sub(r"\s", "", token)
                continue
            token = _ESCAPES.sub(_spelled_out, token)
            if keyword == "domain":
                yield f"# domain {token}"
            else:
                yield f"{prefix}{keyword} {token}" if keyword else f"{prefix}{token}"
            keyword = ""


def _spelled_out(match: re.Match[str]) -> str:
    """Return an escape as polib reads it, which takes those by number, and a bell, for letters."""
    if match["other"]:
        return match[0]
    if match[0] == r"\a":
        return "\a"
    data = bytes(
        (int(number[1:], 16) if number[0] == "x" else int(number, 8)) & 0xFF
        for number in match[0].split("\\")[1:]
    )
    return polib.escape(data.decode("utf-8", "replace")).translate(_HIDDEN)


def _comment(line: str) -> str:
    """Return a comment as polib wants it: with a space, and of a kind that it knows."""
    mark, rest = line[:2], line[2:]
    if not rest.strip() and mark != "#":
        # polib forgets the entry before a line of no flags.
        return "#"
    if mark in {"#,", "#=", "#!"}:
        return f"#, {rest.strip()}"
    if mark in {"#.", "#:"}:
        return f"{mark} {rest.strip()}"
    return f"# {line[1:].strip()}"


def _with_names(lines: list[str]) -> list[str]:
    """Return the lines with a ``msgid`` in place of each empty one.

    polib takes the first entry with an empty ``msgid`` for the header, and out of the entries.
    """
    for index, line in enumerate(lines):
        if line not in {'msgid ""', '#~ msgid ""'}:
            continue
        after = index + 1
        while after < len(lines) and lines[after].endswith('""') and " " not in lines[after][3:]:
            after += 1
        if after < len(lines) and lines[after].removeprefix("#~ ").startswith("msg"):
            above = index - 1
            while above >= 0 and lines[above].removeprefix("#~ ").startswith('"'):
                above -= 1
            has_context = above >= 0 and lines[above].removeprefix("#~ ").startswith("msgctxt ")
            is_header = not has_context and not line.startswith("#~")
            lines[index] = line.replace('""', f'"{_HEADER if is_header else _EMPTY}"')
    return lines
