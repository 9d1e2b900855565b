"""What handouts cite: advice that is there, in the voice they need, on every sheet they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import product

from pydantic import BaseModel

from kat_handouts.content.advice import AllAdvice
from kat_handouts.content.blocks import Conditional, Item, Voice, When
from kat_handouts.content.names import ADVICE
from kat_handouts.files.yaml_data import KeyPath, SourceFile
from kat_handouts.model.clinic import SHORTEST_NO_DRIVING, Clinic
from kat_handouts.model.errors import Finding
from kat_handouts.model.sheet import ROUTES

# Of the sheets that there are: for all routes, and for each.
_ROUTES = (ROUTES, *((route,) for route in ROUTES))
# One that has set nothing, and one that has set what a phrasing may hang on.
_CLINICS = (Clinic(), Clinic(no_driving=SHORTEST_NO_DRIVING))


def check_citations(
    citing: Mapping[str, BaseModel],
    all_advice: AllAdvice,
    regions: Iterable[str],
    files: dict[str, SourceFile],
) -> Iterator[Finding]:
    """Yield what a content file cites and cannot have. `citing` are the files by their names."""
    regions = list(regions)
    for name, model in citing.items():
        file = files[name]
        for path, key, voice, conditions in _cited(model, (), ()):
            place = {"file": file.name, "line": file.line((*path, "advice"))}
            advice = all_advice.advice.get(key)
            if advice is None:
                close = get_close_matches(key, all_advice.advice, n=1)
                meant = f"did you mean {close[0]}? " if close else ""
                yield Finding(
                    "unknown-advice",
                    f"{ADVICE} has no “{key}”",
                    hint=f"{meant}known: {', '.join(all_advice.advice)}",
                ).at(**place)
                continue
            for routes, region, clinic in product(_ROUTES, regions, _CLINICS):
                if not all(when.holds(routes, region) for when in conditions):
                    continue
                phrasing = advice.phrasing_for(routes, region, clinic)
                words = phrasing and advice.phrasings[phrasing].said(voice)
                if not words:
                    on = f"for {', '.join(routes)} in {region}"
                    if clinic.no_driving:
                        on += ", where the clinic sets no_driving_hours"
                    yield Finding(
                        "unknown-advice",
                        f"the advice “{key}” has no words for “{voice}” {on}",
                        hint=f"add them in {ADVICE}, or give the place a “when”",
                    ).at(**place)
                    break


def _cited(
    model: BaseModel, path: KeyPath, conditions: tuple[When, ...], on_card: bool = False
) -> Iterator[tuple[KeyPath, str, Voice, tuple[When, ...]]]:
    """Yield (YAML path, key, voice, conditions) of each advice that a model cites."""
    if isinstance(model, Conditional):
        conditions = (*conditions, model.when)
    on_card = on_card or getattr(model, "on_card", False)
    key = getattr(model, "advice", None)
    if isinstance(key, str):
        yield path, key, getattr(model, "voice", "patient"), conditions
        if on_card and isinstance(model, Item):
            yield path, key, "short", conditions
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, dict):
            for child_key, child in value.items():
                if isinstance(child, BaseModel):
                    yield from _cited(child, (*path, name, child_key), conditions, on_card)
