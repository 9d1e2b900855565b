"""Which locales are not ready for release, and why."""

from __future__ import annotations

from kat_handouts.checks.reviews import check_release
from kat_handouts.clinic.after_hours import missing_after_hours
from kat_handouts.content.library import Library
from kat_handouts.content.segments import Segment, on_practical_sheet
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.document import Document
from kat_handouts.model.errors import Finding, KatHandoutsError

# On each sheet with the panel of whom to call.
AFTER_HOURS = "label.after-hours-phone"


class ReleaseRefused(KatHandoutsError):
    """A locale is not ready for release; the findings name each segment."""


def refusals(localiser: Localiser, documents: list[Document]) -> list[Finding]:
    """Return what keeps documents of one locale from release."""
    library = localiser.library
    segments = _printed(library, documents)
    sheets = [document.sheet for document in documents]
    locales = dict.fromkeys(
        tag for sheet in sheets for tag in (sheet.locale, sheet.second) if tag is not None
    )
    calls_us = any(one.id == AFTER_HOURS and not one.is_practical for one in segments)
    return [
        *(missing_after_hours(localiser.project) if calls_us else ()),
        *check_release(localiser.project, library, segments, sheets[0].region),
        *(
            found
            for tag in locales
            for found in localiser.translations(tag).release_findings(segments)
        ),
    ]


def _printed(library: Library, documents: list[Document]) -> list[Segment]:
    """Return what documents print; what practical sheets alone print is held to less."""
    clinical: dict[str, bool] = {}
    for document in documents:
        is_clinical = not library.handout(document.sheet.handout).is_practical
        for text in document.texts():
            clinical[text.segment] = clinical.get(text.segment, False) or is_clinical
    segments = ((library.segments[id_], is_clinical) for id_, is_clinical in clinical.items())
    return [
        segment if is_clinical else on_practical_sheet(segment) for segment, is_clinical in segments
    ]
