"""The longest that a clinic may say fits on every form, on both papers, in every kind of script."""

from datetime import date

import pypdfium2
import pytest
import zxingcpp

from kat_handouts.clinic.fields import LONGEST_LINE, LONGEST_PHONE, LONGEST_PHONE_NAME
from kat_handouts.clinic.file import load_clinics
from kat_handouts.model.invisible import INVISIBLE
from kat_handouts.render.pdf import PdfRenderer
from tests.support.browser import needs_browser
from tests.support.documents import SHIPPED, make_variant_of
from tests.support.pdfs import faults

NAME = "Springfield Regional University Hospital, Department of Psychiatry and Behavioral Medicine"
LINE = "Outpatient Center for Mental Health and Addiction, Rehabilitation and Recovery, North Wing"
BY = "Medical director of the department of psychiatry and nursing"
PHONE = "+44 (0)20 7946 0958-12 extension 4231765"
WEBSITE = (
    "https://www.psychiatry.springfield-regional-university-hospital.example-state.edu/"
    "patients/ketamine-assisted-therapy-sky"
)
CLINIC = f"""\
name = "{NAME}"
address = ["{LINE}", "{LINE}", "12345 North River Street, Suite 1400", "Springfield, MN 55401-1234"]
website = "{WEBSITE}"
[phones]
after_hours = ["{PHONE}", "0711/123456-78", "514 555-0100, poste 12"]
interpreter = "(612) 555-0100 x42317"
[phones.daytime]
"Front desk and questions" = "{PHONE}"
"Nurse" = "(612) 555-0100 x42317"
"Pharmacy" = "612-555-0142"
[hours]
daytime = '''mon 8am-12pm, 1pm-5pm, tue 8am-5pm, wed 8am-12pm, thu 10am-6pm, fri 8am-1pm,
  sat 9am-noon, sun 10am-noon'''
after_hours = "mon-fri 5pm-8am, sat, sun 6am-midnight"
[times]
no_food_hours = 23.75
no_drink_hours = 2
stay_minutes = 135
no_driving_hours = 72
[review]
reviewed = 2026-11-20
next_review = 2027-11-20
by = "{BY}"
"""
TAGS = ["en", "es", "ar", "ur", "my", "ka", "zh-Hans"]
FORMS = ["side-effects", "before-your-visit", "after-today"]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory):
    path = tmp_path_factory.mktemp("clinic") / "clinic.toml"
    path.write_text(CLINIC, encoding="utf-8")
    return load_clinics(path, "clinic.toml", ["us", "gb"]).clinic


@pytest.fixture(scope="module")
def renderer():
    return PdfRenderer(SHIPPED)


def test_the_longest_is_what_may_be_written(clinic):
    assert (len(NAME), len(LINE), len(PHONE)) == (LONGEST_LINE, LONGEST_LINE, LONGEST_PHONE)
    assert len(WEBSITE) == 120
    assert len(clinic.phones["daytime"][0].name) == LONGEST_PHONE_NAME
    assert clinic.next_review == date(2027, 11, 20)


def told(renderer, clinic, tag, handout, **variant):
    """Return what the checks of a sheet find, and its text without spaces."""
    document = make_variant_of(SHIPPED, tag, handout, clinic=clinic, **variant)
    data = renderer.render(document).data
    with pypdfium2.PdfDocument(data) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    # A panel of numbers that fills its page leaves the general notices to the next one.
    found = [one for one in faults(data, document) if "[pdf-last-page]" not in one]
    return found, "".join(text.translate(INVISIBLE).split())


@pytest.mark.costly
@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("handout", FORMS)
@pytest.mark.parametrize("tag", TAGS)
def test_it_fits(renderer, clinic, tag, handout, paper):
    found, text = told(renderer, clinic, tag, handout, paper=paper)
    assert found == []
    for number in ("612-555-0142", "4231765", "42317"):
        assert number in text


@pytest.mark.costly
@pytest.mark.parametrize(
    ("tag", "handout", "variant"),
    [
        ("en", "side-effects", {"edition": "large-print"}),
        ("ur", "side-effects", {"edition": "large-print", "paper": "a4"}),
        ("ar", "side-effects", {"edition": "bilingual", "second": "es"}),
        ("my", "after-today", {"edition": "cards"}),
        ("ka", "after-today", {"edition": "card", "route": "lozenge"}),
        ("ar", "after-today", {"edition": "card", "route": "lozenge"}),
        ("en", "side-effects", {"edition": "fold"}),
        ("ur", "before-your-visit", {"edition": "fold", "paper": "a4"}),
        ("ka", "before-your-visit", {"staff": True}),
        # Where a region has a note on the emergency number, there is less room beside it.
        ("en-GB", "before-your-visit", {"region": "gb"}),
        ("ur", "before-your-visit", {"region": "nz"}),
    ],
)
def test_it_fits_in_editions_and_regions(renderer, clinic, tag, handout, variant):
    found, _ = told(renderer, clinic, tag, handout, **variant)
    assert found == []


@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
def test_a_camera_reads_the_longest_address_and_a_line_of_it_ends_at_a_sign(renderer, clinic, tag):
    document = make_variant_of(SHIPPED, tag, "side-effects", clinic=clinic)
    read, lines = set(), []
    with pypdfium2.PdfDocument(renderer.render(document).data) as pdf:
        for page in pdf:
            picture = page.render(scale=150 / 72).to_pil()
            read |= {code.text for code in zxingcpp.read_barcodes(picture)}
            lines += page.get_textpage().get_text_range().splitlines()
    assert WEBSITE in read
    address = WEBSITE.removeprefix("https://")
    # PDFium takes a hyphen at which a line may end for one that parts a word.
    parts = [line.translate(INVISIBLE).replace("\ufffe", "-").strip() for line in lines]
    parts = [part for part in parts if len(part) > 3 and part in address]
    assert "".join(parts) == address
    assert all(part[-1] in "/-." for part in parts[:-1])


@needs_browser
@pytest.mark.parametrize("tag", ["en", "ar", "ka"])
def test_a_narrow_screen_shows_it_whole(renderer, clinic, browser, tag, tmp_path):
    document = make_variant_of(SHIPPED, tag, "side-effects", clinic=clinic, format="html")
    path = tmp_path / "page.html"
    path.write_bytes(renderer.render(document).data)
    page = browser.new_page(viewport={"width": 320, "height": 740})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(_SPLIT) == []
    dials = page.locator(".contacts .clinic a").evaluate_all("all => all.map(a => a.href)")
    page.close()
    assert "tel:6125550100;ext=42317" in dials
    assert "tel:5145550100;ext=12" in dials


# The numbers whose digits stand on more lines than they have parts: number and extension.
_SPLIT = """() => [...document.querySelectorAll(".contacts .clinic a.phone")].filter(a => {
  const range = document.createRange();
  range.selectNodeContents(a);
  return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 2;
}).map(a => a.textContent)"""
