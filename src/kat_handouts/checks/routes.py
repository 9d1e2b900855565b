"""Routes: a sheet for one route names no other.

The words of each route are those of ``content/wording.yaml``; a word of several routes is at home
on the sheet of each. What a region says of the law is held to the same, for it stands on the sheet
like any other text; where the law itself names several routes, the text says so with ``allow``.
What a text means without naming a route, such as “your other arm”, is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from kat_handouts.checks.printed import Variant
from kat_handouts.content.library import Library
from kat_handouts.content.vocabulary import word_pattern
from kat_handouts.model.errors import Finding


def check_routes(library: Library, printed: dict[Variant, frozenset[str]]) -> Iterator[Finding]:
    """Yield each text that a sheet for one route prints and that has words of another route."""
    routes = _words_of_routes(library)
    named = _named(library, routes)
    foreign: dict[str, dict[str, str]] = {}
    for (_, route, _), ids in printed.items():
        if route is None:
            continue
        own = routes.get(route, [])
        for id_ in ids & named.keys():
            if word := next((word for word in named[id_] if word not in own), None):
                foreign.setdefault(id_, {})[route] = word
    for id_, words in sorted(foreign.items()):
        segment = library.segments[id_]
        word = next(iter(words.values()))
        yield Finding(
            "route-leftover",
            f"“{word}” is of another route, and the sheet for {' or '.join(words)} prints it",
            hint="write one text a route, each with its own “when”, such as "
            f"when: {{route: [{_routes_of(word, routes)}]}}; or name no route",
            file=segment.file,
            line=segment.line,
            segment=id_,
        )


def _words_of_routes(library: Library) -> dict[str, list[str]]:
    routes = library.wording.routes.items()
    return {route: [word.lower() for word in words] for route, words in routes}


def _named(library: Library, routes: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the words of routes that each text has, where it has any."""
    words = [word for of_route in routes.values() for word in of_route]
    if not words:
        return {}
    pattern = word_pattern(words)
    found = {
        id_: [word.lower() for word in pattern.findall(segment.source)]
        for id_, segment in library.segments.items()
    }
    return {id_: words for id_, words in found.items() if words}


def _routes_of(word: str, routes: dict[str, list[str]]) -> str:
    return ", ".join(route for route, words in routes.items() if word in words)
