"""What the PDF/UA gate cannot see, and what WeasyPrint lays out wrongly or slowly."""

import re
from statistics import median

import pytest
import tinycss2
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from kat_handouts.clinic.accent import DEFAULT_ACCENT
from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.languages import SCRIPTS
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


def test_the_body_is_at_least_14_points():
    page = (ROOT / "templates/handout.html.j2").read_text(encoding="utf-8")
    size = '(12 if document.form == "card" else document.edition.body_pt)'
    assert f"font-size: {{{{ {size} * language.script.scale }}}}pt" in page
    assert EDITIONS["standard"].body_pt == 14
    assert EDITIONS["large-print"].body_pt >= 18
    assert min(edition.body_pt for edition in EDITIONS.values()) >= 12


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


def relative_luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    weights = (0.2126, 0.7152, 0.0722)
    return sum(weight * value for weight, value in zip(weights, linear, strict=True))


def test_every_text_colour_has_a_contrast_of_7_on_the_darkest_ground():
    grounds = ["#ffffff", "#e8f0f2", "#dddddd"]
    darkest = min(map(relative_luminance, grounds))
    for sheet in SHEETS:
        for name, value in declarations(sheet):
            if name == "color":
                value = value.replace("var(--accent)", DEFAULT_ACCENT)
                colour = value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:])
                contrast = (darkest + 0.05) / (relative_luminance(colour) + 0.05)
                assert contrast >= 7, (value, contrast)


def test_no_template_or_picture_makes_content_that_cannot_be_tagged():
    paper = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    files = [path for path in paper if path.parent.name != "web"]
    assert {path.suffix for path in files} == {".css", ".j2", ".svg"}
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"opacity|filter|<image|<mask|blend", text), path.name
        assert "<script" not in text
