import pytest
from weasyprint import HTML

from kat_handouts.model.languages import get_language
from kat_handouts.model.scripts import SCRIPTS
from kat_handouts.render import weasyprint_internals

# One language of each script that is not set at its nominal size.
SCALED = ["am", "ar", "my", "ta", "te", "ur"]
NOMINAL = 14
PAGE = """<html lang={tag}><style>
html {{ font-size: {size}pt }} :where([lang]) {{ font-size: 1em }}
h1 {{ font-size: 2em }} small {{ font-size: 50% }} .fixed {{ font-size: 9pt }}
</style>
<h1 lang=en>Call</h1> <p lang=en>now</p> <p>own <span lang=en>in line <small>small</small></span>
<small>own <b lang=en>small in small</b></small></p>
<p lang=en>around <b lang={tag}>own again</b></p> <p lang={tag}>own too</p>
<div class=fixed>fixed <b lang=en>fixed beside</b></div>"""


def sizes(tag, size):
    """Return the size of each text of the page in pt."""
    weasyprint_internals.install()
    [page] = HTML(string=PAGE.format(tag=tag, size=size)).render().pages
    return {
        box.text.strip(): round(box.style["font_size"] * 0.75, 6)
        for box in page._page_box.descendants()
        if getattr(box, "text", "").strip()
    }


def test_the_languages_here_are_of_every_scaled_script():
    scaled = {script.code for script in SCRIPTS.values() if script.scale != 1}
    assert {get_language(tag).script.code for tag in SCALED} == scaled


@pytest.mark.parametrize("tag", [*SCALED, "es"])
def test_english_has_its_nominal_size_beside_every_script(tag):
    scale = get_language(tag).script.scale
    own = NOMINAL * scale
    expected = {
        "Call": 2 * NOMINAL,
        "now": NOMINAL,
        "in line": NOMINAL,
        "small": NOMINAL / 2,
        "around": NOMINAL,
        "own": own,
        "own again": own,
        "own too": own,
        "small in small": NOMINAL / 2,
        # A size in points is nobody's but its own.
        "fixed": 9,
        "fixed beside": 9,
    }
    found = sizes(tag, own)
    # The word stands twice, at its size and at half of it.
    assert found.pop("own") == pytest.approx(own / 2)
    del expected["own"]
    assert found == pytest.approx(expected)
