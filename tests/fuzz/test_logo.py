"""Logos: what is taken can be drawn, and holds nothing that reaches out of it."""

from __future__ import annotations

import io
import zlib

import pytest
from hypothesis import strategies as st
from PIL import Image

from kat_handouts.clinic.errors import PictureError
from kat_handouts.clinic.logo import MOST_PIXELS, load_logo
from kat_handouts.model.errors import Finding, InputError
from tests.fuzz.cases import assert_refused, corpus, fuzz
from tests.fuzz.mutations import spoilt_bytes, spoilt_lines

HEAD = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
DRAWING = (
    HEAD
    + b""" viewBox="0 0 40 20" width="40mm" height="20mm">
<title>A clinic</title>
<defs><linearGradient id="a"><stop offset="0" style="stop-color:#00f"/></linearGradient></defs>
<style>.b{fill:url(#a)}</style>
<g id="c" transform="matrix(1,0,0,-1,0.5,2)"><path class="b" d="m 1,1 h 9.5 v 1e1 z"/></g>
<use href="#c" x="3"/>
<rect width="4" height="5" rx="1" style="fill:none;stroke:#333"/>
<text x="1" y="9" font-size="3">Kat</text>
</svg>
"""
)
ELEMENTS = (
    *("svg", "g", "path", "rect", "circle", "use", "defs", "symbol", "marker", "mask", "clipPath"),
    *("pattern", "linearGradient", "radialGradient", "stop", "text", "tspan", "style", "image"),
    *("filter", "script", "foreignObject", "a", "animate", "switch", "metadata", "x:y"),
)
ATTRIBUTES = (
    *("id", "href", "xlink:href", "d", "width", "height", "x", "r", "rx", "viewBox", "transform"),
    *("fill", "stroke", "style", "class", "mask", "clip-path", "filter", "offset", "font-size"),
    *("gradientTransform", "spreadMethod", "points", "onload", "preserveAspectRatio", "opacity"),
)
VALUES = (
    *("a", "#a", "#c", "url(#a)", "url( '#c' )", "url(http://x.example/a)", r"u\72l(//x.example)"),
    *("0", "-1", "1e30", "nan", "100%", "calc(1px)", "9" * 400, "0 0 5", "M0 0h9v9z", "M0 0L", ""),
    *("rotate(9)", "scale(0)", "matrix(1)", "skewX(90)", "repeat", "white", "#fff", "currentColor"),
    *("fill:red;", "behavior:url(#a)", "image-set(&quot;a.png&quot; 1x)", "data:,x", "1 1 1 1"),
)
PIECES = (
    *(
        b"<",
        b">",
        b"/>",
        b'"',
        b"&",
        b"&lt;",
        b"&#0;",
        b"]]>",
        b"<![CDATA[",
        b"<!--",
        b"-->",
        b"\0",
    ),
    *(
        b"<?xml version='1.0' encoding='foo'?>",
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]>",
        b"&a;",
        b"\xff",
    ),
    *(
        b"\0",
        b"\xff",
        b"url(#a)",
        b"@import 'http://x.example/a'",
        rb"@\69mport",
        b"{",
        b"}",
        b";",
        b"-",
    ),
    *(f"<{name}/>".encode() for name in ELEMENTS[:8]),
)


@st.composite
def drawings(draw):
    """A drawing of random elements within each other, with random attributes."""

    def element(depth):
        name = draw(st.sampled_from(ELEMENTS))
        chosen = draw(st.lists(st.sampled_from(ATTRIBUTES), unique=True, max_size=3))
        values = "".join(f' {one}="{draw(st.sampled_from(VALUES))}"' for one in chosen)
        inner = [element(depth + 1) for _ in range(draw(st.integers(0, 2 if depth < 3 else 0)))]
        return f"<{name}{values}>{''.join(inner)}</{name}>"

    body = "".join(element(0) for _ in range(draw(st.integers(1, 4))))
    head = draw(st.sampled_from((' viewBox="0 0 9 9"', ' width="9" height="9"', "")))
    return HEAD + f"{head}><g id='c'><path d='M0 0h9v9z'/></g>{body}</svg>".encode()


def _photo(format_, **how):
    picture = Image.linear_gradient("L").resize((24, 16)).convert(how.pop("mode", "RGB"))
    buffer = io.BytesIO()
    picture.save(buffer, format_, **how)
    return buffer.getvalue()


PHOTOS = [
    _photo("PNG"),
    _photo("PNG", mode="RGBA"),
    _photo("PNG", mode="P"),
    _photo("JPEG"),
    _photo("JPEG", mode="CMYK"),
]


@st.composite
def chunks(draw):
    """A PNG whose chunks were changed, moved or left out, each with the right checksum."""
    data, parts, place = draw(st.sampled_from(PHOTOS[:3])), [], 8
    while place < len(data):
        size = int.from_bytes(data[place : place + 4])
        parts.append((data[place + 4 : place + 8], data[place + 8 : place + 8 + size]))
        place += size + 12
    for _ in range(draw(st.integers(1, 3))):
        index = draw(st.integers(0, len(parts) - 1))
        name, body = parts[index]
        match draw(st.sampled_from(("body", "name", "drop", "repeat"))):
            case "body":
                parts[index] = (name, draw(spoilt_bytes(body, (b"\0" * 4, b"\xff" * 4, b"\x7f"))))
            case "name":
                kinds = (b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"iCCP", b"zTXt", b"eXIf", b"acTL")
                parts[index] = (draw(st.sampled_from(kinds)), body)
            case "drop" if len(parts) > 1:
                del parts[index]
            case _:
                parts.insert(index, parts[index])
    return data[:8] + b"".join(
        len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)
        for name, body in parts
    )


def cases():
    svg = st.sampled_from([DRAWING, *corpus("logo")])
    photo = st.sampled_from(PHOTOS).flatmap(lambda one: spoilt_bytes(one, (b"\0" * 4, b"\xff\xd8")))
    lines, changed = (
        svg.flatmap(lambda one: spoilt_lines(one, PIECES)),
        svg.flatmap(lambda one: spoilt_bytes(one, PIECES)),
    )
    return svg | lines | changed | drawings() | drawings() | photo | chunks()


@fuzz("logo", cases())
def test_a_logo_is_drawn_or_refused(workspace, case):
    path = workspace.project.root / "logo.svg"
    path.write_bytes(case)
    try:
        logo = load_logo(path)
    except PictureError as error:
        assert_refused(InputError(Finding("clinic-logo", str(error), error.hint)))
        return False
    if logo.media_type == "image/png":
        with Image.open(io.BytesIO(logo.data), formats=["PNG"]) as picture:
            picture.load()
            assert max(picture.size) <= MOST_PIXELS
        return True
    for word in (b"http://x.example", b"//x.example", b"script", b"onload", b"<!", b"image-set"):
        assert word not in logo.data
    assert_draws(logo.data)
    return True


def assert_draws(svg):
    import weasyprint

    def refuse(url):
        raise AssertionError(url)

    page = f"<style>@page{{size:3cm;margin:0}}</style>{svg.decode()}"
    html = weasyprint.HTML(string=page, url_fetcher=refuse)
    assert html.write_pdf()


@pytest.mark.parametrize("data", [DRAWING, *PHOTOS], ids=["svg", *"12345"])
def test_what_is_spoilt_was_right(tmp_path, data):
    (tmp_path / "logo").write_bytes(data)
    assert load_logo(tmp_path / "logo").data
