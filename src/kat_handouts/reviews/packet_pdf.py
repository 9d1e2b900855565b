"""The review packet on paper."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from kat_handouts.model.errors import Finding, RenderError
from kat_handouts.model.languages import Language
from kat_handouts.model.scripts import LATIN_FONT
from kat_handouts.render.html import fill
from kat_handouts.render.styles import EVIDENCE
from kat_handouts.reviews.packet import PacketRow
from kat_handouts.typography.fonts import font_remedy, missing_fonts
from kat_handouts.typography.line_breaks import insert_line_breaks
from kat_handouts.typography.numbers import protect_numbers

if TYPE_CHECKING:
    from kat_handouts.render.pdf import PdfRenderer


def packet_pdf(
    rows: list[PacketRow], language: Language, today: date, renderer: PdfRenderer
) -> bytes:
    """Return the packet as a tagged PDF on A4; raises `RenderError` with every fault."""
    if missing := missing_fonts(language):
        raise RenderError(
            Finding(
                "font-missing",
                f"this machine lacks {', '.join(missing)}",
                hint=font_remedy(missing),
                locale=language.tag,
            )
        )
    parts = groupby(rows, key=lambda row: row.segment.subject)
    packet = {
        "title": f"Review packet: {language.english_name}",
        "language": language,
        "today": today.isoformat(),
        "parts": [
            {"heading": heading, "rows": [_shown(row, language) for row in part]}
            for heading, part in parts
        ],
    }
    html = fill("packet.html.j2", renderer.templates, packet=packet, latin=LATIN_FONT)
    texts = [(row.segment.id, row.translation) for row in rows]
    printed = renderer.print_html(html, [*EVIDENCE, "paper-a4.css"], texts)
    if printed.findings:
        raise RenderError([finding.at(locale=language.tag) for finding in printed.findings])
    return printed.pdf


def _shown(row: PacketRow, language: Language) -> dict[str, object]:
    guarded = protect_numbers(row.translation, right_to_left=language.direction == "rtl")
    return {
        "number": row.number,
        "source": row.segment.source,
        "translation": insert_line_breaks(guarded, language),
        "segment": row.segment.id,
        "where": row.segment.context,
        "guidance": row.segment.guidance,
        "safety": row.segment.safety,
        "state": row.state,
    }
