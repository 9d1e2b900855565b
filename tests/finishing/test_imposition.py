"""Imposed PDFs: tags, links, bookmarks and reading order as before, in other places."""

import io

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw
from weasyprint import HTML

from kat_handouts.checks.tagged import text_objects
from kat_handouts.finishing.imposition import imposed, page_sizes
from kat_handouts.finishing.places import four_up, leaflet, two_up

PAGES = 7
# A page for each chapter, with a link to the next one and one to the web.
BODY = "".join(
    f'<h1 id="c{number}">Chapter {number}</h1><p>Word{number} first.</p>'
    f'<p><a href="#c{number % PAGES + 1}">next{number}</a> and '
    f'<a href="https://example.org/{number}">web{number}</a></p>'
    for number in range(1, PAGES + 1)
)
SOURCE = (
    '<html lang="en"><title>T</title><style>@page { size: 400pt 600pt; margin: 40pt }'
    f" h1 + p {{ margin-left: 10pt }} p + h1 {{ break-before: page }}</style>{BODY}</html>"
)


@pytest.fixture(scope="module")
def flat():
    return HTML(string=SOURCE).write_pdf(pdf_variant="pdf/ua-1")


def folded(pdf, *, right_to_left=False):
    sizes = page_sizes(pdf)
    sides = leaflet(len(sizes), *sizes[0], right_to_left=right_to_left, fills_back=True)
    return imposed(pdf, sides, turned_on="short")


def kids(element):
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def leaves(document):
    """Yield (element, page, number) of marked content, in the order of the whole tag tree."""
    numbers = {page.objgen: number for number, page in enumerate(document.pages)}

    def walk(element):
        for kid in kids(element):
            if isinstance(kid, int):
                yield element, numbers[element.Pg.objgen], int(kid)
            elif "/MCID" in kid:
                page = kid.get("/Pg") or element.Pg
                yield element, numbers[page.objgen], int(kid.MCID)
            elif "/S" in kid:
                yield from walk(kid)

    for child in kids(document.Root.StructTreeRoot):
        yield from walk(child)


def words(data):
    """Return each piece of text with its page and box, in the order in which it is read."""
    with pypdfium2.PdfDocument(data) as pdf, pikepdf.open(io.BytesIO(data)) as document:
        known = {}
        for number, page in enumerate(pdf):
            text_page = page.get_textpage()
            for _, mcid, box in text_objects(page):
                known.setdefault((number, mcid), []).append((text_page.get_text_bounded(*box), box))
        return [
            (text.strip(), page, box)
            for _, page, mcid in leaves(document)
            for text, box in known.get((page, mcid), [])
        ]


def is_ua(data):
    report = page_validation.validate_pdf_bytes(
        data, profile=page_validation.ValidationProfile.PDF_UA_1
    )
    return [failure.rule_id for failure in report.failures] == []


@pytest.mark.parametrize("right_to_left", [False, True])
def test_a_leaflet_is_read_as_its_pages_were(flat, right_to_left):
    data = folded(flat, right_to_left=right_to_left)
    before, after = words(flat), words(data)
    assert [text for text, *_ in after] == [text for text, *_ in before]
    assert {"Chapter 1", "web7"} <= {text for text, *_ in before}
    assert is_ua(flat)
    assert is_ua(data)
    assert page_sizes(data) == [(800, 600)] * 4


def test_each_text_lies_in_its_half(flat):
    where = {
        text: (page, box[0] > 400) for text, page, box in words(folded(flat)) if "Chapter" in text
    }
    assert where == {
        "Chapter 1": (0, True),
        "Chapter 2": (1, False),
        "Chapter 3": (2, True),
        "Chapter 4": (3, False),
        "Chapter 5": (3, True),
        "Chapter 6": (2, False),
        # The blank page is the one before the back.
        "Chapter 7": (0, False),
    }


def test_marked_content_has_one_number_and_finds_its_tag(flat):
    with pikepdf.open(io.BytesIO(folded(flat))) as document:
        nums = list(document.Root.StructTreeRoot.ParentTree.Nums)
        owners = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
        for number, page in enumerate(document.pages):
            ids = [
                int(one.operands[1].MCID)
                for one in pikepdf.parse_content_stream(page)
                if str(one.operator) == "BDC" and "/MCID" in one.operands[1]
            ]
            assert len(ids) == len(set(ids))
            tagged = {mcid: owner for owner, at, mcid in leaves(document) if at == number}
            assert set(tagged) <= set(ids)
            for mcid, owner in tagged.items():
                assert owners[int(page.obj.StructParents)][mcid].objgen == owner.objgen


def test_links_lie_over_their_words_and_lead_where_they_led(flat):
    data = folded(flat)
    boxes = {text: (page, box) for text, page, box in words(data)}
    seen = set()
    with pikepdf.open(io.BytesIO(data)) as document:
        numbers = {page.objgen: number for number, page in enumerate(document.pages)}
        names = document.Root.Names.Dests.Names
        dests = dict(zip(map(str, list(names)[::2]), list(names)[1::2], strict=True))
        for number, page in enumerate(document.pages):
            for link in page.obj.get("/Annots", []):
                assert numbers[link.P.objgen] == number
                left, *ends = map(float, link.Rect)
                right, (bottom, top) = ends[1], sorted(ends[::2])
                (text,) = [
                    text
                    for text, (at, box) in boxes.items()
                    if at == number
                    and left - 2 < (box[0] + box[2]) / 2 < right + 2
                    and bottom - 2 < (box[1] + box[3]) / 2 < top + 2
                ]
                seen.add(text)
                if "/A" in link and "/URI" in link.A:
                    assert str(link.A.URI).endswith(text.removeprefix("web"))
                else:
                    target = dests[str(link.Dest if "/Dest" in link else link.A.D)]
                    chapter = int(text.removeprefix("next")) % PAGES + 1
                    at, box = boxes[f"Chapter {chapter}"]
                    assert numbers[target[0].objgen] == at
                    assert float(target[2]) == pytest.approx(box[0], abs=45)
    assert seen == {f"{kind}{number}" for kind in ("next", "web") for number in range(1, PAGES + 1)}


def test_bookmarks_lead_to_their_headings(flat):
    data = folded(flat)
    boxes = {text: (page, box) for text, page, box in words(data)}
    with pikepdf.open(io.BytesIO(data)) as document:
        numbers = {page.objgen: number for number, page in enumerate(document.pages)}
        one = document.Root.Outlines.First
        count = 0
        while one is not None:
            at, box = boxes[str(one.Title)]
            assert numbers[one.Dest[0].objgen] == at
            assert 0 <= box[0] - float(one.Dest[2]) < 5
            assert 0 <= float(one.Dest[3]) - box[3] < 40
            count, one = count + 1, one.get("/Next")
    assert count == PAGES


@pytest.mark.parametrize(
    ("sides", "copies", "edge"),
    [
        (two_up(PAGES, 400, 600), 2, "short"),
        (four_up(PAGES, 250, 350, "letter"), 4, "long"),
    ],
)
def test_copies_are_seen_and_not_read(flat, sides, copies, edge):
    data = imposed(flat, sides, turned_on=edge)
    assert is_ua(data)
    assert [text for text, *_ in words(data)] == [text for text, *_ in words(flat)]
    with pypdfium2.PdfDocument(data) as pdf:
        for number, page in enumerate(pdf, start=1):
            text = page.get_textpage().get_text_range()
            assert text.count(f"Word{number} first") == copies
    with pikepdf.open(io.BytesIO(data)) as document:
        settings = document.Root.ViewerPreferences
        assert str(settings.Duplex) == f"/DuplexFlip{edge.title()}Edge"
        assert str(settings.PrintScaling) == "/None"


def test_the_bytes_depend_on_the_input_alone(flat):
    assert folded(flat) == folded(flat)


def test_a_pattern_is_refused_for_it_would_stay_where_it_was():
    html = SOURCE.replace("<style>", "<style>body { background: url(%s) repeat }") % (
        "'data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22 "
        "height=%229%22><rect width=%225%22 height=%225%22/></svg>'"
    )
    pdf = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    with pytest.raises(ValueError, match="pattern"):
        folded(pdf)


def test_text_is_drawn_where_its_page_is(flat):
    with pypdfium2.PdfDocument(flat) as before, pypdfium2.PdfDocument(folded(flat)) as after:
        whole = after[0].render(scale=1).to_pil().convert("L")
        cover, back = (before[number].render(scale=1).to_pil().convert("L") for number in (0, 6))
        assert whole.crop((400, 0, 800, 600)).tobytes() == cover.tobytes()
        assert whole.crop((0, 0, 400, 600)).tobytes() == back.tobytes()
        assert raw.FPDF_GetPageCount(after.raw) == 4
