"""What the PDF/UA gate cannot see, and what WeasyPrint lays out wrongly or slowly."""

import re
from statistics import median
from typing import get_args

import pytest
import tinycss2
import uharfbuzz
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from kat_handouts.catalogs.catalog import load_catalog
from kat_handouts.clinic.accent import DEFAULT_ACCENT, contrast, tint
from kat_handouts.content.blocks import Callout, Urgency
from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.forms import CARD, FORMS, WALLET
from kat_handouts.model.languages import get_language
from kat_handouts.model.scripts import SCRIPTS
from kat_handouts.render.html import environment, render_html
from kat_handouts.render.template_files import TemplateFiles
from kat_handouts.typography.fonts import find_font
from tests.support.shipped import HANDOUTS, PRINTED, ROOT

SHEETS = sorted((ROOT / "templates/styles").glob("*.css"))
FORBIDDEN = {
    "opacity": "makes untagged content, which PDF/UA-1 forbids and the gate does not see",
    "filter": "the same",
    "mix-blend-mode": "the same",
    "hyphens": "patient text reads better without hyphenation",
    "gap": "is laid out on the wrong side from right to left",
    **dict.fromkeys(
        ("column-count", "column-width", "column-span", "column-fill"),
        "leaves columns to WeasyPrint itself, which is slow: `columns` alone is laid out by us",
    ),
    "font-style": "no italics: scripts other than Latin have none",
    "text-transform": "no all-caps",
}
BAD_VALUES = {
    ("text-align", "justify"),
    ("text-align", "left"),
    ("text-align", "right"),
    ("display", "flex"),
    ("display", "grid"),
    ("text-decoration", "underline"),
}
# A column has no side to mirror, and a cover is laid out once.
EXCEPTED = {("fold.css", "display", "flex")}
PHYSICAL = re.compile(r"(margin|padding|border)-(left|right)|left|right|float-(left|right)")


def rules(css):
    """Yield each rule of a style: its selector, and its declarations by property."""
    for rule in tinycss2.parse_stylesheet(css, True, True):
        assert rule.type != "error", rule.message
        if rule.content:
            items = tinycss2.parse_blocks_contents(rule.content, True, True)
            declared = [item for item in items if item.type == "declaration"]
            values = {item.name: tinycss2.serialize(item.value).strip() for item in declared}
            yield tinycss2.serialize(rule.prelude).strip(), values


def declarations(sheet):
    for _, values in rules(sheet.read_text(encoding="utf-8")):
        yield from values.items()


def tokens(name):
    """Return the custom properties that a style sets."""
    found = {}
    for selector, values in rules((ROOT / "templates/styles" / name).read_text(encoding="utf-8")):
        if selector == "html":
            found |= {key: value for key, value in values.items() if key.startswith("--")}
    return found


TOKENS = tokens("tokens.css")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_nothing_forbidden_is_used(sheet):
    for name, value in declarations(sheet):
        assert name not in FORBIDDEN, f"{name} {FORBIDDEN[name]}"
        assert (name, value) not in BAD_VALUES or (sheet.name, name, value) in EXCEPTED
        assert not PHYSICAL.fullmatch(name), f"{name} is not mirrored; use the logical property"
        if name == "float":
            assert value == "inline-start"
        # Dots vanish on a copy.
        assert not re.search(r"\b(dotted|dashed)\b", value)
        assert "rgba(" not in value
        assert not re.search(r"#[0-9a-f]{8}\b|#[0-9a-f]{4}\b", value)


# Sections, and the groups of the numbers to call.
IN_COLUMNS = (".columns", ".crises")


def test_columns_hold_whole_sections_and_no_list():
    """A list in columns would be two lists, one in the other, to whoever hears it."""
    found = {
        (sheet.name, selector): values["columns"]
        for sheet in SHEETS
        for selector, values in rules(sheet.read_text(encoding="utf-8"))
        if "columns" in values
    }
    assert {selector for (_, selector), count in found.items() if count == "2"} == {*IN_COLUMNS}
    for (_, selector), count in found.items():
        assert selector.startswith(IN_COLUMNS), selector
        assert count in ("2", "auto")
    for template in (ROOT / "templates").rglob("*.j2"):
        for element in re.findall(r'<(\w+) class="columns', template.read_text(encoding="utf-8")):
            assert element == "div", template.name


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_what_follows_columns_may_begin_a_page(sheet):
    """Columns cannot be parted for it: they would go along, and leave their page empty."""
    found = dict(declarations(sheet))
    assert found.get("--closing-break") in (None, "auto", "page")


def page_style(html):
    """Return the style that the page itself brings, for its root."""
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    return dict(rules(style))["html"]


@pytest.mark.parametrize(
    ("handout", "edition", "size"),
    [
        ("side-effects", "standard", 14),
        ("before-your-visit", "standard", 14),
        ("after-today", "standard", 12),
        ("after-today", "cards", 12),
        ("side-effects", "large-print", 18),
        ("after-today", "large-print", 18),
        ("side-effects", "bilingual", 12),
    ],
)
@pytest.mark.parametrize("locale", ["es", "ar"])
def test_the_text_has_the_size_of_its_form_and_edition(
    project, make_variant, locale, handout, edition, size
):
    second = "en" if EDITIONS[edition].has_second else None
    document = make_variant(locale, handout, edition=edition, second=second)
    html = render_html(document, environment(TemplateFiles(project)))
    found = float(page_style(html)["font-size"].removesuffix("pt"))
    assert found == pytest.approx(size * document.language.script.scale)


def test_no_edition_is_smaller_than_12_points():
    sizes = [edition.body_pt for edition in EDITIONS.values() if edition.form is not WALLET]
    assert min(sizes) >= 12
    assert min(form.body_pt or 12 for form in FORMS.values()) >= 12
    assert min(form.least_pt or 12 for form in FORMS.values() if form is not CARD) >= 12
    # Half a page, in the languages that need most room where the most numbers are to call.
    assert CARD.least_pt == 10.5
    # A few words beside a picture, on a card for the wallet.
    least = {edition.form.least_pt for edition in EDITIONS.values() if edition.form}
    assert min(filter(None, least)) == WALLET.least_pt == 8.5


# Plain letters, without ascenders where a script has such.
LETTERS = {
    "Latn": "aceimnorsuvwxz",
    "Grek": "αεικνοπστυω",
    "Cyrl": "авеиклмнопст",
    "Armn": "անմոսռտւ",
    "Geor": "აეთინოსრ",
    "Hebr": "אבדהחטכמסעפרשת",
    "Arab": "دهسصطعغفقحمنوء",
    "Aran": "دهسصطعحمنوء",
    "Ethi": "ለመሰረበተነከወ",
    "Deva": "कगचजतदनपबमरलस",
    "Beng": "কখগঘচজতদনপবমরলস",
    "Guru": "ਕਗਚਜਤਦਨਪਬਮਰਲਸ",
    "Gujr": "કગચજતદનપબમરલસ",
    "Taml": "கசடதநபமயரலவ",
    "Telu": "కగచజడతదనపబమరలస",
    "Thai": "กขคงจชดตนบมรลสห",
    "Laoo": "ກຂຄງຈດຕນບມລສຫ",
    "Khmr": "កខគងចជតទនបមរលស",
    "Mymr": "ကခဂငစဆတထဒနပဗမယလသ",
    "Hans": "中国人们时",
    "Hant": "中國人們時",
    "Jpan": "日本語の人",
    "Kore": "한국사람말",
}


@pytest.mark.parametrize("code", SCRIPTS)
def test_every_script_looks_at_least_as_large_as_latin(code):
    assert code in LETTERS, f"LETTERS needs plain letters of {code}"

    def height(script):
        path = find_font(script.font)[script.font.regular]
        with TTFont(path, fontNumber=0) as font:
            glyphs, names = font.getGlyphSet(), font.getBestCmap()
            heights = []
            for letter in LETTERS[script.code]:
                pen = BoundsPen(glyphs)
                glyphs[names[ord(letter)]].draw(pen)
                heights.append(pen.bounds[3] - pen.bounds[1])
            return median(heights) * script.scale / font["head"].unitsPerEm

    # Latin fonts differ by more among themselves.
    assert height(SCRIPTS[code]) >= 0.9 * height(SCRIPTS["Latn"])


@pytest.mark.parametrize("tag", sorted({one for one in PRINTED if one != "en"}))
def test_no_letter_of_a_heading_reaches_a_rule(project, tag):
    """The ink of each word of the catalog, in bold, stays within its line and the room at it."""
    script = get_language(tag).script
    path = str(find_font(script.font)[script.font.bold])
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path))
    font = uharfbuzz.Font(face)
    metrics = font.get_font_extents("ltr")
    leading = (script.heading_line_height * face.upem - metrics.ascender + metrics.descender) / 2
    rise, drop = (room * face.upem for room in script.heading_room)
    entries = load_catalog(project, tag).entries.values()
    lows, highs = [], []
    for word in {word for entry in entries for word in entry.msgstr.split()}:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer)
        for glyph, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            ink = font.get_glyph_extents(glyph.codepoint)
            if glyph.codepoint and ink and ink.height:
                highs.append(ink.y_bearing + at.y_offset)
                lows.append(highs[-1] + ink.height)
    # A hair is a pixel on paper; no heading has less than a quarter of its size above.
    hair, margin = 0.02 * face.upem, 0.25 * face.upem
    assert min(lows) >= metrics.descender - leading - drop - hair
    assert max(highs) <= metrics.ascender + leading + rise + margin


# What a form or an edition lays over the values of the design.
LAID_OVER = (*FORMS.values(), *EDITIONS.values(), *(one.form for one in EDITIONS.values()))
OTHERS = sorted({name for one in LAID_OVER if one for name in one.stylesheets})


def valued(value, known):
    """Return a value with what its custom properties are."""
    return re.sub(r"var\((--[\w-]+)\)", lambda match: known.get(match[1], match[0]), value)


@pytest.mark.parametrize("name", ["tokens.css", *OTHERS])
def test_every_text_colour_has_a_contrast_of_7_on_the_darkest_ground(name):
    """A rule that brings a ground of its own is held to that, the others to all that are light."""
    accent = {"--accent": DEFAULT_ACCENT, "--tint": tint(DEFAULT_ACCENT)}
    known = {**TOKENS, **accent, **tokens(name)}
    light = [whole(known[ground]) for ground in ("--paper", "--tint", "--head", "--flag")]
    seen = set()
    for sheet in SHEETS:
        for selector, values in rules(sheet.read_text(encoding="utf-8")):
            ground = valued(values.get("background", "none"), known)
            is_dark = ground != "none" and contrast(whole(ground), whole(known["--ink"])) < 7
            # The rule of a dark ground says the colour of its words; a bullet has none.
            assert not is_dark or "color" in values or values.get("content") == '""', selector
            assert is_dark or ground == "none" or whole(ground) in light, (selector, ground)
            if values.get("color", "inherit") != "inherit":
                colour = valued(values["color"], known)
                seen.add((colour, ground if is_dark else ""))
                for one in [whole(ground)] if is_dark else light:
                    assert contrast(whole(colour), one) >= 7, (selector, colour, one)
    # Of a band that says what to do now, the words are light.
    assert {(known["--ink"], ""), (DEFAULT_ACCENT, "")} <= seen
    assert (known["--paper"], known["--danger"]) in seen


def whole(colour):
    return colour if len(colour) == 7 else "#" + "".join(char * 2 for char in colour[1:])


def variables(sheet):
    return {*re.findall(r"var\((--[\w-]+)(?:, 0mm)?\)", sheet.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sum_holds_where_a_clinic_leaves_a_value_out(sheet):
    """WeasyPrint stops at a sum with nothing in it, and says nothing of the value."""
    for _, value in declarations(sheet):
        if "calc(" in value:
            assert not {*re.findall(r"var\((--[\w-]+)\)", value)} & {*TOKENS}, value


def test_every_value_that_is_used_has_a_name_and_every_name_is_used(project, make_variant):
    templates = environment(TemplateFiles(project))
    own = page_style(render_html(make_variant("es", "side-effects"), templates))
    used = set()
    for sheet in SHEETS:
        used |= variables(sheet)
    assert used <= {*TOKENS, *own}
    assert {*TOKENS} <= used | variables(ROOT / "templates/phone/handout.css")


@pytest.mark.parametrize("name", OTHERS)
def test_what_another_form_or_edition_sets_is_known_and_other(name):
    found = tokens(name)
    assert found
    assert [key for key, value in found.items() if TOKENS.get(key, value) == value] == []


def test_a_card_differs_from_a_sheet_in_values_alone():
    css = (ROOT / "templates/styles/card.css").read_text(encoding="utf-8")
    assert {selector for selector, _ in rules(css)} == {
        *("html", '[data-script="Taml"]', '[data-script="Aran"]'),
        '[data-script="Geor"]',
    }


@pytest.mark.parametrize("alone", ["handout.css", "evidence.css"])
def test_no_rule_stands_twice_among_styles_that_are_read_together(alone):
    seen = {}
    others = {"handout.css", "evidence.css"} - {alone}
    for sheet in (path for path in SHEETS if path.name not in others):
        for selector, values in rules(sheet.read_text(encoding="utf-8")):
            for item in values.items():
                if selector != "html":
                    first = seen.setdefault((selector, *item), sheet.name)
                    assert first == sheet.name, (selector, item, first, sheet.name)


def test_a_colour_of_the_design_is_written_once():
    """A form or an edition that needs another one sets the custom property anew."""
    for sheet in (path for path in SHEETS if path.name != "tokens.css"):
        for name, value in declarations(sheet):
            is_set_anew = sheet.name in OTHERS and name.startswith("--")
            assert is_set_anew or not re.search(r"#[0-9a-f]{3,6}\b", value), (sheet.name, name)


def styled_classes():
    return {
        name
        for sheet in SHEETS
        for selector, _ in rules(sheet.read_text(encoding="utf-8"))
        for name in re.findall(r"\.([a-z][\w-]*)", selector)
    }


# What the content says that a thing is, and that looks as the others of its kind do: a box to mind,
# a cell with a number.
UNSTYLED = {"tell-team", "visit"}


def test_every_class_on_paper_has_a_style(project, make_variant):
    named = set()
    templates = environment(TemplateFiles(project))
    for handout in HANDOUTS:
        for variant in ({}, {"edition": "bilingual", "second": "en"}, {"staff": True}):
            body = render_html(make_variant("es", handout, **variant), templates)
            body = body.partition("<body")[2].partition(">")[2]
            for found in re.findall(r'class="([^"]*)"', body):
                named.update(found.split())
    assert named - styled_classes() == UNSTYLED


def test_no_style_is_for_a_class_that_nothing_has():
    """The kinds of boxes are in the content; other names stand in a template."""
    kinds = {*get_args(Urgency), *get_args(Callout.model_fields["kind"].annotation)}
    written = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("templates/**/*.j2"))
    assert styled_classes() - kinds - {*re.findall(r"[a-z][\w-]*", written)} == set()


def test_no_template_or_picture_makes_content_that_cannot_be_tagged():
    paper = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    files = [path for path in paper if path.parent.name not in ("phone", "gallery")]
    assert {path.suffix for path in files} == {".css", ".j2", ".svg"}
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"opacity|filter|<image|<mask|blend", text), path.name
        assert "<script" not in text
