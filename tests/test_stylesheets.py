"""What the PDF/UA gate cannot see, and what WeasyPrint lays out wrongly or slowly."""

import re
from statistics import median

import pytest
import tinycss2
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from kat_handouts.clinic.accent import DEFAULT_ACCENT, contrast, tint
from kat_handouts.model.editions import EDITIONS, FORMS
from kat_handouts.model.languages import SCRIPTS
from kat_handouts.render.html import environment, render_html
from kat_handouts.render.template_files import TemplateFiles
from kat_handouts.typography.fonts import find_font
from tests.support.shipped import ROOT

SHEETS = sorted((ROOT / "templates/styles").glob("*.css"))
FORBIDDEN = {
    "opacity": "makes untagged content, which PDF/UA-1 forbids and the gate does not see",
    "filter": "the same",
    "mix-blend-mode": "the same",
    "hyphens": "patient text reads better without hyphenation",
    "gap": "is laid out on the wrong side from right to left",
    "columns": "is slow",
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
PHYSICAL = re.compile(r"(margin|padding|border)-(left|right)|left|right|float-(left|right)")


def declarations(sheet):
    for rule in tinycss2.parse_stylesheet(sheet.read_text(encoding="utf-8"), True, True):
        assert rule.type != "error", rule.message
        if rule.content:
            for item in tinycss2.parse_blocks_contents(rule.content, True, True):
                if item.type == "declaration":
                    yield item.name, tinycss2.serialize(item.value).strip()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_nothing_forbidden_is_used(sheet):
    for name, value in declarations(sheet):
        assert name not in FORBIDDEN, f"{name} {FORBIDDEN[name]}"
        assert (name, value) not in BAD_VALUES
        assert not PHYSICAL.fullmatch(name), f"{name} is not mirrored; use the logical property"
        if name == "float":
            assert value == "inline-start"
        assert "rgba(" not in value
        assert not re.search(r"#[0-9a-f]{8}\b|#[0-9a-f]{4}\b", value)


def text_size(html):
    """Return what the page itself says of the size of its text, in pt."""
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    for rule in tinycss2.parse_stylesheet(style, True, True):
        if tinycss2.serialize(rule.prelude).strip() == "html":
            for item in tinycss2.parse_blocks_contents(rule.content, True, True):
                if item.name == "font-size":
                    return float(tinycss2.serialize(item.value).strip().removesuffix("pt"))
    raise AssertionError("the page says nothing of the size of its text")


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
    assert text_size(html) == pytest.approx(size * document.language.script.scale)


def test_no_edition_is_smaller_than_12_points():
    assert min(edition.body_pt for edition in EDITIONS.values()) >= 12
    assert min(form.body_pt or 12 for form in FORMS.values()) >= 12


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


def test_every_text_colour_has_a_contrast_of_7_on_the_darkest_ground():
    grounds = ["#ffffff", tint(DEFAULT_ACCENT), "#dddddd"]
    for sheet in SHEETS:
        for name, value in declarations(sheet):
            if name == "color":
                value = value.replace("var(--accent)", DEFAULT_ACCENT)
                colour = value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:])
                assert min(contrast(colour, ground) for ground in grounds) >= 7, value


def test_no_template_or_picture_makes_content_that_cannot_be_tagged():
    paper = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    files = [path for path in paper if path.parent.name not in ("phone", "gallery")]
    assert {path.suffix for path in files} == {".css", ".j2", ".svg"}
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"opacity|filter|<image|<mask|blend", text), path.name
        assert "<script" not in text
