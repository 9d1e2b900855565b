"""A picture of a clinic's own, such as a map, that a handout places: on paper and on the phone."""

import io

import pikepdf
import pytest
from PIL import Image

from kat_handouts.catalogs.update import updated_catalogs, write_catalogs
from kat_handouts.checks.pdf import check_pdf
from kat_handouts.content.library import load_library
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.errors import InputError
from kat_handouts.model.sheet import Sheet
from kat_handouts.render.pdf import PdfRenderer
from tests.support.editing import edit, translate, write
from tests.support.practical import BUS, MAP, NAME, PICTURE, SPANISH

MAP_NAME = "content/map.svg"


@pytest.fixture
def folder(small_clinic):
    write(small_clinic, NAME, BUS + PICTURE)
    write(small_clinic, MAP_NAME, MAP)
    library = load_library(small_clinic)
    write_catalogs(small_clinic, library, updated_catalogs(small_clinic, library, ["es", "ar"]))
    for segment, text in SPANISH.items():
        translate(small_clinic, "es", segment, text)
    return small_clinic


def photograph(folder, name, kind, size=(3000, 2000)):
    exif = Image.Exif()
    exif[0x010E] = "A. Patient"
    Image.effect_noise(size, 40).save(folder.root / "content" / name, kind, exif=exif)
    edit(folder, NAME, "map.svg", name)


def figures(data):
    """Return what the figures of a PDF say aloud, with their languages."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            (str(one.Alt), str(one.get("/Lang", "")))
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]


@pytest.mark.parametrize(
    ("locale", "variant", "said"),
    [
        ("en", {}, "The clinic is behind the station."),
        ("es", {}, SPANISH["bus.bus.map.alt"]),
        ("ar", {}, "The clinic is behind the station."),
        (
            "es",
            {"edition": "bilingual", "second": "en"},
            f"{SPANISH['bus.bus.map.alt']} · The clinic is behind the station.",
        ),
        ("es", {"edition": "large-print"}, SPANISH["bus.bus.map.alt"]),
        ("es", {"staff": True}, SPANISH["bus.bus.map.alt"]),
    ],
)
def test_it_is_on_paper_with_what_it_says_aloud(folder, locale, variant, said):
    document = Localiser(folder).document(Sheet(locale, "bus", **variant))
    sheet = PdfRenderer(folder).render(document)
    assert said in {alt for alt, _ in figures(sheet.data)}
    assert list(check_pdf(sheet.data, document)) == []


def test_it_is_on_the_phone(folder):
    document = Localiser(folder).document(Sheet("es", "bus", format="html"))
    page = PdfRenderer(folder).render(document).data.decode()
    assert f'alt="{SPANISH["bus.bus.map.alt"]}"' in page
    assert page.count('src="data:image/svg+xml;base64,') >= 1
    assert SPANISH["bus.bus.map.caption"] in page


@pytest.mark.parametrize(("name", "kind"), [("photo.jpg", "JPEG"), ("photo.png", "PNG")])
def test_a_photograph_is_printed_without_what_its_camera_wrote(folder, name, kind):
    photograph(folder, name, kind)
    (picture,) = load_library(folder).pictures.values()
    assert picture.media_type == f"image/{kind.lower()}"
    assert b"Patient" not in picture.data
    with Image.open(io.BytesIO(picture.data)) as opened:
        assert max(opened.size) == 1600
    document = Localiser(folder).document(Sheet("en", "bus"))
    data = PdfRenderer(folder).render(document).data
    assert list(check_pdf(data, document)) == []


def test_it_is_drawn_as_wide_as_its_page_at_most(folder):
    write(folder, MAP_NAME, MAP.replace('viewBox="0 0 400 200"', 'width="4000" height="9000"'))
    document = Localiser(folder).document(Sheet("en", "bus"))
    sheet = PdfRenderer(folder).render(document)
    assert sheet.pages == 1


def test_an_edited_picture_is_another_sheet(folder):
    from kat_handouts.batch.keys import KeyResolver

    def inputs():
        (keyed,) = KeyResolver(Localiser(folder), None).resolve([Sheet("en", "bus")]).keyed
        return keyed.inputs

    before = inputs()
    edit(folder, MAP_NAME, "M10 20", "M12 20")
    after = inputs()
    assert {name for name in after if before.get(name) != after[name]} == {
        "document",
        "picture:map.svg",
    }


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<path", "<script/><path", "not allowed"),
        ("<path", '<image href="https://example.org/a.png"/><path', "not allowed"),
        ('stroke="#000"', 'stroke="#fff" opacity="1"', "can be seen"),
        ("<svg", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg", "entities"),
    ],
)
def test_what_does_more_than_draw_is_refused_on_its_line(folder, old, new, words):
    text = MAP if "opacity" not in new else MAP.replace("<text x", '<text fill="#fff" x')
    write(folder, MAP_NAME, text.replace(old, new))
    found = refused(folder)
    assert words in found.message
    assert found.hint


def refused(folder):
    with pytest.raises(InputError) as caught:
        load_library(folder)
    (found,) = caught.value.findings
    assert (found.rule, found.file) == ("content-picture", str(folder.root / NAME))
    line = (folder.root / NAME).read_text().splitlines()[found.line - 1]
    assert "file:" in line
    return found


def test_a_picture_that_is_not_there_or_leads_out_is_told(folder, tmp_path):
    path = folder.root / MAP_NAME
    path.unlink()
    found = refused(folder)
    assert "no such file" in found.message
    assert "content/map.svg" in found.hint
    (tmp_path / "other.svg").write_text(MAP)
    path.symlink_to(tmp_path / "other.svg")
    assert "leads out" in refused(folder).message


@pytest.mark.parametrize(
    "name", ["../map.svg", "a/map.svg", "/map.svg", "map.gif", "map", "con.svg"]
)
def test_a_name_that_is_no_file_beside_the_handout_is_refused(folder, name):
    edit(folder, NAME, "map.svg", name)
    with pytest.raises(InputError, match="cannot be the file of a picture") as caught:
        load_library(folder)
    assert "such as map.svg" in caught.value.findings[0].message


def test_what_it_shows_has_to_be_said(folder):
    edit(folder, NAME, "        alt: The clinic is behind the station.\n", "")
    with pytest.raises(InputError, match="needs “alt”"):
        load_library(folder)
