"""Extract the segments into ``locales/handouts.pot`` with Babel, in reading order."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from datetime import UTC, datetime, time
from io import BytesIO

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.pofile import write_po

from kat_handouts.content.library import Library
from kat_handouts.content.segments import Segment

POT_NAME = "locales/handouts.pot"
_VERSION = re.compile(rb"(?<=Generated-By: Babel)[^\\\n]*")

_HEADER = """\
# Texts of the kat-handouts patient handouts, in reading order.
# Content and translations are under CC BY 4.0; see LICENSE-CONTENT.
#"""


def created(library: Library) -> datetime:
    """Return the date of a library's POT: its newest review, not the time of the run."""
    dated = (*library.handouts.values(), *library.easy_reads.values())
    newest = max(one.reviewed for one in dated)
    return datetime.combine(newest, time(), tzinfo=UTC)


def extract(library: Library, segments: Iterable[Segment] | None = None) -> bytes:
    """Return the POT of a library, or of some of its segments: the same gives the same bytes."""
    catalog = BabelCatalog(
        project="kat-handouts",
        version="1",
        charset="utf-8",
        header_comment=_HEADER,
        creation_date=created(library),
    )
    for segment in library.segments.values() if segments is None else segments:
        catalog.add(
            segment.source,
            context=segment.id,
            locations=[(segment.name, segment.line)],
            auto_comments=textwrap.wrap(segment.comment, 90),
        )
    buffer = BytesIO()
    write_po(buffer, catalog, width=100, include_lineno=False)
    # Another version of Babel extracts the same texts.
    return _VERSION.sub(b"", buffer.getvalue())
