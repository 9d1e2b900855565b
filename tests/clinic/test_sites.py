"""The sites of a clinic: each field is the site's, or else the clinic's."""

import pytest

from kat_handouts.clinic.file import load_clinics
from kat_handouts.model.errors import InputError

REGIONS = ["us", "gb"]

CLINIC = """\
name = "Riverside Clinic"
address = ["12 River Street", "Springfield"]
website = "https://www.example.org/kat"
languages = ["en", "es"]
region = "us"
[phones]
daytime = "555-0100"
after_hours = "555-0199"
[hours]
daytime = "mon-fri 08:00-17:00"
[review]
reviewed = 2026-11-20
next_review = 2027-05-20
by = "Medical director"
"""


def load(folder, text):
    path = folder / "clinic.toml"
    path.write_text(CLINIC + text, encoding="utf-8")
    return load_clinics(path, "clinic.toml", REGIONS)


def faults(folder, text):
    with pytest.raises(InputError) as caught:
        load(folder, text)
    return caught.value.findings


def test_a_site_says_what_differs_and_the_rest_is_the_clinics(tmp_path):
    found = load(
        tmp_path,
        '[sites.north]\nname = "North"\naddress = ["4 Mill Lane"]\nphones.daytime = "555-0142"\n'
        '[sites.south]\nlanguages = ["so"]\n[sites.south.hours]\ndaytime = "mon 08:00-12:00"\n',
    )
    assert list(found.sites) == ["north", "south"]
    north, south = found.sites.values()
    assert (north.name, north.address) == ("North", ("4 Mill Lane",))
    assert (north.phone("daytime"), north.phone("after-hours")) == ("555-0142", "555-0199")
    assert (north.website, north.hours) == (found.clinic.website, found.clinic.hours)
    assert (south.name, south.phone("daytime")) == ("Riverside Clinic", "555-0100")
    assert south.languages == ("so",)
    assert south.hours["daytime"][0].days == ((0, 0),)
    assert found.clinic.phone("daytime") == "555-0100"


def test_an_empty_text_takes_away_what_the_clinic_says(tmp_path):
    site = load(
        tmp_path,
        '[sites.north]\nwebsite = ""\nregion = ""\nlanguages = []\nphones.after_hours = ""\n',
    ).sites["north"]
    assert (site.website, site.region, site.languages, site.phone("after-hours")) == (
        "",
        None,
        (),
        "",
    )


@pytest.mark.parametrize(
    ("clinics", "sites", "numbers"),
    [
        ('daytime = "555-0100"', 'phones.daytime = ["555-0142", "555-0143"]', "555-0142 555-0143"),
        ('daytime = {Desk = "555-0100"}', 'phones.daytime = {Nurse = "555-0142"}', "555-0142"),
        ('daytime = {Desk = "555-0100"}', 'phones.daytime = "555-0142"', "555-0142"),
        ('daytime = {Desk = "555-0100"}', "phones.daytime = []", ""),
        ('daytime = {Desk = "555-0100"}', 'name = "North"', "555-0100"),
    ],
)
def test_a_site_s_numbers_take_the_place_of_all_of_the_clinics(tmp_path, clinics, sites, numbers):
    path = tmp_path / "clinic.toml"
    path.write_text(f"[phones]\n{clinics}\n[sites.north]\n{sites}\n", encoding="utf-8")
    north = load_clinics(path, "clinic.toml", REGIONS).sites["north"]
    assert [phone.number for phone in north.phones.get("daytime", ())] == numbers.split()


def test_a_site_without_words_is_as_the_clinic(tmp_path):
    found = load(tmp_path, "[sites.north]\n")
    assert found.sites == {"north": found.clinic}
    assert load(tmp_path, "").sites == {}


LINES = CLINIC.count("\n")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[sites.north]\nnmae = "B"\n', 2, "unknown field “nmae”"),
        ('[sites.north]\nphones.daytime = "call us"\n', 2, "phones.daytime"),
        ('[sites.north.phones]\n\ndaytime = "12"\n', 3, "phones.daytime"),
        ('[sites.north]\naddress = ["1", "2", "3",\n "4", "5"]\n', 2, "address"),
        ('[sites.north]\naddress = ["1",\n " "]\n', 3, "address.1"),
        ('[sites.north]\nregion = "fr"\n', 2, "there is no region"),
        ('[sites.north]\n\nlanguages = ["Spanish"]\n', 3, "languages"),
        ('[sites.north]\naccent = "#ffcc00"\n', 2, "cannot be read on white"),
        ("[sites.north.review]\nreviewed = 2028-01-01\n", None, "must be later than reviewed"),
        ('[sites.north]\nphones = "555-0100"\n', 2, "phones"),
        ("[sites.north.sites.east]\n", 1, "unknown field “sites”"),
    ],
)
def test_a_mistake_of_a_site_names_it_and_its_line(tmp_path, text, line, words):
    (found,) = faults(tmp_path, text)
    assert found.site == "north"
    expected = LINES + line if line else CLINIC.splitlines().index("next_review = 2027-05-20") + 1
    assert (found.file, found.line) == ("clinic.toml", expected)
    assert words in found.message
    assert "north: " in str(found)
    assert found.hint


def test_a_mistake_of_the_clinic_is_told_once(tmp_path):
    found = faults(tmp_path, '[times]\nstay_minutes = "x"\n[sites.north]\n[sites.south]\n')
    assert [(one.site, one.line) for one in found] == [(None, LINES + 2)]


def test_mistakes_of_every_site_are_told_at_once(tmp_path):
    found = faults(tmp_path, '[sites.north]\npaper = "a5"\n[sites.south]\npaper = "a6"\n')
    assert [(one.site, one.line) for one in found] == [("north", LINES + 2), ("south", LINES + 4)]


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("North", "north"),
        ('"../north"', "north"),
        ('"North Side"', "north-side"),
        ('"nord/süd"', "nord-s-d"),
        ("es", "es-site"),
        ("evidence", "evidence-site"),
        ("thumbnails", "thumbnails-site"),
        ("nul", "nul-site"),
        ('"."', "north"),
        (f'"{"a" * 200}"', "a" * 30),
    ],
)
def test_a_name_that_can_be_no_folder_is_told_with_its_line(tmp_path, name, right):
    (found,) = faults(tmp_path, f"[sites.{name}]\n")
    assert (found.rule, found.line) == ("clinic-site", LINES + 1)
    assert f"[sites.{right}]" in found.hint


@pytest.mark.parametrize("text", ['sites = ["north"]\n', '[[sites]]\nname = "North"\n'])
def test_sites_that_have_no_names_are_told_how_to_have_them(tmp_path, text):
    path = tmp_path / "clinic.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_clinics(path, "clinic.toml", REGIONS)
    (found,) = caught.value.findings
    assert "[sites.north]" in found.hint
