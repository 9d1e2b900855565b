"""How much of a page is blank, measured on real PDFs, and what a packet of them may take."""

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.checks.page_economy import (
    SheetPages,
    blank_shares,
    check_packets,
    check_page_economy,
    mean_blank,
)
from kat_handouts.model.economy import STANDARD_ECONOMY, Economy
from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.sheet import Sheet
from kat_handouts.render.pdf import PdfRenderer
from tests.support.documents import make_variant_of


@pytest.fixture
def shares_with(small_copy):
    """Measure a sheet of the small project with a style laid over its own."""
    path = small_copy.root / "templates/styles/clinic.css"

    def shares_with(style, tag="es", handout="walk", **variant):
        path.write_text(style, encoding="utf-8")
        document = make_variant_of(small_copy, tag, handout, **variant)
        with pypdfium2.PdfDocument(PdfRenderer(small_copy).render(document).data) as pdf:
            return blank_shares(pdf)

    return shares_with


# A page of 100 mm between margins, with nothing on it but one block.
BARE = (
    "@page { size: 150mm 150mm; margin: 25mm; }"
    " @page :first { margin-top: 25mm; @top-center { %s } }"
    " body > :not(#sheet-header, #sheet-footer) { display: none; }"
    " body::before { content: ''; display: block; %s }"
)
HEADER = "content: element(sheet-header); vertical-align: bottom;"
# What stands between the margins and the text of the header and the footer.
NEAR = 0.06


@pytest.mark.parametrize("header", [HEADER, "content: none;"])
@pytest.mark.parametrize(
    ("drawn", "blank"),
    [
        ("height: 40mm; border-bottom: 1pt solid black;", 0.6),
        ("height: 40mm; border: 1pt dotted #777;", 0.6),
        ("height: 75mm; background: #eee;", 0.25),
        ("height: 100mm; border-bottom: 1pt solid black; box-sizing: border-box;", 0),
        # What shows nothing is no use of a page.
        ("height: 40mm; border-bottom: 1pt solid black; margin-bottom: 50mm;", 0.6),
        ("height: 90mm; background: white;", 1),
        ("height: 90mm;", 1),
    ],
)
def test_lines_and_boxes_are_use_and_what_shows_nothing_is_not(shares_with, header, drawn, blank):
    if header != HEADER and blank < 1:
        # Without a header, the live height is that from the edge of the page.
        blank *= 0.8
    (share,) = shares_with(BARE % (header, drawn))
    assert share == pytest.approx(blank, abs=NEAR)


def test_the_ground_of_a_page_is_no_use_of_it(shares_with):
    drawn = "height: 40mm; border-bottom: 1pt solid black;"
    (share,) = shares_with("@page { background: #eee; }" + BARE % (HEADER, drawn))
    assert share == pytest.approx(0.6, abs=NEAR)


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_what_moves_to_the_next_page_leaves_its_page_blank(shares_with, tag):
    plain = shares_with("", tag, "garden")
    broken = shares_with("section + section { break-before: page; }", tag, "garden")
    assert len(broken) > len(plain)
    assert mean_blank([pages(broken)]) > mean_blank([pages(plain)])


def pages(blank, locale="en", handout="tea", **more):
    return SheetPages(Sheet(locale, handout), tuple(blank), **more)


@pytest.mark.parametrize(
    ("blank", "said"),
    [
        ([1 / 3, 1 / 3, 2 / 3], []),
        ([0.9], []),
        ([0.34, 0.1], ["34% of page 1 is blank"]),
        ([0.1, 0.9, 0.2, 0.7], ["90% of page 2 is blank", "page 4, the last"]),
    ],
)
def test_a_page_is_used_and_a_last_one_by_a_third(blank, said):
    found = list(check_page_economy(pages(blank), STANDARD_ECONOMY))
    assert [one.message[: len(start)] for one, start in zip(found, said, strict=True)] == said
    assert {one.rule for one in found} <= {"page-economy"}
    unfinished = check_page_economy(pages(blank, is_complete=False), STANDARD_ECONOMY)
    assert {one.severity.value for one in unfinished} <= {"warning"}


def test_the_second_side_of_one_leaf_may_be_as_blank_as_it_is():
    assert list(check_page_economy(pages([0.1, 0.8]), STANDARD_ECONOMY, is_one_leaf=True)) == []
    (found,) = check_page_economy(pages([0.4, 0.8]), STANDARD_ECONOMY, is_one_leaf=True)
    assert found.message.startswith("40% of page 1")


def packet(locale, *lengths, blank=0.0, **more):
    return [
        pages([blank] * length, locale, f"h{number}", **more)
        for number, length in enumerate(lengths)
    ]


def found(sheets, economy=STANDARD_ECONOMY, handouts=("h0", "h1", "h2"), locales=("en", "es")):
    return [
        (one.locale, one.message.split(";")[0])
        for one in check_packets(sheets, economy, handouts, locales)
    ]


def test_a_packet_has_a_limit_in_english_one_in_every_language_and_one_for_their_mean():
    assert found([*packet("en", 6, 6, 7), *packet("es", 8, 9, 9)]) == []
    assert found(packet("en", 6, 7, 7)) == [("en", "all handouts together take 20 pages")]
    assert found(packet("en-GB", 6, 7, 7)) == [("en-GB", "all handouts together take 20 pages")]
    assert found(packet("es", 9, 10, 10)) == [("es", "all handouts together take 29 pages")]
    mean = "all handouts together take 25.5 pages in the mean of 2 languages"
    both = [*packet("es", 7, 8, 8), *packet("ar", 9, 9, 10)]
    assert found(both, locales=("es", "ar")) == [(None, mean)]
    # The mean of some languages is not that of all.
    assert found(both, locales=("en", "es", "ar")) == []


def test_pages_of_a_packet_are_used_on_average_without_last_ones():
    sheets = [pages([0.07, 0.12, 0.6], "es", "h0"), pages([0.9], "es", "h1")]
    assert found(sheets, handouts=("h0", "h1")) == []
    # Of all languages together less may be blank than of one.
    said = "the pages of all handouts are 9.5% blank at the foot, without last pages"
    assert found(sheets, handouts=("h0", "h1"), locales=("es",)) == [(None, said)]
    blanker = [pages([0.05, 0.2, 0.6], "es", "h0"), pages([0.9], "es", "h1")]
    assert found(blanker, handouts=("h0", "h1")) == [("es", said.replace("9.5", "12.5"))]
    assert mean_blank([pages([0.9])]) == 0


def test_a_part_of_a_packet_and_other_handouts_are_no_packet():
    assert found(packet("es", 20, 20)) == []
    assert found(packet("es", 7, 7, 7, 7)) == []


def test_another_variant_is_another_packet():
    other = [
        SheetPages(Sheet("es", "h2", paper="a4"), (0.0,) * 20),
        *packet("es", 20, 20),
    ]
    assert found(other) == []


def test_a_packet_with_english_in_it_is_told_and_stops_nothing():
    sheets = packet("es", 20, 20, 20, is_complete=False)
    told = list(check_packets(sheets, STANDARD_ECONOMY, ("h0", "h1", "h2"), ("en", "es")))
    assert [one.severity.value for one in told] == ["warning"]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_an_edition_without_limits_finds_nothing(blank):
    assert list(check_page_economy(pages(blank), Economy())) == []
    assert list(check_packets([pages(blank)], Economy(), ["tea"], ["en"])) == []


def test_the_limits_are_those_of_the_edition():
    assert EDITIONS["standard"].economy == STANDARD_ECONOMY
    assert EDITIONS["cards"].economy == Economy()
    larger = EDITIONS["large-print"].economy
    assert STANDARD_ECONOMY.most_blank < larger.most_blank
    assert larger.english_packet_pages is None
