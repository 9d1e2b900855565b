"""What ``build`` and ``cache`` say and write for people, machines and CI services."""

import json
import os
import re
from xml.etree import ElementTree

import pytest

from kat_handouts.batch.cache import UNUSED_DAYS
from tests.support.editing import edit
from tests.support.shipped import ROOT
from tests.support.small import SMALL_HANDOUTS

SPOILT = "es/garden"


@pytest.fixture
def build(command, small, tmp_path):
    def build(*args, project=None):
        place = ("--project", project or small.root, "-o", tmp_path / "out")
        return command("build", "-l", "es", "--no-gallery", *place, *args)

    return build


@pytest.fixture
def ask(command, small, tmp_path):
    """Ask with a command of `build`."""

    def ask(*words, project=None):
        place = ("--project", project or small.root, "-o", tmp_path / "out")
        return command("build", *words, "-l", "es", *place)

    return ask


def lines(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_summary_says_how_each_sheet_came(build, tmp_path):
    assert "3 built" in build().stdout
    (tmp_path / "out/es/tea.pdf").unlink()
    assert "1 from the cache, 2 unchanged" in build().stdout
    assert "3 unchanged" in build().stdout


def test_the_summary_says_whose_sheets_they_are(build, tmp_path):
    assert "names no clinic" in build().stdout
    clinic = tmp_path / "clinic.toml"
    text = 'name = "Riverside"\n[review]\nreviewed = 2026-11-22\nnext_review = 2027-11-22\n'
    clinic.write_text(text + 'by = "Medical director"\n', encoding="utf-8")
    said = build("--clinic", clinic, "-o", tmp_path / "other", "--as-of", "2026-11-27").stdout
    assert "names Riverside." in said
    # The first page says that nobody has signed, the footer that somebody has reviewed.
    assert "reviewed: Medical director" in said


def test_without_a_cache_nothing_is_kept(build, tmp_path):
    build("--no-cache")
    assert not (tmp_path / "cache").exists()
    build("--cache-dir", tmp_path / "mine", "-o", tmp_path / "other")
    assert len(list((tmp_path / "mine/sheets").glob("*/*"))) == len(SMALL_HANDOUTS)


def test_a_plan_says_what_and_why_and_writes_nothing(build, ask, small_copy, tmp_path):
    done = ask("plan")
    assert "es/garden: it is not there yet" in done.stdout
    assert "3 handouts: 3 to build; nothing was written" in done.stdout
    assert not (tmp_path / "out").exists()
    build(project=small_copy.root)
    edit(
        small_copy, "locales/es/LC_MESSAGES/handouts.po", "No levante macetas", "No cargue macetas"
    )
    done = ask("plan", project=small_copy.root)
    first, last = done.stdout.splitlines()
    assert first == ("es/garden: translation of garden.back.warn.pots changed")
    assert last == "3 handouts: 1 to build, 2 unchanged; nothing was written"
    data = json.loads(ask("plan", "--json", project=small_copy.root).stdout)
    changed = [one for one in data["sheets"] if one["outcome"] == "built"]
    assert [one["sheet"] for one in changed] == ["es/garden"]


def test_a_plan_of_what_cannot_be_made_ends_as_the_build_would(ask, build, small_copy):
    edit(small_copy, "locales/es/LC_MESSAGES/handouts.po", 'msgctxt "', "msgctxt ")
    assert ask("plan", project=small_copy.root).exit_code == 2
    assert build(project=small_copy.root).exit_code == 2


def test_a_sheet_is_explained(build, ask):
    done = ask("explain", "es/tea")
    assert "its templates and pictures are known once it has been made" in done.stdout
    build()
    done = ask("explain", "es/tea")
    assert done.exit_code == 0
    assert "version:weasyprint" in done.stdout
    assert "font:NotoSans-Regular.ttf" in done.stdout
    assert "template:handout.html.j2" in done.stdout
    assert re.search(
        r"^  templates/handout.html.j2 +project  .*/handout.html.j2$", done.stdout, re.M
    )
    data = json.loads(ask("explain", "es/tea", "--json").stdout)
    assert len(data["key"]) == 64
    assert data["inputs"]["version:weasyprint"]
    assert data["origins"]["files"]["content/tea.yaml"][0]["layer"] == "project"
    unknown = ask("explain", "es/nothing")
    assert unknown.exit_code == 2
    assert "[unknown-sheet]" in unknown.stderr


def test_verify_compares_with_the_manifest(build, ask, tmp_path):
    assert ask("verify").exit_code == 2
    build()
    done = ask("verify")
    assert (done.exit_code, done.stdout) == (
        0,
        "3 of 3 sheets made again: all have the same bytes\n",
    )
    (tmp_path / "out/es/tea.pdf").write_bytes(b"damaged")
    done = ask("verify")
    assert done.exit_code == 1
    assert "1 differ" in done.stdout
    assert json.loads(ask("verify", "--json").stdout)["findings"][0]["rule"] == "verify-file"


@pytest.mark.parametrize(
    ("flag", "question"),
    [
        (("--dry-run",), ("plan",)),
        (("--explain", "es/tea"), ("explain", "es/tea")),
        (("--explain", "es/nothing"), ("explain", "es/nothing")),
        (("--verify",), ("verify",)),
    ],
)
def test_an_old_flag_says_what_its_command_says(build, ask, flag, question):
    for made in (False, True):
        if made:
            build()
        old, new = build(*flag), ask(*question)
        assert (old.exit_code, old.stdout) == (new.exit_code, new.stdout)
        note, _, rest = old.stderr.partition("\n")
        assert f"{flag[0]} is “build {question[0]}” now" in note
        assert rest == new.stderr
        old, new = build(*flag, "--json"), ask(*question, "--json")
        assert (old.exit_code, old.output) == (new.exit_code, new.output)


def test_only_one_old_flag_at_a_time(build):
    done = build("--dry-run", "--verify")
    assert done.exit_code == 2
    assert "take one of" in done.stderr


def test_an_option_before_a_question_is_refused_and_not_lost(command):
    done = command("build", "-l", "es", "plan")
    assert done.exit_code == 2
    assert "write --locale after “plan”" in done.stderr


def test_json_is_a_line_an_event(build, command):
    command.fail.add(SPOILT)
    done = build("--json")
    planned, *sheets, summary = lines(done)
    assert planned == {"event": "planned", "sheets": 3, "to_render": 3}
    assert {event["event"] for event in sheets} == {"sheet"}
    failed = [event for event in sheets if event["outcome"] == "failed"]
    assert [event["findings"][0]["rule"] for event in failed] == ["fake"]
    assert (summary["event"], summary["built"], summary["failed"]) == ("summary", 2, 1)
    assert (summary["exit_status"], done.exit_code) == (1, 1)
    assert len(summary["files"]) == 2


def test_wrong_input_is_an_event_too(build, small_copy):
    edit(small_copy, "content/labels.yaml", "labels:", "lables:")
    done = build("--json", project=small_copy.root)
    (event,) = lines(done)
    assert (event["event"], done.exit_code) == ("error", 2)
    assert "unknown-field" in {found["rule"] for found in event["findings"]}


def test_junit_has_a_case_a_sheet(build, command, tmp_path):
    command.fail.add(SPOILT)
    file = tmp_path / "reports/junit.xml"
    assert build("--junit", file).exit_code == 1
    root = ElementTree.parse(file).getroot()
    (suite,) = root
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == ("es", "3", "1")
    (failure,) = root.iter("failure")
    assert "failed" in failure.text
    cases = {case.get("name"): len(case) for case in root.iter("testcase")}
    assert cases == {f"es/{name}.pdf": int(f"es/{name}" == SPOILT) for name in SMALL_HANDOUTS}


def test_on_github_a_finding_is_an_annotation(build, small_copy, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    po = "locales/es/LC_MESSAGES/handouts.po"
    edit(small_copy, po, "Necesita 2 regaderas", "Necesita 20 regaderas")
    done = build(project=small_copy.root)
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("::")]
    assert line.startswith("::error file=")
    assert f"{po},line=" in line
    assert "title=catalog-number::es: " in line
    assert "%0Ahint" in line
    monkeypatch.delenv("GITHUB_ACTIONS")
    assert "::error" not in build(project=small_copy.root).stderr


def test_the_date_comes_from_the_environment_when_it_says_so(command, small, monkeypatch):
    def overdue():
        done = command("list", "--json", "--project", small.root)
        assert done.exit_code == 0
        return done.stdout

    assert overdue()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    done = command("list", "--project", small.root)
    assert done.exit_code == 2
    assert "[source-date-epoch]" in done.stderr


@pytest.mark.parametrize(("epoch", "day"), [("1767225600", "2026-01-01"), ("0", "1970-01-01")])
def test_the_gallery_is_dated_by_the_environment(command, small, monkeypatch, tmp_path, epoch, day):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = command("build", "-l", "es", "--project", small.root, "-o", tmp_path / "out")
    assert done.exit_code == 0
    assert f"Built {day}" in (tmp_path / "out/index.html").read_text(encoding="utf-8")


def test_cache_info_and_prune(build, command):
    build()
    info = json.loads(command("cache", "info", "--json").stdout)
    assert info["sheets"] == len(SMALL_HANDOUTS)
    assert f"{len(SMALL_HANDOUTS)} sheets" in command("cache", "info").stdout
    assert "0.0 MB removed; 3 sheets are left" in command("cache", "prune").stdout
    assert "0 sheets are left" in command("cache", "prune", "--max-size", "1k").stdout
    assert f"default: {UNUSED_DAYS:.1f}" in command("cache", "prune", "--help").stdout
    assert f"{UNUSED_DAYS} days" in command("cache", "--help").stdout
    wrong = command("cache", "prune", "--max-size", "much")
    assert wrong.exit_code == 2
    assert "such as 500M" in wrong.stderr


@pytest.mark.skipif(os.name != "posix", reason="modes of folders are Unix's")
@pytest.mark.parametrize("question", ["info", "prune"])
def test_a_cache_that_others_can_write_is_told_whatever_is_asked(command, tmp_path, question):
    folder = tmp_path / "shared"
    folder.mkdir()
    assert "[cache-shared]" not in command("cache", question, "--cache-dir", folder).stderr
    folder.chmod(0o777)
    assert "[cache-shared]" in command("cache", question, "--cache-dir", folder).stderr
    data = json.loads(command("cache", question, "--cache-dir", folder, "--json").stdout)
    assert [found["rule"] for found in data["findings"]] == ["cache-shared"]


def test_a_build_that_changes_nothing_loads_no_weasyprint(tmp_path):
    """In a process of its own, with the real renderer."""
    import subprocess
    import sys

    code = (
        "import sys; from kat_handouts.cli import main\n"
        "try: main(prog_name='kat-handouts')\n"
        "except SystemExit: pass\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} &"
        " {'weasyprint', 'pydyf', 'pypdfium2', 'jinja2', 'PIL'}))"
    )
    args = ("build", "-l", "es", "-H", "next-steps", "-o", str(tmp_path / "out"))
    environment = {**os.environ, "KAT_HANDOUTS_CACHE_DIR": str(tmp_path / "cache")}
    last = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, *args],
            cwd=ROOT,
            capture_output=True,
            text=True,
            env=environment,
            check=True,
        )
        last = done.stdout.splitlines()
    assert "1 unchanged" in last[0]
    assert last[-1] == "[]"
