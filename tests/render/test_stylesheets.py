"""What the PDF/UA gate cannot see, and what WeasyPrint lays out wrongly or slowly."""

import re

import pytest
import tinycss2

from conftest import ROOT

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
    size = '{{ (12 if document.form == "card" else 14) * language.script.scale }}pt'
    assert f"font-size: {size}" in page
    from kat_handouts.languages import SCRIPTS

    assert all(script.scale >= 1 for script in SCRIPTS.values())


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
                colour = value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:])
                contrast = (darkest + 0.05) / (relative_luminance(colour) + 0.05)
                assert contrast >= 7, (value, contrast)


def test_no_template_or_picture_makes_content_that_cannot_be_tagged():
    files = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".css", ".j2", ".svg"}
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"opacity|filter|<image|<mask|blend", text), path.name
        assert "<script" not in text
