"""An SVG logo draws: as programs save it, or not at all where it does more than that."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.clinic.drawing import clean_svg
from kat_handouts.clinic.errors import PictureError

NAMESPACE = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SHAPE = '<path d="M0 0h9v9z"/>'


def svg(body, head='viewBox="0 0 9 9"', before=""):
    return f"{before}<svg {NAMESPACE} {head}>{body}</svg>".encode()


def refused(data, words=""):
    with pytest.raises(PictureError, match=words) as caught:
        clean_svg(data)
    assert caught.value.hint
    assert len(str(caught.value)) < 200


INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg width="40mm" height="20mm" viewBox="0 0 40 20" version="1.1" id="svg5"
   inkscape:version="1.2.2" sodipodi:docname="logo.svg" xml:space="preserve"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:xlink="http://www.w3.org/1999/xlink">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff" inkscape:zoom="0.7"/>
  <defs id="defs2"><linearGradient id="a"><stop style="stop-color:#00f;stop-opacity:1"
    offset="0" id="stop1"/></linearGradient>
    <linearGradient xlink:href="#a" id="b" x1="0" y1="0" x2="1e1" y2="0"
      gradientUnits="userSpaceOnUse" gradientTransform="matrix(1,0,0,-1,0.5,2)"/></defs>
  <metadata id="m"><rdf:RDF><x xmlns="http://creativecommons.org/ns#">A. Patient</x></rdf:RDF>
  </metadata>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1">
    <path style="fill:url(#b);stroke-width:0.264583;-inkscape-stroke:none" d="m 1,1 h 9.5 v 1e1 z"/>
  </g>
</svg>
"""


def test_a_drawing_is_taken_as_inkscape_saves_it():
    clean = clean_svg(INKSCAPE.encode()).decode()
    assert "m 1,1 h 9.5 v 1e1 z" in clean
    assert "url(#b)" in clean
    for told in ("A. Patient", "inkscape.org", "DOCTYPE", "metadata"):
        assert told not in clean


@pytest.mark.parametrize(
    "body",
    [
        r"<style>@\69mport 'http://example.org/a'</style>" + SHAPE,
        r'<path d="M0 0" style="fill:u\72l(http://example.org/a)"/>',
        '<path d="M0 0" fill="image-set(&quot;a.png&quot; 1x)"/>',
        '<path d="M0 0" fill="src(&quot;a&quot;)"/>',
        "<style>path{fill:url( 'http://example.org')}</style>" + SHAPE,
        "<style>@font-face{src:x}</style>" + SHAPE,
        "<style>@media print{path{fill:red}}</style>" + SHAPE,
        "<style>path{fill:URL(//example.org)}</style>" + SHAPE,
        '<path d="M0 0" style="fill:url(&quot;//example.org&quot;)"/>',
    ],
)
def test_no_escape_hides_what_reaches_out(body):
    refused(svg(body), "reaches outside")


@pytest.mark.parametrize("value", ["url(#a)", "url( '#a' )", "url(&quot;#a&quot;)", "rgb(0,0,9)"])
def test_a_reference_within_the_file_is_taken(value):
    assert b"M0 0" in clean_svg(svg(f'<linearGradient id="a"/><path d="M0 0" fill="{value}"/>'))


def test_a_drawing_that_is_used_again_and_again_is_refused():
    uses = "".join(
        f'<g id="g{level + 1}">{f"<use href={chr(34)}#g{level}{chr(34)}/>" * 10}</g>'
        for level in range(9)
    )
    refused(svg(f'<g id="g0">{SHAPE}</g>{uses}'), "again and again")
    patterns = '<pattern id="p0"><path d="M0 0"/></pattern>' + "".join(
        f'<pattern id="p{n + 1}">' + f'<path d="M0 0" fill="url(#p{n})"/>' * 10 + "</pattern>"
        for n in range(6)
    )
    refused(svg(patterns), "again and again")


@pytest.mark.parametrize(
    "body",
    [
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use xlink:href="#a"/></g>',
        '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>' + SHAPE,
        '<mask id="a"><path d="M0 0" mask="url(#a)"/></mask>' + SHAPE,
    ],
)
def test_a_drawing_that_is_part_of_itself_is_refused(body):
    refused(svg(body), "part of itself")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (svg("<g>" * 1900 + "</g>" * 1900), "within each other"),
        (svg("<g>" * 70 + "</g>" * 70), "within each other"),
        (svg(SHAPE, before='<?xml version="1.0" encoding="foo"?>'), "not well formed"),
        (svg(SHAPE, head='viewBox="0 0 5"'), "viewBox"),
        (svg(SHAPE, head='viewBox="a b c d"'), "viewBox"),
        (svg(SHAPE, head='width="calc(1px)" height="2"'), "width"),
        (svg(SHAPE, head='width="100%" height="100%"'), "no size"),
        (svg(SHAPE, head='viewBox="0 0 0 5"'), "no height"),
        (svg(SHAPE, head='viewBox="0 0 1e30 5"'), "no end"),
        (svg(SHAPE, head='width="-2" height="5"'), "no height"),
        (svg('<path d="M0 0 javascript"/>'), "d of <path>"),
        (svg('<rect width="1" height="x"/>'), "height"),
        (svg('<g transform="rotate(x)"/>' + SHAPE), "transform"),
        (svg('<linearGradient spreadMethod="repeat" x2="1e-9"/>' + SHAPE), "spreadMethod"),
        (svg('<image href="data:image/png;base64,AAAA"/>'), "not allowed"),
        (b"\x00" * 50, "not well formed"),
    ],
)
def test_what_would_fail_or_hang_on_every_sheet_is_refused_once(data, words):
    refused(data, words)


@pytest.mark.parametrize(
    ("body", "is_seen"),
    [
        ('<path d="M0 0" fill="#fff"/>', False),
        ('<g style="fill: white"><path d="M0 0"/></g>', False),
        ('<path d="M0 0" fill="none"/>', False),
        ('<path d="M0 0" fill="rgb(255, 255, 255)"/>', False),
        ('<path d="M0 0" fill="#fefefe" stroke="#fdfdfd"/>', False),
        ("", False),
        ('<path d="M0 0" fill="none" stroke="#333"/>', True),
        ('<rect width="9" height="9"/><path d="M0 0" fill="#fff"/>', True),
        ('<path d="M0 0" fill="gold"/>', True),
        ("<style>path{fill:#fff}</style>" + SHAPE, True),
    ],
)
def test_white_on_white_is_refused(body, is_seen):
    if is_seen:
        assert clean_svg(svg(body))
    else:
        refused(svg(body), "nothing of it can be seen")


@given(st.binary(max_size=200) | st.text(max_size=80).map(lambda text: svg(f"<g id='{text}'/>")))
def test_any_bytes_are_taken_or_refused(data):
    with suppress(PictureError):
        assert clean_svg(data)


NUMBERS = st.floats(-1e6, 1e6).map(lambda value: f"{value:g}")


PIECES = st.sampled_from(["M", "L", "A", "z", "-", ".", "1", "e9", " ", ",", "0 0"])


@given(st.lists(PIECES, max_size=9), st.tuples(NUMBERS, NUMBERS))
def test_weasyprint_draws_what_is_taken(parts, size):
    import weasyprint

    data = svg(f'<path d="{"".join(parts)}"/><rect width="{size[0]}" height="{size[1]}"/>')
    try:
        clean = clean_svg(data)
    except PictureError:
        return
    page = f"<style>@page{{size:3cm}}</style>{clean.decode()}"
    assert weasyprint.HTML(string=page).write_pdf()
