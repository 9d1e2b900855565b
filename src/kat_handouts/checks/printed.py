"""What each handout prints, for every route and region: what checks of the content look at."""

from __future__ import annotations

from dataclasses import replace

from kat_handouts.content.library import Library
from kat_handouts.content.names import easy_read_root
from kat_handouts.files.project import Project
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.editions import EASY_READ, EDITIONS
from kat_handouts.model.errors import InputError
from kat_handouts.model.languages import SOURCE_TAG
from kat_handouts.model.sheet import DEFAULT_EDITION, ROUTES, Sheet

# What is printed: a handout by its id, or its frames by what begins the ids of their texts
# (`easy_read_root`), or its wallet card by its id with `CARD`; route (None for a sheet of all
# routes); region.
CARD = ".card"
Variant = tuple[str, str | None, str]

EVERY_ROUTE: tuple[str | None, ...] = (None, *ROUTES)


def printed_segments(project: Project, library: Library) -> dict[Variant, frozenset[str]]:
    """Return the ids of the segments that each English sheet prints, for every variant.

    Those of the easy-read edition and of the wallet card are among them.
    """
    # The content is held to the same, whatever one clinic offers.
    localiser = Localiser(replace(project, clinic=Clinic()), library)
    try:
        localiser.translations(SOURCE_TAG)
    except InputError:
        return {}
    found = {}
    whole = [(id_, id_, DEFAULT_EDITION) for id_ in library.handouts]
    easy = [(easy_read_root(id_), id_, EASY_READ.name) for id_ in library.easy_reads]
    cards = [
        (f"{id_}{CARD}", id_, edition.name)
        for id_, handout in library.handouts.items()
        for edition in EDITIONS.values()
        if edition.is_card and handout.has_card
    ]
    for name, handout, edition in (*whole, *easy, *cards):
        for region in library.regions:
            for route in EVERY_ROUTE:
                sheet = Sheet(SOURCE_TAG, handout, region=region, route=route, edition=edition)
                texts = localiser.document(sheet).texts()
                found[name, route, region] = frozenset(text.segment for text in texts)
    return found


def printed_by(printed: dict[Variant, frozenset[str]], handout: str) -> set[str]:
    """Return the ids of all that a handout prints, in whatever region and for whatever route."""
    return {id_ for variant, ids in printed.items() if variant[0] == handout for id_ in ids}
