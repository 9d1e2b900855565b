"""How much paper an edition may take, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Economy:
    """How much paper an edition may take and leave blank; None means that there is no limit.

    Shares are of the live height of a page, between its header and its footer, 0 to 1.
    `most_blank` is what may be blank at the foot of any page but the last, `least_of_last` what is
    used of a last page that is not the only one. `packet_blank` is what may be blank on average in
    a packet, without last pages, `mean_blank` in the packets of all languages together.

    A packet is all shipped handouts in one language. `english_packet_pages` and `packet_pages` are
    how many pages it takes at most, `mean_packet_pages` how many it takes in the mean of all
    languages.
    """

    most_blank: float | None = None
    least_of_last: float | None = None
    packet_blank: float | None = None
    mean_blank: float | None = None
    english_packet_pages: int | None = None
    packet_pages: int | None = None
    mean_packet_pages: int | None = None


NO_LIMITS = Economy()
# In English three pages a topic, and one or two for what fits a leaf. Longer words and taller
# scripts take a third as much again, Nastaliq nearly half.
STANDARD_ECONOMY = Economy(
    most_blank=1 / 3,
    least_of_last=1 / 3,
    packet_blank=0.12,
    mean_blank=0.09,
    english_packet_pages=19,
    packet_pages=28,
    mean_packet_pages=25,
)
# A box or a table that stays whole is nearly a page in larger type and in two languages, and so is
# what it leaves.
LARGE_ECONOMY = Economy(most_blank=0.75)
