"""The pictograms, held to how docs/pictures.md says that they are drawn."""

import re
from xml.etree import ElementTree

import pytest

from kat_handouts.clinic.drawing import clean_svg
from tests.support.shipped import ROOT

FILES = sorted((ROOT / "templates/pictograms").glob("*.svg"))
SCENES = {"scene-talk", "scene-session"}
SHAPES = {"svg", "g", "path", "circle", "ellipse", "rect"}
COLOURS = {"#111", "#fff", "#7f1616", "none"}
THINNEST = 2.4
THINNEST_OF_A_SCENE = 1.6
TWIN = re.compile(r'<g transform="matrix\(-1 0 0 1 64 0\)" ')


def elements(path):
    root = ElementTree.fromstring(path.read_bytes())
    return [(one.tag.rpartition("}")[2], one.attrib) for one in root.iter()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_is_plain_shapes_in_black_white_and_one_accent(path):
    drawn = elements(path)
    assert {name for name, _ in drawn} <= SHAPES
    used = {value for _, attributes in drawn for value in attributes}
    assert not used & {"style", "opacity", "fill-opacity", "stroke-opacity", "filter", "mask"}
    colours = [attributes.get(key) for _, attributes in drawn for key in ("fill", "stroke")]
    assert {colour for colour in colours if colour} <= COLOURS
    box = "0 0 240 150" if path.stem in SCENES else "0 0 64 64"
    assert drawn[0][1]["viewBox"] == box
    clean_svg(path.read_bytes())


def scales(path):
    """Return each line's width as drawn, with the scale of the groups around it."""

    def walk(node, scale):
        scaled = re.search(r"scale\(([\d.]+)\)", node.get("transform", ""))
        scale *= float(scaled[1]) if scaled else 1
        if "stroke-width" in node.attrib:
            yield float(node.get("stroke-width")) * scale
        for child in node:
            yield from walk(child, scale)

    return list(walk(ElementTree.fromstring(path.read_bytes()), 1.0))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_line_is_lost_on_a_copy(path):
    thinnest = THINNEST_OF_A_SCENE if path.stem in SCENES else THINNEST
    assert min(scales(path), default=thinnest) >= thinnest - 0.01


def test_a_twin_is_the_mirror_image_of_its_picture():
    twins = [path for path in FILES if path.stem.endswith("-rtl")]
    assert twins
    for twin in twins:
        plain = twin.with_name(twin.name.replace("-rtl", ""))
        turned, count = TWIN.subn("<g ", twin.read_text(encoding="utf-8"))
        assert count == 1, twin.name
        assert turned == plain.read_text(encoding="utf-8"), twin.name


def test_each_has_its_meaning_on_the_page_of_pictures():
    text = (ROOT / "docs/pictures.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| <img [^|]*/([a-z-]+)\.svg\"[^|]*\| `([a-z-]+)` \|", text, re.MULTILINE)
    assert [shown for shown, name in told if shown != name] == []
    plain = {path.stem for path in FILES if not path.stem.endswith("-rtl")}
    assert sorted(name for _, name in told) == sorted(plain)
    (twins,) = re.findall(r"scripts\nfrom right to left: (.*)\. Content", text)
    assert {f"{name}-rtl" for name in re.findall(r"`([a-z-]+)`", twins)} == {
        path.stem for path in FILES if path.stem.endswith("-rtl")
    }
