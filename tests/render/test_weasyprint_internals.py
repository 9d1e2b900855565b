import re
from xml.etree import ElementTree

import pytest
import tinyhtml5
import uharfbuzz
import weasyprint

from kat_handouts.model.languages import get_language
from kat_handouts.model.scripts import SCRIPTS
from kat_handouts.render import weasyprint_internals
from kat_handouts.render.weasyprint_internals import lean_fonts, lean_reading, readable_text
from kat_handouts.typography.fonts import find_font
from tests.support.documents import make_document


def test_the_installed_weasyprint_is_the_one_this_was_written_for():
    assert weasyprint.__version__ == weasyprint_internals.WRITTEN_FOR, (
        "read render/weasyprint_internals against the new version, then change WRITTEN_FOR"
    )


def test_installing_twice_wraps_once():
    weasyprint_internals.install()
    first = weasyprint.pdf.tags._build_box_tree
    weasyprint_internals.install()
    assert weasyprint.pdf.tags._build_box_tree is first
    assert readable_text._build_box_tree is not first


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (["<01>0<02>0"], ["<0102>"]),
        (["<01>0<>610.293<02>-610", "505.8<03>"], ["<01>610.29<02>", "-104.2<03>"]),
        (["<>-505", "<04>"], ["-505<04>"]),
        (["<01>-3", None, "<02>"], ["<01>", "<02>"]),
    ],
)
def test_kerning_stands_before_the_glyphs_that_it_moves(monkeypatch, pieces, shown):
    class Stream:
        pass

    said = []
    monkeypatch.setattr(readable_text, "_show_text", lambda _, text: said.append(text))
    monkeypatch.setattr(readable_text, "_set_text_matrix", lambda *_: None)
    stream = Stream()
    readable_text._start_line(stream)
    for piece in pieces:
        if piece is None:
            readable_text._start_line(stream)
        else:
            readable_text._show_with_kerning_before(stream, piece)
    assert said == shown


def test_no_piece_of_text_ends_with_kerning(project, render):
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(render(make_document(project, "lo", "after-today")))) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "TJ":
                    assert isinstance(operands[0][-1], pikepdf.String)


@pytest.mark.parametrize(("code", "syllable"), [("Thai", "ที่"), ("Laoo", "ນີ້")])
@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_a_tone_mark_stands_above_the_vowel_sign(code, syllable, weight):
    """The looped fonts of 2020 set it on the vowel, and the word cannot be read."""
    font = SCRIPTS[code].font
    path = find_font(font)[getattr(font, weight)]
    shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(syllable)
    buffer.guess_segment_properties()
    uharfbuzz.shape(shaper, buffer)
    boxes = []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        extents = shaper.get_glyph_extents(info.codepoint)
        top = extents.y_bearing + position.y_offset
        boxes.append((top + extents.height, top))
    (_, vowel, tone) = boxes
    assert tone[0] >= vowel[1]


def _trees(monkeypatch, patterns):
    monkeypatch.setattr(tinyhtml5.inputstream, "characters_until_regex", patterns)
    page = "<p lang=en title='a &amp; b'>one&nbsp;two<!-- - --></p><style>p > a {}</style> <p>é\n"
    parsed = [tinyhtml5.parse(page, namespace_html_elements=False) for _ in range(2)]
    return [ElementTree.tostring(one) for one in parsed]


def test_html_is_read_the_same_with_patterns_that_are_kept(monkeypatch):
    kept = lean_reading.Patterns()
    assert _trees(monkeypatch, kept) == _trees(monkeypatch, {})
    assert 0 < len(kept) < 10


def test_each_set_of_characters_is_looked_up_by_itself(monkeypatch):
    kept = lean_reading.Patterns()
    _trees(monkeypatch, kept)
    assert not any(isinstance(characters, re.Pattern) for characters, _ in kept)
    for (characters, within), pattern in kept.items():
        for code in range(0x250):
            assert bool(pattern.match(chr(code))) == ((chr(code) in characters) is within)


@pytest.mark.parametrize("tag", ["zh-Hans", "ja", "ko"])
def test_the_cids_of_a_font_are_its_numbers_read_either_way(tag):
    from fontTools.ttLib import TTFont

    [font] = get_language(tag).fonts[:1]
    with TTFont(find_font(font)[font.regular], fontNumber=0, lazy=True) as opened:
        content, glyphs = opened.reader["CFF "], opened["maxp"].numGlyphs
    table = lean_fonts._parsed(content)
    assert lean_fonts._has_own_cids(content, glyphs)
    assert lean_fonts._cids(table) == list(range(glyphs))
    assert not lean_fonts._has_own_cids(content, glyphs - 1)
