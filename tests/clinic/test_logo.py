"""A clinic's logo: what may be printed, and what is taken out or refused."""

import io
import os
import re

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from kat_handouts.clinic import logo, picture
from kat_handouts.clinic.errors import PictureError
from kat_handouts.clinic.logo import load_logo

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"'


def svg(tmp_path, body, head=HEAD):
    path = tmp_path / "logo.svg"
    path.write_text(f"{head}>{body}</svg>", encoding="utf-8")
    return path


def png(size=(4, 4), **info):
    notes = PngInfo()
    for key, value in info.items():
        notes.add_text(key, value)
    data = io.BytesIO()
    Image.new("RGB", size, "navy").save(data, "PNG", pnginfo=notes)
    return data.getvalue()


def _with_palette():
    data = io.BytesIO()
    Image.linear_gradient("L").convert("P").save(data, "PNG")
    return data.getvalue()


def test_a_drawing_is_taken_as_it_is(tmp_path):
    picture = load_logo(svg(tmp_path, '<g fill="#123456"><path d="M0 0h9v9z"/></g>'))
    assert picture.media_type == "image/svg+xml"
    assert b"M0 0h9v9z" in picture.data


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        '<path d="M0 0" onclick="x()"/>',
        '<image href="https://example.org/a.png"/>',
        '<use href="other.svg#a"/>',
        "<foreignObject/>",
        '<path d="M0 0" fill="url(https://example.org/a)"/>',
        '<rect style="background: url(file:///etc/passwd)"/>',
        "<style>@import 'https://example.org/a.css';</style>",
        '<a href="#x"><path d="M0 0"/></a>',
        '<animate attributeName="x"/>',
    ],
)
def test_what_runs_or_loads_something_is_refused(tmp_path, body):
    with pytest.raises(PictureError):
        load_logo(svg(tmp_path, body))


def test_entities_are_refused(tmp_path):
    path = tmp_path / "logo.svg"
    path.write_text('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>')
    with pytest.raises(PictureError, match="entities"):
        load_logo(path)


def test_what_drawing_programs_keep_for_themselves_is_taken_out(tmp_path):
    head = f'{HEAD} xmlns:i="urn:program" i:author="A. Patient"'
    picture = load_logo(svg(tmp_path, '<i:data>secret</i:data><path d="M0 0"/>', head))
    assert b"secret" not in picture.data
    assert b"Patient" not in picture.data


def test_a_photograph_loses_what_stands_beside_its_pixels(tmp_path):
    path = tmp_path / "logo.png"
    path.write_bytes(png(Comment="taken by A. Patient"))
    assert b"Patient" in path.read_bytes()
    assert b"Patient" not in load_logo(path).data


def test_a_large_picture_is_scaled_and_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "logo.png"
    path.write_bytes(png((4 * logo.MOST_PIXELS, logo.MOST_PIXELS)))
    with Image.open(io.BytesIO(load_logo(path).data)) as scaled:
        assert scaled.size == (logo.MOST_PIXELS, logo.MOST_PIXELS // 4)
    monkeypatch.setattr(picture, "MOST_PHOTO_BYTES", 10)
    with pytest.raises(PictureError, match="KB"):
        load_logo(path)


def test_a_damaged_picture_and_another_kind_are_refused(tmp_path):
    path = tmp_path / "logo.png"
    path.write_bytes(png()[:40])
    with pytest.raises(PictureError, match="damaged"):
        load_logo(path)
    # Colours by numbers, and no list of them.
    without = re.sub(rb"(?s)....PLTE.*?(?=....IDAT)", b"", _with_palette())
    assert b"PLTE" not in without
    path.write_bytes(without)
    with pytest.raises(PictureError, match="damaged"):
        load_logo(path)
    path.write_bytes(b"GIF89a")
    with pytest.raises(PictureError, match="neither"):
        load_logo(path)


def test_a_jpeg_is_taken_and_turned_as_its_camera_says(tmp_path):
    path = tmp_path / "logo.jpg"
    picture = Image.new("CMYK", (40, 20), (255, 0, 0, 0))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "A. Patient"
    picture.save(path, "JPEG", exif=exif)
    clean = load_logo(path)
    assert clean.media_type == "image/png"
    assert b"Patient" not in clean.data
    with Image.open(io.BytesIO(clean.data)) as opened:
        assert opened.size == (20, 40)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA", "P", "1"])
def test_a_picture_that_cannot_be_seen_on_paper_is_refused(tmp_path, mode):
    path = tmp_path / "logo.png"
    Image.new(mode, (9, 9), {"RGBA": (0, 0, 0, 0), "LA": (0, 0), "P": 0}.get(mode, "white")).save(
        path, **({"transparency": 0} if mode == "P" else {})
    )
    with pytest.raises(PictureError, match="can be seen"):
        load_logo(path)


def test_a_pipe_a_folder_and_nothing_are_no_logo(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "folder.png").mkdir()
    for name in ("pipe.png", "folder.png", "none.png"):
        with pytest.raises(PictureError, match="no such file"):
            load_logo(tmp_path / name)
