"""A clinic's own file: what it says is what prints, or it is refused with its line."""

from __future__ import annotations

import tomllib
import unicodedata
from datetime import date

import pytest
from hypothesis import strategies as st

from kat_handouts.clinic.file import load_clinics
from kat_handouts.clinic.starter import STARTER
from kat_handouts.model.errors import InputError
from tests.fuzz.cases import assert_refused, corpus, fuzz
from tests.fuzz.mutations import nasty_texts, spoilt

REGIONS = ["gb", "us"]
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'
REAL = b"\n".join(
    line.removeprefix(b"# ") if b" = " in line or line.startswith(b"# [") else line
    for line in STARTER.encode().splitlines()
)
DATA = tomllib.loads(REAL.decode())
PIECES = (
    *(b" = ", b"[", b"]", b"[[", b"{", b"}", b'"', b"'", b'"""', b"'''", b"\\", b"\\u", b"\\uD800"),
    *(b"\n", b"\r", b"\r\n", b"#", b",", b".", b"\t", b"\0", b"\x1b", b"\xff", b"\xef\xbb\xbf"),
    *(b"true", b"inf", b"nan", b"-1", b"1e400", b"9" * 5_000, b"0x1F", b"2026-02-30", b"07:32:00"),
    *(
        b"name = ",
        b"[phones]",
        b"[times]\n",
        b"[phones.daytime]\n",
        b"[sites.north.hours]\n",
        b"[[sites]]\n",
        b"logo = ",
        b"[" * 3_000,
    ),
    *("\u202e".encode(), "\u2028".encode(), "½".encode(), "٣".encode(), "é".encode()),
)


def _written(value):
    match value:
        case bool():
            return str(value).lower()
        case str():
            kept = "".join(one for one in value if one.isprintable() or one == " ")
            return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case list():
            return f"[{', '.join(map(_written, value))}]"
        case dict():
            return f"{{{', '.join(f'{_written(k)} = {_written(v)}' for k, v in value.items())}}}"
        case date():
            return value.isoformat()
    return str(value)


def as_toml(tree):
    """Return data as TOML, each field on its line; what it has no word for is left to stand."""
    lines = tree.items() if isinstance(tree, dict) else [("name", tree)]
    text = "\n".join(f"{_written(str(name))} = {_written(value)}" for name, value in lines)
    return text.encode("utf-8", "replace")


@st.composite
def one_field(draw):
    """A file in which one text is another."""
    table, name = draw(
        st.sampled_from(
            [("", "name"), ("", "website"), ("", "logo"), ("", "accent"), ("", "region")]
            + [("sites.north", "name"), ("sites.north", "phones.daytime"), ("sites", "north")]
            + [(table, name) for table in ("phones", "hours", "times") for name in DATA[table]]
        )
    )
    value = draw(nasty_texts() | st.floats() | st.integers())
    lines = ['name = "A"'] if name != "name" else []
    lines += [f"[{table}]"] if table else []
    return "\n".join([*lines, f"{name} = {_written(value)}"]).encode("utf-8", "replace")


@pytest.fixture(scope="module")
def folder(workspace):
    (workspace.project.root / "logo.svg").write_bytes(LOGO)
    return workspace.project.root


@fuzz("TOML", spoilt([REAL, *corpus("toml")], PIECES, [DATA], as_toml) | one_field())
def test_a_clinic_s_file_is_taken_as_it_is_or_refused_with_its_line(folder, case):
    path = folder / "clinic.toml"
    path.write_bytes(case)
    try:
        found = load_clinics(path, "clinic.toml", REGIONS)
    except InputError as error:
        assert_refused(error, path, case)
        return False
    # Another program reads the same, but for blanks, line ends and how a letter is made up.
    text = case.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    data = tomllib.loads(text)
    clinic = found.clinic
    assert list(found.sites) == list(data.get("sites", {}))
    for site, told in data.get("sites", {}).items():
        assert _line(found.sites[site].name) == _line(told.get("name", data.get("name", "")))
    assert _line(clinic.name) == _line(data.get("name", ""))
    assert list(map(_line, clinic.address)) == list(map(_line, data.get("address", [])))
    told = data.get("phones", {}).get("daytime", "")
    numbers = [told] if isinstance(told, str) else told.values() if isinstance(told, dict) else told
    kept = [phone.number for phone in clinic.phones.get("daytime", ())]
    assert _digits("".join(kept)) == _digits("".join(numbers))
    assert bool(clinic.logo) == bool(data.get("logo", "").strip())
    for minutes, name, unit in (
        (clinic.no_food, "no_food_hours", 60),
        (clinic.no_drink, "no_drink_hours", 60),
        (clinic.stay, "stay_minutes", 1),
        (clinic.no_driving, "no_driving_hours", 60),
    ):
        told = data.get("times", {}).get(name)
        assert minutes == (None if told is None else told * unit)
    return True


def _line(text):
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _digits(text):
    return [sign for sign in text if sign.isdigit()]


def test_what_is_spoilt_was_right(folder):
    (folder / "clinic.toml").write_bytes(REAL)
    assert load_clinics(folder / "clinic.toml", "clinic.toml", REGIONS).clinic.stay == 120
