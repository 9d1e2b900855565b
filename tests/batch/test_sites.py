"""A clinic with several sites: one file, one build, a folder for each."""

import json
from xml.etree import ElementTree

import pytest

from kat_handouts.batch.manifest import load_manifest, read_manifest
from tests.support.editing import tree

CLINIC = """\
name = "Riverside Clinic"
languages = ["es"]
[phones]
daytime = "555-0100"
[sites.north]
name = "Riverside North"
phones.daytime = "555-0142"
[sites.south]
languages = ["es", "ar"]
paper = "a4"
"""
DOUBTFUL = '[review]\nreviewed = 2020-01-01\nnext_review = 2021-01-01\nby = "Director"\n'


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "riverside"
    folder.mkdir()
    (folder / "clinic.toml").write_text(CLINIC, encoding="utf-8")
    return folder


@pytest.fixture
def run(command, folder):
    def run(*words):
        # The project stands behind the command and its question.
        return command(*words, "--project", folder)

    return run


def test_each_site_has_a_folder_of_its_own(run, folder):
    done = run("build")
    assert done.exit_code == 0, done.output
    north, south = (read_manifest(folder / "output" / name) for name in ("north", "south"))
    assert {entry.sheet.locale for entry in north.values()} == {"es"}
    assert {entry.sheet.locale for entry in south.values()} == {"es", "ar"}
    assert all(name.endswith(".a4.pdf") for name in south)
    assert f"of {len(north)} handouts" in done.stdout
    assert "in " + str(folder / "output/south/") in done.stdout
    assert not (folder / "output/manifest.json").exists()


def test_a_site_prints_its_own_words_and_the_clinics(run, folder):
    run("build", "--format", "html")
    north, south = (
        (folder / "output" / name).read_text(encoding="utf-8")
        for name in ("north/es/garden.html", "south/es/garden.html")
    )
    assert "tel:5550142" in north
    assert "Riverside North" in north
    assert "tel:5550142" not in south
    assert "tel:5550100" in south


def test_only_the_sites_that_are_named_are_built(run, folder):
    assert run("build", "--site", "north").exit_code == 0
    assert [path.name for path in (folder / "output").iterdir() if path.is_dir()] == ["north"]
    before = tree(folder / "output/north")
    assert run("build", "--site", "south").exit_code == 0
    assert tree(folder / "output/north") == before
    assert run("build", "--site", "north", "--site", "south").exit_code == 0


@pytest.mark.parametrize("question", [("build",), ("build", "plan"), ("check",), ("identify", "x")])
def test_a_site_that_is_not_there_is_told_with_the_nearest(run, question):
    done = run(*question, "--site", "nort")
    assert done.exit_code == 2
    assert "did you mean north? known: north, south" in done.output


def test_a_clinic_without_sites_is_told_how_to_have_some(run, folder):
    (folder / "clinic.toml").write_text('name = "Riverside"\n', encoding="utf-8")
    done = run("build", "--site", "north")
    assert done.exit_code == 2
    assert "[sites.north]" in done.output


def test_a_plan_names_the_site_of_each_sheet(run):
    run("build", "--site", "north")
    done = run("build", "plan")
    assert "south/es/garden.a4: it is not there yet" in done.stdout
    assert "north/" not in done.stdout
    data = json.loads(run("build", "plan", "--json").stdout)
    assert {one["site"] for one in data["sheets"]} == {"north", "south"}


def test_a_sheet_is_explained_by_the_name_of_its_site(run):
    run("build")
    data = json.loads(run("build", "explain", "north/es/tea", "--json").stdout)
    assert (data["site"], data["sheet"], data["outcome"]) == ("north", "es/tea", "unchanged")
    assert run("build", "explain", "es/tea", "--site", "north").exit_code == 0
    done = run("build", "explain", "es/tea")
    assert done.exit_code == 2
    assert "name it: north/es/tea" in done.output


def test_a_sample_of_each_site_is_made_again(run):
    run("build")
    done = run("build", "verify", "--json")
    assert done.exit_code == 0
    data = json.loads(done.stdout)
    assert len(data["compared"]) == data["recorded"]
    assert {name.partition("/")[0] for name in data["compared"]} == {"north", "south"}


def test_each_line_of_json_and_each_suite_names_its_site(run, tmp_path):
    done = run("build", "--json", "--junit", tmp_path / "junit.xml")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["site"] for one in events if one["event"] == "summary"] == ["north", "south"]
    assert {one["site"] for one in events} == {"north", "south"}
    root = ElementTree.parse(tmp_path / "junit.xml").getroot()
    assert [suite.get("name") for suite in root] == ["north/es", "south/es", "south/ar"]


def test_a_site_that_cannot_be_built_costs_itself(run, folder):
    run("build", "--site", "north")
    manifest = folder / "output/north/manifest.json"
    text = manifest.read_text(encoding="utf-8").replace("Riverside North", "Lakeside")
    manifest.write_text(text.replace('"riverside"', '"lakeside"'), encoding="utf-8")
    done = run("build")
    assert done.exit_code == 2
    assert "site north; these would be of “Riverside North”, site north" in done.output
    assert read_manifest(folder / "output/south")


def test_a_folder_of_one_site_is_refused_to_another(run, folder):
    run("build", "--site", "north")
    (folder / "output/north").rename(folder / "output/south")
    done = run("build", "--site", "south")
    assert done.exit_code == 2
    assert "[output-owner]" in done.output
    assert load_manifest(folder / "output/south").owner.site == "north"


def test_sheets_of_before_there_were_sites_are_told(run, folder):
    (folder / "clinic.toml").write_text('name = "Riverside Clinic"\n', encoding="utf-8")
    run("build", "-l", "es")
    (folder / "clinic.toml").write_text(CLINIC, encoding="utf-8")
    done = run("build")
    assert done.exit_code == 0
    assert "[output-site]" in done.output
    assert str(folder / "output/manifest.json") in done.output
    assert (folder / "output/es/garden.pdf").is_file()


def test_sheets_of_a_site_that_is_no_more_are_told(run, folder):
    run("build")
    text = CLINIC.replace("[sites.south]", "[sites.west]")
    (folder / "clinic.toml").write_text(text, encoding="utf-8")
    events = [json.loads(line) for line in run("build", "--json").stdout.splitlines()]
    (found,) = next(one["findings"] for one in events if one["event"] == "outdated")
    assert found["rule"] == "output-site"
    assert found["file"].endswith("output/south/manifest.json")
    assert (folder / "output/south/es").is_dir()


def test_what_is_wrong_at_one_site_is_told_with_it_and_what_is_everywhere_once(run, folder):
    file = folder / "clinic.toml"
    text = 'languages = ["es"]\n[sites.north]\n[sites.south]\n'
    file.write_text(text + DOUBTFUL, encoding="utf-8")
    found = run("build").stderr
    assert found.count("review.next_review was") == 1
    assert "south: " not in found
    file.write_text(text + DOUBTFUL.replace("[review]", "[sites.south.review]"), encoding="utf-8")
    for done in (run("build"), run("check", "content")):
        assert done.output.count("review.next_review was") == 1
        assert "clinic.toml: south: warning" in done.output


def test_finished_sheets_of_each_site_are_checked(run, folder):
    run("build", "--site", "north")
    found = json.loads(run("check", "pdf", "--json").stdout)["findings"]
    empty = [one for one in found if one["message"] == "there are no handouts here"]
    assert [one["file"] for one in empty] == [str(folder / "output/south")]
    (folder / "output/north/es/tea.pdf").unlink()
    found = json.loads(run("check", "pdf", "--site", "north", "--json").stdout)["findings"]
    gone = [one["file"] for one in found if one["rule"] == "pdf-missing"]
    assert gone == [str(folder / "output/north/es/tea.pdf")]


def test_a_check_looks_at_the_languages_of_every_site(run):
    def languages(*words):
        found = json.loads(run("check", "catalogs", "--json", *words).stdout)["findings"]
        return {one["locale"] for one in found if one["rule"] == "unsigned"}

    assert languages("--site", "north") == {"es"}
    assert languages() == {"es", "ar"}


def test_a_code_is_told_with_the_sites_where_it_is_current(run, folder):
    file = folder / "clinic.toml"
    times = DOUBTFUL.replace("[review]", "[sites.south.review]")
    file.write_text(CLINIC + times.replace("2021", "2031"), encoding="utf-8")
    events = run("build", "--json", "-l", "es").stdout.splitlines()
    codes = {}
    for line in map(json.loads, events):
        if line["event"] == "summary":
            codes |= {(line["site"], one["handout"]): one["sheet_id"] for one in line["files"]}
    north, south = codes["north", "garden"], codes["south", "garden"]
    done = run("identify", north)
    assert done.exit_code == 0
    assert "current at north\n" in done.stdout
    assert f"not current at south: today's sheet there is {south}" in done.stdout
    assert json.loads(run("identify", south, "--json").stdout)["sites"] == {
        "north": north,
        "south": south,
    }
    assert run("identify", south[-8:]).exit_code == 0
    done = run("identify", north, "--site", "south")
    assert done.exit_code == 1
    (folder / "clinic.toml").write_text(CLINIC, encoding="utf-8")
    assert "current at north, south" in run("identify", north).stdout


def test_sites_are_listed(run):
    assert "Riverside North" in run("list").stdout
    sites = json.loads(run("list", "--json").stdout)["sites"]
    assert [(one["site"], one["phone"]) for one in sites] == [
        ("north", "555-0142"),
        ("south", "555-0100"),
    ]


def test_one_site_is_watched(run):
    done = run("locales", "watch")
    assert done.exit_code == 2
    assert "name it: --site north" in done.output


def test_a_page_leads_to_the_sheets_of_each_site(run, folder):
    run("build", "--site", "south")
    page = folder / "output/index.html"
    assert page.read_text(encoding="utf-8").count("<li>") == 1
    run("build", "--site", "north")
    text = page.read_text(encoding="utf-8")
    assert text.index('href="north/index.html"') < text.index('href="south/index.html"')
    assert "Riverside North" in text
    assert "Handouts of Riverside North" in (folder / "output/north/index.html").read_text("utf-8")
    page.write_text("mine", encoding="utf-8")
    done = run("build")
    assert "[output-folder]" in done.output
    assert page.read_text(encoding="utf-8") == "mine"
