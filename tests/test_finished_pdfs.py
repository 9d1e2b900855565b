"""The finished PDFs of every handout in every language, read back with other libraries."""

from __future__ import annotations

import ctypes
import io
import os
import re
import subprocess
import sys
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
import uharfbuzz
from pypdfium2 import raw

from kat_handouts.catalogs.catalog import load_catalog
from kat_handouts.checks.pdf import page_glyphs, visual_lines
from kat_handouts.checks.tagged import tagged_texts
from kat_handouts.content.library import load_library
from kat_handouts.localise.resolve import localise
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.invisible import INVISIBLE
from kat_handouts.model.languages import get_language
from kat_handouts.model.sheet import Sheet
from kat_handouts.typography.cldr import short_date
from kat_handouts.typography.numbers import in_own_digits
from tests.support.clinics import clinic_with
from tests.support.documents import make_document, make_variant_of, small_document
from tests.support.editing import edit, translate, write
from tests.support.pdfs import compact, elements, faults, glyph_ids, lines_of, page_texts
from tests.support.sampling import sampled
from tests.support.shipped import CATALOGS, HANDOUTS, LOCALES, ROOT

# Each form and each kind of script is there, whatever the seed.
ALWAYS = [("en", "side-effects"), ("ar", "your-session"), ("km", "after-today")]
ALWAYS += [("zh-Hans", "before-your-visit"), ("hi", "for-your-companion")]
EVERY_SHEET = sampled(
    [(tag, handout) for tag in LOCALES for handout in HANDOUTS], 20, always=ALWAYS
)
TRANSLATED = [tag for tag in LOCALES if tag != "en"]


@pytest.fixture(scope="session")
def sheet(project, built):
    """Return (document, PDF) of a sheet of the default matrix; each is rendered once."""

    def sheet(tag, handout, paper="letter"):
        document = make_document(project, tag, handout, paper=paper)
        return document, built(document).data

    return sheet


@pytest.mark.parametrize(
    ("tag", "handout", "paper"),
    [(*one, "letter") for one in EVERY_SHEET] + sampled([(*one, "a4") for one in EVERY_SHEET], 8),
)
def test_every_sheet_passes_every_check(sheet, tag, handout, paper):
    document, pdf = sheet(tag, handout, paper)
    assert faults(pdf, document) == []


ABROAD = [
    *(("en-GB", handout, "gb") for handout in HANDOUTS),
    ("en-GB", "side-effects", "au"),
    ("en-GB", "after-today", "nz"),
    ("en-GB", "for-your-companion", "ie"),
    ("en", "for-your-companion", "ca"),
    *((tag, "after-today", "gb") for tag in TRANSLATED),
    ("ar", "side-effects", "au"),
    ("km", "for-your-companion", "gb"),
]


@pytest.mark.parametrize(("tag", "handout", "region"), sampled(ABROAD, 8))
def test_sheets_of_other_regions_pass_every_check(project, built, tag, handout, region):
    library = load_library(project)
    translations = load_translations(project, library.segments, tag)
    chosen = Sheet(tag, handout, region=region)
    document = localise(chosen, library, translations, project.clinic)
    pdf = built(document).data
    assert faults(pdf, document) == []
    assert document.state.untranslated == 0
    lines = lines_of(pdf)
    for number in numbers_to_call(library.regions[region], document, poison=False):
        assert any(compact(number) in printed for printed in lines), number
    assert not any("988" in printed for printed in lines) or region == "ca"
    assert not re.search(r"\bFDA\b", "".join(page_texts(pdf)))


def numbers_to_call(region, document, *, poison):
    """Return the numbers of a region that a sheet has to print, apart from the emergency number.

    A sheet that does not end with all of them has those of its strip: the crisis line that serves
    everybody, and the poison line, or each of them where the first serves a part of the region.
    """
    whole = document.form.has_line_details
    groups = [region.crisis_lines, region.nurse_lines, *([region.poison_lines] if poison else [])]
    lines = [line for group in groups for line in group.values() if whole or line.cards]
    if not document.form.repeats_numbers:
        first = next(iter(region.crisis_lines.values()))
        poisons = [*region.poison_lines.values()]
        if poisons and poisons[0].serves == first.serves:
            poisons = poisons[:1]
        crisis = first.model_copy(update={"text_number": None})
        nurses = [line for line in region.nurse_lines.values() if line.cards]
        lines = [crisis, *nurses, *(poisons if poison else [])]
    return [number for line in lines for number in (line.number, line.text_number) if number]


REGIONS = ("us", "gb", "ca", "au", "nz", "ie")
OF_REGIONS = [
    *((region, handout) for region in REGIONS for handout in ("side-effects", "after-today")),
    *((region, "for-your-companion") for region in sampled(REGIONS, 2)),
]


@pytest.mark.parametrize(("region", "handout"), OF_REGIONS)
def test_every_number_of_a_region_stands_on_its_english_sheets(project, built, region, handout):
    """A card has two sides and a page one, so that what does not fit is found here too."""
    library = load_library(project)
    english = library.regions[region].english
    document = localise(
        Sheet(english, handout, region=region),
        library,
        load_translations(project, library.segments, english),
        project.clinic,
    )
    pdf = built(document).data
    assert faults(pdf, document) == []
    # A number that runs into another figure would not be found as a word of its own.
    # A colon keeps a name that begins with a figure apart from it.
    words = " ".join(page_texts(pdf)).translate(INVISIBLE).replace(":", " ")
    spaced = f" {' '.join(words.split())} "
    numbers = numbers_to_call(library.regions[region], document, poison=True)
    for number in [library.regions[region].emergency_number, *numbers]:
        assert f" {number} " in spaced, number
    reported = library.regions[region].statements["reporting"].number
    if reported and handout == "side-effects":
        assert f" {reported} " in spaced


@pytest.mark.parametrize(("route", "printed"), [("lozenge", True), ("infusion", False)])
def test_who_takes_lozenges_home_has_the_poison_line_on_the_card(project, route, printed):
    document = make_document(project, "en", "after-today", route=route)
    assert (
        "1-800-222-1222" in {value.translate(INVISIBLE) for value in document.values()}
    ) is printed


@pytest.mark.parametrize("tag", LOCALES)
def test_a_translated_sheet_has_the_pages_that_its_form_is_made_for(sheet, library, tag):
    """A sheet has two or three in English, two more where words are long or a script is tall."""
    for name, handout in library.handouts.items():
        for paper in sampled(("letter", "a4"), 2 if tag == "en" else 1):
            document, pdf = sheet(tag, name, paper)
            pages = len(page_texts(pdf))
            most = handout.form.most_pages or document.goals[-1] + (0 if tag == "en" else 2)
            assert document.goals[0] <= pages <= most, (name, paper)


def test_a_page_that_runs_over_is_refused(small_copy):
    from kat_handouts.model.errors import RenderError
    from kat_handouts.render.pdf import PdfRenderer

    text = "warm: Warm the pot."
    edit(small_copy, "content/tea.yaml", text, text + " It can be warm." * 200)
    with pytest.raises(RenderError) as caught:
        PdfRenderer(small_copy).render(small_document(small_copy, "en", "tea"))
    assert [found.rule for found in caught.value.findings] == ["too-many-pages"]


@pytest.mark.parametrize(("paper", "size"), [("a4", (420.9, 595.3)), ("letter", (396, 612))])
def test_a_card_is_half_a_page(sheet, paper, size):
    _, pdf = sheet("en", "after-today", paper)
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            assert page.get_size() == pytest.approx(size, abs=0.1)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595.3, 841.9)), ("letter", (612, 792))])
def test_the_paper_is_the_one_asked_for(sheet, paper, size):
    _, pdf = sheet("en", "side-effects", paper)
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            assert page.get_size() == pytest.approx(size, abs=0.1)


def as_marked(text):
    """Return a text as a sheet prints it: in another language than its own, it says which."""
    mark = "" if text.translated else text.language.english_name
    return compact(f"{mark}{text.plain}")


@pytest.mark.parametrize(("tag", "handout"), EVERY_SHEET)
def test_title_language_and_bookmarks(sheet, tag, handout):
    document, pdf = sheet(tag, handout)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == tag
        assert str(opened.docinfo.Title) == document.title.bare
        with opened.open_outline() as outline:
            assert [compact(item.title) for item in outline.root] == [as_marked(document.title)]
            sections = [compact(item.title) for item in outline.root[0].children]
        headings = (section.texts.get("heading") for section in document.sections)
        assert sections == [as_marked(heading) for heading in headings if heading]
        assert opened.Root.MarkInfo.Marked
        assert "/CreationDate" not in opened.docinfo
        assert "/ModDate" not in opened.docinfo
        assert "/ID" not in opened.trailer


@pytest.mark.parametrize(("tag", "handout"), EVERY_SHEET)
def test_fonts_are_embedded_subsets_made_for_the_script(sheet, tag, handout):
    _, pdf = sheet(tag, handout)
    families = {font.family.replace(" ", "-") for font in get_language(tag).fonts}
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary)]
        descriptors = [font for font in fonts if font.get("/Type") == "/FontDescriptor"]
        assert descriptors
        for descriptor in descriptors:
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            name = str(descriptor.FontName)
            assert name[7] == "+"
            assert any(family in name for family in families), name


@pytest.mark.parametrize(("tag", "handout"), EVERY_SHEET)
def test_headings_are_in_order_and_what_the_eye_sees_as_a_list_is_one(sheet, tag, handout):
    document, pdf = sheet(tag, handout)
    found = elements(pdf)
    tags = [name for _, name, _ in found]
    levels = [int(name[1]) for name in tags if name in {"H1", "H2", "H3", "H4"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert levels.count(2) == sum("heading" in section.texts for section in document.sections)
    nodes = [node for section in document.sections for node in section.walk()]
    lists = [node for node in nodes if {"item", "step"} & {child.kind for child in node.children}]
    lists = [node for node in lists if node.kind not in {"table", "teach-back"}]
    # One that goes on in another column or on another page is two pieces; a new one begins with
    # its lead, its heading or a paragraph, never in a list.
    pages = len(page_texts(pdf))
    assert len(lists) <= tags.count("L") < len(lists) + 2 * pages
    above = {}
    for depth, name, _ in found:
        above[depth] = name
        assert name != "L" or above[depth - 1] not in {"L", "LI", "LBody"}
        assert (name == "LI") == (above.get(depth - 1) == "L"), above
    assert tags.count("LI") == tags.count("LBody")
    assert "Figure" not in tags


# The English title, the English notice and what it means at length, and the English request for an
# interpreter, in the strip on the first page and where the sheet ends.
ENGLISH_PARTS = 5


@pytest.mark.parametrize("tag", TRANSLATED)
def test_english_on_a_translated_sheet_carries_its_own_language(sheet, tag):
    _, pdf = sheet(tag, "side-effects")
    languages = [language for _, _, language in elements(pdf) if language]
    assert set(languages) == {"en"}
    assert languages.count("en") == ENGLISH_PARTS


@pytest.mark.parametrize("tag", ["ar", "es"])
def test_english_on_a_sheet_that_is_all_translated_is_these_parts(small, small_render, tag):
    pdf = small_render(small_document(small, tag, "garden"))
    languages = [language for _, _, language in elements(pdf) if language]
    assert languages == ["en"] * ENGLISH_PARTS


def test_an_english_sheet_has_one_language(sheet):
    _, pdf = sheet("en", "side-effects")
    assert not [language for _, _, language in elements(pdf) if language]


@pytest.mark.parametrize("tag", LOCALES)
def test_every_page_says_what_it_is(sheet, library, tag):
    document, pdf = sheet(tag, "side-effects")
    handout = library.handouts["side-effects"]
    texts = [compact(text) for text in page_texts(pdf)]
    for number, text in enumerate(texts, start=1):
        # Text extraction may turn the code around in a right-to-left line; the eye does not.
        for part in document.sheet_id.split(" "):
            turned = document.language.direction == "rtl"
            assert part in text or (turned and any(two in text for two in (part[:2], part[-2:])))
        digits = document.language.digits
        assert in_own_digits(str(number), digits) in text
        assert in_own_digits(str(len(texts)), digits) in text
        if tag != "en":
            # On the first page the language stands in what to say for an interpreter.
            spoken = (document.language.spoken or ())[1:] if number == 1 else ()
            assert compact(document.english_title) in text
            assert any(compact(name) in text for name in (document.language.english_name, *spoken))
    if tag in {"en", "es", "zh-Hans"}:
        for number, text in enumerate(texts, start=1):
            assert compact(document.title.plain) in text
            if number > 1:
                assert compact(document.language.endonym) in text
            assert compact(document.labels["clinic"].plain) in text
            dates = {"reviewed": handout.reviewed, "next-review": handout.next_review}
            for name, date in dates.items():
                label = document.labels[name]
                assert compact(short_date(date, label.language.tag, "us")) in text
                assert label.translated


@pytest.mark.parametrize("tag", ["en", "es", "zh-Hans"])
def test_the_title_stands_once_on_each_page_in_its_language_and_in_english(sheet, tag):
    """In large letters on the first page, in the header of the others."""
    document, pdf = sheet(tag, "side-effects")
    titles = {compact(document.title.plain), compact(document.english_title)} - {""}
    for text in page_texts(pdf):
        assert {title: compact(text).count(title) for title in titles} == dict.fromkeys(titles, 1)


@pytest.mark.parametrize("tag", LOCALES)
def test_the_first_page_says_that_nobody_signed_and_the_last_what_that_means(sheet, tag):
    document, pdf = sheet(tag, "side-effects")
    texts = [compact(text) for text in page_texts(pdf)]
    english = compact(document.notices[-1].plain)
    assert [english in text for text in texts] == [True] + [False] * (len(texts) - 1)
    assert bool(document.explanations) == (tag != "en")
    for sentence in document.explanations[-1:]:
        meaning = compact(sentence.plain)
        assert [meaning in text for text in texts] == [False] * (len(texts) - 1) + [True]


@pytest.mark.parametrize("tag", LOCALES)
def test_phones_doses_ranges_and_times_read_in_the_right_order(layered, tag):
    """The order is that of the glyphs on paper, from left to right, not that of the text."""
    from kat_handouts.render.pdf import PdfRenderer

    numbers = "020 7946 0958, 500 mg, 2-4, 120/80, 13:30, 24.5 %"
    segment = "side-effects.bladder.heading"
    write(layered, "content/texts.yaml", f'texts:\n  {segment}: "Numbers {numbers}"\n')
    if tag != "en":
        entry = load_catalog(layered, tag).entries.get(segment)
        own = entry.msgstr if entry else ""
        translate(layered, tag, segment, f"{own} {numbers}", source=f"Numbers {numbers}")
    clinic = clinic_with("020 7946 0959", "+1 (555) 123-4567")
    document = make_document(layered, tag, clinic=clinic)
    state = document.state
    assert state.untranslated == state.fuzzy == 0
    lines = lines_of(PdfRenderer(layered).render(document).data)
    in_text = ("02079460958", "500mg", "2-4", "120/80", "13:30", "24.5%")
    for wanted in (
        *(in_own_digits(number, document.language.digits) for number in in_text),
        "02079460959",
        "+1555123-4567",
        "911",
        "988",
    ):
        assert any(wanted in line for line in lines), wanted


def test_the_check_of_numbers_can_fail(sheet):
    """A sheet whose numbers were not isolated is caught; else the tests above prove nothing."""
    assert visual_lines([("2", 10, 0, 14, 9), ("4", 0, 0, 4, 9), ("-", 5, 0, 9, 9)]) == ["4-2"]


def bullets(page):
    """Yield the left, bottom and right edge of each bullet of a page: a dot of 1.7 mm."""
    for item in page.get_objects([raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        if {round(right - left), round(top - bottom)} == {5} and right < page.get_width():
            yield left, bottom, right


MM = 72 / 25.4


@pytest.mark.parametrize(
    # The margin in mm.
    ("handout", "margin"),
    [("garden", 12.5), ("tea", 12), ("walk", 10.5)],
)
def test_arabic_runs_from_right_to_left(small, small_render, handout, margin):
    """Titles, bullets and step numbers hug the right margin, the code and page numbers the left."""
    with pypdfium2.PdfDocument(small_render(small_document(small, "ar", handout))) as opened:
        width, _ = opened[0].get_size()
        pages = [page_glyphs(opened, number) for number in range(len(opened))]
        dots = [list(bullets(page)) for page in opened]
    edge = width - margin * MM
    # The title is the largest of the page.
    tallest = max(glyph[4] - glyph[2] for glyph in pages[0])
    [top] = {round(glyph[2]) for glyph in pages[0] if glyph[4] - glyph[2] == tallest}
    title = [glyph for glyph in pages[0] if abs(glyph[2] - top) < tallest / 2]
    assert max(glyph[3] for glyph in title) == pytest.approx(edge, abs=12)
    assert any(dots)
    for glyphs, found in zip(pages, dots, strict=True):
        for left, bottom, right in found:
            beside = [glyph for glyph in glyphs if glyph[2] - 3 < bottom < glyph[4]]
            assert any(0 < left - glyph[3] < 3.5 * MM for glyph in beside)
            assert not any(0 < glyph[1] - right < 3.5 * MM for glyph in beside)
    code = [glyph for page in pages for glyph in page if glyph[0] == "K" and glyph[2] < 60]
    assert len(code) == len(pages)
    assert all(glyph[1] > width * 0.4 for glyph in code)


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_each_step_has_its_own_number(small, small_render, tag):
    """Two stand beside each other; from right to left the first is on the right."""
    document = small_document(small, tag, "garden")
    pdf = small_render(document)
    steps = [node for part in document.sections for node in part.walk() if node.kind == "step"]
    titles = [node.texts["title"].segment for node in steps]
    with pypdfium2.PdfDocument(pdf) as opened:
        boxes = {text.segment: (text.page, text.box) for text in tagged_texts(opened)}
        pages = [page_glyphs(opened, number) for number in range(len(opened))]
    assert len(titles) == 2
    for number, title in enumerate(titles, start=1):
        page, (left, bottom, right, top) = boxes[title]
        digits = [
            glyph
            for glyph in pages[page - 1]
            if glyph[0].isdigit() and glyph[2] < top and bottom < glyph[4]
        ]
        start = left if tag == "en" else right
        [nearest] = sorted(digits, key=lambda glyph: abs((glyph[1] + glyph[3]) / 2 - start))[:1]
        assert nearest[0] == str(number)
        assert (nearest[3] <= left) if tag == "en" else (nearest[1] >= right)


@pytest.mark.parametrize(("tag", "sample"), [("hi", "स्त्रीक्ष"), ("km", "ស្ត្រី"), ("ar", "السلام")])
def test_scripts_are_shaped(layered, tag, sample):
    """The PDF draws the glyphs that HarfBuzz makes of a word, not one glyph a character."""
    from kat_handouts.render.pdf import PdfRenderer
    from kat_handouts.typography.fonts import find_font

    language = get_language(tag)
    font = language.script.font
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(find_font(font)[font.bold])))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(sample)
    buffer.guess_segment_properties()
    shaper = uharfbuzz.Font(face)
    uharfbuzz.shape(shaper, buffer)
    shaped = [info.codepoint for info in buffer.glyph_infos]
    assert shaped != [shaper.get_nominal_glyph(ord(char)) for char in sample]

    translate(layered, tag, "side-effects.bladder.heading", sample)
    drawn = glyph_ids(PdfRenderer(layered).render(make_document(layered, tag)).data)
    assert any(
        drawn[start : start + len(shaped)] == shaped for start in range(len(drawn) - len(shaped))
    )


@pytest.mark.costly
def test_the_same_inputs_give_the_same_bytes_in_any_process(tmp_path):
    script = (
        "import sys; from pathlib import Path; from kat_handouts.files.project import Project;"
        "from kat_handouts.batch.build import build; from kat_handouts.batch.plan import Selection;"
        "from kat_handouts.workers.local import WorkerPool;"
        "project = Project(Path(sys.argv[1]), Path(sys.argv[1]));"
        "selection = Selection(tuple(sys.argv[3].split(',')), ('next-steps',));"
        "build(project, selection, Path(sys.argv[2]), WorkerPool(project, 1))"
    )
    outputs = []
    # The second run makes other sheets before, and hashes strings with another seed.
    for seed, locales in (("1", "km,ar"), ("2", "zh-Hans,hi,km,ar")):
        output = tmp_path / seed
        code = f"if __name__ == '__main__':\n {script}"
        file = tmp_path / f"build{seed}.py"
        file.write_text(code, encoding="utf-8")
        settings = {"PYTHONHASHSEED": seed, "HOME": str(tmp_path), "TZ": f"UTC-{seed}"}
        command = [sys.executable, file, ROOT, output, locales]
        subprocess.run(command, check=True, env={**os.environ, **settings})
        outputs.append([(output / tag / "next-steps.pdf").read_bytes() for tag in ("km", "ar")])
    assert outputs[0] == outputs[1]


@pytest.mark.costly
@pytest.mark.parametrize("handout", ["next-steps", "before-your-visit", "after-today"])
def test_what_a_clinic_brings_moves_no_other_text(layered, handout):
    from kat_handouts.render.pdf import PdfRenderer

    renderer = PdfRenderer(layered)
    clinic = clinic_with("020 7946 0959", "+1 (555) 123-4567", "Riverside Clinic, 12 Long Street")
    for tag in ("en", "km", "ar"):
        pages = []
        for brought in (Clinic(), clinic):
            pdf = renderer.render(make_document(layered, tag, handout, clinic=brought)).data
            with pypdfium2.PdfDocument(pdf) as opened:
                pages.append([page_glyphs(opened, number) for number in range(len(opened))])
        for blank, filled in zip(*pages, strict=True):
            assert places_of(blank) <= places_of(filled), tag


def places_of(glyphs):
    """Return where each glyph stands; a bracket is turned by what stands elsewhere on its line."""
    return {("()".find(char) >= 0 or char, round(x), round(y)) for char, x, y, *_ in glyphs}


def test_a_new_language_is_one_catalog(layered):
    """Swahili has no line in the registry; what it does not say yet prints in English."""
    from kat_handouts.render.pdf import PdfRenderer

    folder = layered.root / "locales/sw/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "handouts.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "side-effects.bladder.heading"\nmsgid "Bladder"\nmsgstr "Kibofu"\n',
        encoding="utf-8",
    )
    document = make_document(layered, "sw")
    assert document.state.translated == 1
    pdf = PdfRenderer(layered).render(document).data
    assert faults(pdf, document) == []
    text = compact("".join(page_texts(pdf)))
    assert "Kibofu" in text
    assert "Kiswahili" in text
    assert compact(f"English{document.sections[-1].children[0].texts['heading'].plain}") in text
    # Its title stands in English alone, with a mark, and not twice.
    assert compact(page_texts(pdf)[0]).count(compact(document.english_title)) == 1


@pytest.mark.parametrize(
    ("tag", "share"),
    # Arabic as with every other maker of PDFs: ligatures and marks come back in another order.
    [("en", 0.99), ("es", 0.99), ("hi", 0.99), ("km", 0.99), ("zh-Hans", 0.99), ("ar", 0.9)],
)
def test_words_can_be_copied_and_searched(sheet, tag, share):
    wanted = found = 0
    for handout in HANDOUTS:
        document, pdf = sheet(tag, handout)
        text = compact("".join(page_texts(pdf)).translate(INVISIBLE))
        for part in document.texts():
            for word in part.plain.translate(INVISIBLE).split():
                wanted += 1
                found += compact(word) in text
    assert found / wanted >= share


@pytest.mark.parametrize(
    ("handout", "headings"),
    [
        # Rows under “Cup” and 3 numbers; then a column of 7 numbers, and 2 headings without any.
        ("tea", [(3 + 1, 0), *[(1, 3)] * 2]),
        ("garden", [(3, 0), *[(1, 2)] * 7, (2, 0), *[(0, 2)] * 2]),
    ],
)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_each_cell_to_fill_in_has_its_headings(small, small_render, tag, handout, headings):
    document = small_document(small, tag, handout)
    pdf = small_render(document)
    assert faults(pdf, document) == []
    rows, named, known = [], [], set()

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            if node.S == "/TR":
                cells = [str(cell.S) for cell in node.K]
                rows.append((cells.count("/TH"), cells.count("/TD")))
            known.update([str(node.ID)] if node.S == "/TH" else [])
            if node.S == "/TD":
                named.append([str(one) for one in node.A.Headers])
            walk(node.get("/K", pikepdf.Array()))

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        walk(opened.Root.StructTreeRoot.K)
    assert rows == headings
    assert {one for cell in named for one in cell} <= known
    assert all(named)


@pytest.mark.parametrize(
    "variant",
    [
        {"edition": "bilingual", "second": "ar"},
        {"edition": "bilingual", "second": "ar", "staff": True},
        {"edition": "large-print"},
        {"staff": True, "paper": "a4"},
    ],
)
@pytest.mark.parametrize("handout", ["tea", "garden"])
def test_tables_to_fill_in_hold_in_every_edition(small, small_render, handout, variant):
    document = make_variant_of(small, "es", handout, **variant)
    assert faults(small_render(document), document) == []


def baselines(pdf):
    """Yield each visible character of a PDF with its page and the height of its baseline in pt."""
    across, up = ctypes.c_double(), ctypes.c_double()
    with pypdfium2.PdfDocument(pdf) as opened:
        for number, page in enumerate(opened):
            text = page.get_textpage()
            for place in range(text.count_chars()):
                char = chr(raw.FPDFText_GetUnicode(text, place))
                if not char.isspace() and not raw.FPDFText_IsGenerated(text, place):
                    raw.FPDFText_GetCharOrigin(text, place, across, up)
                    yield char, (number, up.value)


@pytest.mark.parametrize("handout", ["side-effects", "for-your-companion", "after-today"])
@pytest.mark.parametrize("tag", sampled(CATALOGS, 3, always=("ar", "ur")))
def test_the_numbers_to_call_of_a_row_stand_on_one_baseline(project, render, tag, handout):
    """In the strip and in the panel, however large they are and whatever script is above them."""
    phones = "612-555-0100", "612-555-0199"
    document = make_document(project, tag, handout, clinic=clinic_with(*phones))
    printed = list(baselines(render(document)))
    text = "".join(char for char, _ in printed)
    rows = 1 + document.form.repeats_numbers
    in_strip = "988" if document.form.strip_numbers == 4 else phones[0]
    found = {phone: list(re.finditer(phone, text)) for phone in phones}
    assert {len(places) for places in found.values()} == {rows}
    for row, places in enumerate(zip(*found.values(), strict=True)):
        ups = {printed[at][1] for place in places for at in range(place.start(), place.end())}
        [(page, height)] = ups
        near = {
            number: min(
                abs(printed[place.start()][1][1] - height)
                for place in re.finditer(number, text)
                if printed[place.start()][1][0] == page
            )
            for number in ("911", in_strip if row == 0 else phones[0])
        }
        # A twentieth of a point, as letters of different fonts are rounded.
        assert max(near.values()) < 0.1, (tag, near)
