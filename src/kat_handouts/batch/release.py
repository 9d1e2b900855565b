"""Which locales are not ready for release, and why."""

from __future__ import annotations

from kat_handouts.checks.reviews import check_release
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.document import Document
from kat_handouts.model.errors import Finding, KatHandoutsError


class ReleaseRefused(KatHandoutsError):
    """A locale is not ready for release; the findings name each segment."""


def refusals(localiser: Localiser, documents: list[Document]) -> list[Finding]:
    """Return what keeps documents of one locale from release."""
    library = localiser.library
    used = dict.fromkeys(text.segment for document in documents for text in document.texts())
    segments = [library.segments[id_] for id_ in used]
    sheets = [document.sheet for document in documents]
    locales = dict.fromkeys(
        tag for sheet in sheets for tag in (sheet.locale, sheet.second) if tag is not None
    )
    return [
        *check_release(localiser.project, library, segments, sheets[0].region),
        *(
            found
            for tag in locales
            for found in localiser.translations(tag).release_findings(segments)
        ),
    ]
