"""Language tags as BCP 47 has them: their form, their spelling, and what they have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from kat_handouts.model.errors import Finding, InputError

# RFC 5646, 2.1, “langtag”, but for extended languages, extensions and private use, which no
# catalog here needs. The longest tag that such a form has is of 35 characters (4.4.1).
_LANGTAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*",
    re.ASCII | re.IGNORECASE,
)
_LONGEST = 35


def is_tag(tag: str) -> bool:
    """Say whether a name has the form of a language tag, with ``-`` or, as in gettext, ``_``."""
    tag = tag.replace("_", "-")
    return len(tag) <= _LONGEST and _LANGTAG.fullmatch(tag) is not None


def normalise_tag(tag: str) -> str:
    """Return a tag in the spelling of BCP 47: ``zh_hans`` and ``ZH-HANS`` give ``zh-Hans``."""
    parts = tag.replace("_", "-").split("-")
    spelled = [parts[0].lower()]
    for part in parts[1:]:
        spelled.append(part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part)
    return "-".join(spelled)


def folder_of(tag: str) -> str:
    """Return the folder of a tag below ``locales/``, as gettext spells it: ``zh_Hans``."""
    return tag.replace("-", "_")


def is_locale_folder(folder: str) -> bool:
    """Say whether a folder is named as the catalogs of a language are: ``pt_BR``, not ``pt-BR``."""
    return is_tag(folder) and folder == folder_of(normalise_tag(folder))


def is_same_language(one: str, other: str) -> bool:
    """Say whether two tags name one language in one script, and no two different countries.

    ``zh_CN`` is ``zh-Hans``, ``iw`` is ``he``; ``pt-PT`` is not ``pt-BR``.
    """
    if not (is_tag(one) and is_tag(other)):
        return False
    first, second = _language_and_script(one), _language_and_script(other)
    countries = {part for tag in (one, other) if (part := _country(tag))}
    return first == second and (len(countries) < 2 or _says_script(one) or _says_script(other))


def _parts(tag: str) -> list[str]:
    return normalise_tag(tag).split("-")


def _country(tag: str) -> str:
    return next((part for part in _parts(tag)[1:] if len(part) in (2, 3)), "")


def _says_script(tag: str) -> bool:
    return any(len(part) == 4 and part.isalpha() for part in _parts(tag)[1:])


def _language_and_script(tag: str) -> tuple[str, str]:
    from babel.core import get_global

    language = _parts(tag)[0]
    language = get_global("language_aliases").get(language, language)
    script = next((part for part in _parts(tag)[1:] if len(part) == 4 and part.isalpha()), "")
    country = _country(tag)
    likely = get_global("likely_subtags")
    for known in (f"{language}_{country}", language):
        parts = likely.get(known, "").split("_")
        script = script or next((part for part in parts[1:] if len(part) == 4), "")
    return language, script


def suggested_tags(name: str, known: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the tags that somebody may have meant: by name, by country, by language alone.

    `known` gives the names of each tag that there is. ``Spanish`` gives ``es``, ``zh`` both of
    Chinese, ``jp`` and ``zh-CN`` the language that is written there.
    """
    if is_tag(name):
        from babel.core import get_global

        language, script = _language_and_script(name)
        same = [tag for tag in known if _language_and_script(tag)[0] == language]
        if same and (_country(name) or _says_script(name)):
            same = [tag for tag in same if _language_and_script(tag)[1] == script] or same
        likely = get_global("likely_subtags").get(f"und_{name.upper()}", "")
        same = same or [tag for tag in known if likely and is_same_language(tag, likely[:-3])]
        if same:
            return same
    sought = _folded(name)
    if len(sought) < 3:
        return []
    by_name = {tag: [_folded(one) for one in names] for tag, names in known.items()}
    for matches in (
        lambda one: one == sought,
        lambda one: sought in re.findall(r"[^\W\d_]+", one),
        lambda one: one.startswith(sought),
    ):
        if found := [tag for tag, names in by_name.items() if any(map(matches, names))]:
            return found
    return []


def unknown_tag(tag: str, known: Mapping[str, Iterable[str]]) -> InputError:
    """Return what to say of a name that is no tag, with those that may be meant."""
    close = suggested_tags(tag, known) or get_close_matches(tag, known, n=1, cutoff=0.5)
    meant = f"did you mean {' or '.join(close)}?"
    return InputError(
        Finding(
            "unknown-language",
            f"“{tag[:60]}” is not a language tag",
            hint=meant if close else "use a tag of BCP 47, such as es or zh-Hans",
        )
    )


def suggested_region(name: str, known: Iterable[str]) -> str | None:
    """Return the code of the region that somebody may have meant: ``uk`` gives ``gb``.

    A code is never taken for another that is only spelled much like it.
    """
    from babel import Locale
    from babel.core import get_global

    codes = list(known)
    aliases = [alias.lower() for alias in get_global("territory_aliases").get(name.upper(), ())]
    english = Locale("en").territories
    names = {code: _folded(english.get(code.upper(), code)) for code in codes}
    sought = _folded(_PARTS_OF_GB.get(_folded(name), name))
    by_name = [code for code, one in names.items() if sought == one]
    if len(sought) > 3:
        by_name += [code for code, one in names.items() if sought in one]
    return next((code for code in (name.lower(), *aliases, *by_name) if code in codes), None)


# Countries that CLDR has no code for.
_PARTS_OF_GB = dict.fromkeys(
    ("england", "scotland", "wales", "britain", "great britain", "northern ireland"),
    "United Kingdom",
)


def _folded(words: str) -> str:
    bare = unicodedata.normalize("NFKD", words.casefold())
    return "".join(char for char in bare if not unicodedata.combining(char)).strip()
