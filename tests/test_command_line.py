"""The command line as a user meets it: real processes, real exit statuses."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from kat_handouts.cli import COMMANDS, main
from tests.support.editing import edit, read, translate, write
from tests.support.shipped import HANDOUTS, ROOT


def run(*args, cwd=ROOT, **env):
    return subprocess.run(
        [sys.executable, "-m", "kat_handouts", *map(str, args)],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**os.environ, **env},
        check=False,
    )


HEAVY = {"weasyprint", "babel", "jinja2", "pydantic", "rich", "icu4py", "filelock", "polib"}
# What takes longest to load, and only some runs of a command need.
HEAVIEST = {"weasyprint", "pypdfium2", "openpyxl", "watchfiles", "rich"}


def loaded(args, **env):
    """Return the packages that are loaded once a command has ended."""
    code = (
        "import sys; from kat_handouts.cli import main\n"
        "try: main(prog_name='kat-handouts')\n"
        "except SystemExit: pass\n"
        "print('\\n', *{name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **env},
    )
    return done.stdout.splitlines()[0], set(done.stdout.splitlines()[-1].split())


def test_help_loads_nothing_heavy():
    assert loaded(["--help"])[1] & HEAVY == set()


def test_completing_a_command_loads_nothing_heavy():
    words = {"COMP_WORDS": "kat-handouts bu", "COMP_CWORD": "1"}
    offered, packages = loaded([], _KAT_HANDOUTS_COMPLETE="bash_complete", **words)
    assert offered == "plain,build"
    assert packages & HEAVY == set()


@pytest.mark.costly
@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_loads_only_what_every_run_of_it_needs(command):
    assert loaded([command, "--help"])[1] & HEAVIEST == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(command):
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    assert f"kat-handouts {command}" in result.output
    assert "Examples:" in result.output
    assert "--json" in result.output or "Commands:" in result.output


@pytest.mark.parametrize(
    "name", ["extract", "add", "update", "status", "check", "pseudo", "packet", "watch"]
)
def test_every_command_for_locales_has_help(name):
    result = CliRunner().invoke(main, ["locales", name, "-h"])
    assert result.exit_code == 0
    assert "--json" in result.output
    assert "--project" in result.output


def test_a_mistyped_command_gets_a_suggestion():
    result = CliRunner().invoke(main, ["biuld"])
    assert result.exit_code == 2
    assert "Did you mean “build”?" in result.output


@pytest.mark.parametrize(
    ("words", "offered"),
    [("build --locale z", {"zh-Hans", "zh-Hant"}), ("build --handout n", {"next-steps"})],
)
def test_completion_offers_languages_and_handouts(words, offered):
    # `python -m` has another program name, so ask through the console script's own name.
    code = "from kat_handouts.cli import main; main(prog_name='kat-handouts')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "_KAT_HANDOUTS_COMPLETE": "bash_complete",
            "COMP_WORDS": f"kat-handouts {words}",
            "COMP_CWORD": "3",
        },
    )
    assert {line.rpartition(",")[2] for line in done.stdout.split()} == offered


def test_a_build_and_its_check(tmp_path):
    output = tmp_path / "out"
    done = run("build", "-l", "es", "-l", "zh_Hans", "-H", "next-steps", "-o", output)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2 of 2 handouts")
    assert (output / "zh-Hans/next-steps.pdf").read_bytes().startswith(b"%PDF-1.7")
    done = run("check", "pdf", "-o", output)
    assert done.returncode == 0, done.stderr
    (output / "es/next-steps.pdf").unlink()
    done = run("check", "pdf", "-o", output, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["findings"][0]["rule"] == "pdf-missing"


@pytest.mark.costly
def test_wrong_use_and_bad_input_end_with_status_2_and_no_traceback(layered, tmp_path):
    for args in (
        ("build", "--locale", "xx-Nope", "--handout", "nope"),
        ("build", "--paper", "foolscap"),
        ("build", "--jobs", "0"),
        ("check", "everything"),
    ):
        done = run(*args, "-o", tmp_path / "out") if args[0] == "build" else run(*args)
        assert done.returncode == 2, args
        assert "Traceback" not in done.stderr
        assert done.stderr
    edit(layered, "content/labels.yaml", "labels:", "labels: [")
    done = run("build", "--project", layered.root, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "labels.yaml" in done.stderr
    assert "hint:" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_release_of_unsigned_text_fails_and_lists_it(tmp_path):
    done = run("build", "--release", "-l", "es", "-o", tmp_path / "out", "--json")
    assert done.returncode == 1
    *events, data = [json.loads(line) for line in done.stdout.splitlines()]
    assert [event["event"] for event in events] == ["planned", *["sheet"] * len(HANDOUTS)]
    assert {event.get("outcome") for event in events[1:]} == {"failed"}
    assert data["files"] == []
    assert (data["event"], data["failed"]) == ("summary", len(HANDOUTS))
    rules = {found["rule"] for found in data["findings"]}
    assert rules == {"release-unsigned", "source-unconfirmed"}


@pytest.mark.costly
def test_list_for_machines_and_for_people(library):
    data = json.loads(run("list", "--json").stdout)
    assert [handout["code"] for handout in data["handouts"]] == [
        "KAT-01",
        "KAT-02",
        "KAT-03",
        "KAT-04",
        "KAT-05",
        "KAT-06",
        "KAT-07",
        "KAT-08",
        "KAT-09",
    ]
    assert {locale["untranslated"] for locale in data["locales"]} == {0}
    assert {"code": "us", "paper": "letter", "emergency_number": "911"} in data["regions"]
    assert [region["code"] for region in data["regions"]] == sorted(library.regions)
    assert "ខ្មែរ" in run("list").stdout


@pytest.mark.costly
def test_check_content_and_catalogs_are_fine_as_they_are():
    # `.ci/run` checks all locales, and tests/shipped/test_catalogs.py what is found there.
    done = run("check", "content", "--as-of", "2026-11-22")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(" notes\n")
    assert run("locales", "check", "km").returncode == 0
    assert run("check", "content", "--as-of", "2030-01-01").returncode == 0
    assert run("check", "content", "--as-of", "2030-01-01", "--release").returncode == 1


def test_doctor_names_what_is_missing_and_the_command(tmp_path, monkeypatch):
    assert run("doctor").returncode == 0
    from kat_handouts import doctor as machine

    monkeypatch.setattr(machine, "missing_fonts", lambda language: ["NotoSansCJK-Bold.ttc"])
    monkeypatch.setattr(machine, "_loads", lambda library: library.name != "HarfBuzz subset")
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 1
    assert "apt-get install fonts-noto-cjk" in result.output
    assert "apt-get install libharfbuzz-subset0" in result.output
    result = CliRunner().invoke(main, ["build", "-o", str(tmp_path)])
    assert result.exit_code == 2
    assert "apt-get install libharfbuzz-subset0" in result.output


@pytest.mark.parametrize(
    "words",
    [
        ["list", "a\n::add-mask::911\x1b]0;t\x07"],
        ["build", "--paper", "a\n::add-mask::911\x1b]0;t\x07"],
        ["locales", "a\n::add-mask::911\x1b]0;t\x07"],
        ["a\n::add-mask::911\x1b]0;t\x07"],
    ],
    ids=lambda words: words[0][:7],
)
def test_words_that_no_command_takes_are_shown_harmlessly(words):
    done = run(*words)
    assert done.returncode == 2
    assert "Usage: " in done.stderr
    assert "add-mask" in done.stderr
    assert "\x1b" not in done.stderr
    assert not [line for line in done.stderr.splitlines() if line.startswith("::")]


@pytest.mark.parametrize("words", [["check", "--json", "all"], ["list", "--json", "--nothing"]])
def test_wrong_use_is_json_where_json_is_asked_for(words):
    done = run(*words)
    assert done.returncode == 2
    [finding] = json.loads(done.stdout)["findings"]
    assert finding["rule"] == "usage"
    assert words[-1] in finding["message"]
    assert finding["hint"].endswith(f"{words[0]} --help")


def test_wrong_use_of_a_build_is_a_line_of_its_json():
    done = run("build", "--json", "--paper", "b5")
    assert done.returncode == 2
    event = json.loads(done.stdout.removesuffix("\n"))
    assert done.stdout.count("\n") == 1
    assert event["event"] == "error"
    assert event["findings"][0]["rule"] == "usage"


def test_a_pipe_gets_no_progress_bar(tmp_path):
    done = run("build", "-l", "en", "-H", "next-steps", "-o", tmp_path)
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.costly
def test_ctrl_c_leaves_only_whole_files_and_a_true_manifest(tmp_path):
    output = tmp_path / "out"
    # A shell that runs the tests in the background would have them ignore Ctrl-C.
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from kat_handouts.cli import main; main()"
    )
    build = subprocess.Popen(
        [sys.executable, "-c", code, "build", "-o", output],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not list(output.rglob("*.pdf")):
        assert build.poll() is None
        time.sleep(0.05)
    os.killpg(build.pid, signal.SIGINT)
    _, errors = build.communicate(timeout=60)
    assert build.returncode == 130
    assert "Stopped." in errors
    assert "Traceback" not in errors
    assert [path for path in output.rglob("*") if path.name.startswith(".part")] == []
    listed = json.loads((output / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {entry["file"] for entry in listed} == {
        path.relative_to(output).as_posix() for path in output.rglob("*.pdf")
    }


@pytest.mark.costly
def test_a_language_is_started_updated_and_looked_at(tmp_path, library):
    total = len(library.segments)
    done = run("locales", "add", "SW", "--project", tmp_path)
    assert (done.returncode, done.stdout) == (
        0,
        f"sw: {total} added, 0 reworded, 0 retired\n",
    )
    assert (tmp_path / "locales/sw/LC_MESSAGES/handouts.po").is_file()
    again = run("locales", "add", "sw", "--project", tmp_path)
    assert again.returncode == 2
    assert "locales update" in again.stderr
    assert run("locales", "update", "sw", "--project", tmp_path).stdout == "sw: up to date\n"
    data = json.loads(run("locales", "status", "sw", "--project", tmp_path, "--json").stdout)
    assert data["locales"][0]["untranslated"] == total
    found = run("locales", "check", "sw", "--project", tmp_path)
    assert found.returncode == 1
    assert "[catalog-untranslated]" in found.stderr


@pytest.mark.parametrize("name", ["sign", "status", "log", "revoke"])
def test_every_command_for_reviews_has_help(name):
    result = CliRunner().invoke(main, ["review", name, "-h"])
    assert result.exit_code == 0
    assert "--json" in result.output


@pytest.mark.costly
def test_texts_are_signed_listed_and_revoked(tmp_path):
    sign = ("review", "sign", "es", "side-effects.bladder.heading", "--project", tmp_path)
    assert run(*sign, "--role", "reviser").returncode == 2  # nobody signs without a name
    done = run(*sign, "--role", "reviser", "--by", "A. B.")
    assert (done.returncode, done.stdout) == (0, "es: 1 signed as reviser\n")
    status = json.loads(run("review", "status", "es", "--project", tmp_path, "--json").stdout)
    assert status["locales"][0]["signed"] == 1
    (line,) = json.loads(run("review", "log", "es", "--project", tmp_path, "--json").stdout)[
        "sign_offs"
    ]
    assert (line["by"], line["revoked"]) == ("A. B.", "")
    gone = run("review", "revoke", line["id"], "--by", "C. D.", "--project", tmp_path)
    assert (gone.returncode, gone.stdout) == (0, "1 revoked\n")
    log = run("review", "log", "es", "--project", tmp_path, "--json").stdout
    assert "by C. D." in json.loads(log)["sign_offs"][0]["revoked"]


def test_the_status_of_reviews_names_the_roles_of_the_policy(tmp_path):
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales/policy.yaml").write_text("safety: [community]\n", encoding="utf-8")
    found = json.loads(run("review", "status", "es", "--project", tmp_path, "--json").stdout)
    (row,) = found["locales"]
    assert row["wants_community"] > 0
    assert {key for key in row if key.startswith("wants_")} == {
        "wants_reviser",
        "wants_clinician",
        "wants_community",
    }


@pytest.mark.costly
def test_a_watch_rebuilds_what_a_saved_text_touches_and_survives_a_mistake(layered, tmp_path):
    output = tmp_path / "out"
    name = "locales/es/LC_MESSAGES/handouts.po"
    good = read(layered, name)
    command = [sys.executable, "-u", "-m", "kat_handouts", "locales", "watch"]
    command += ["-l", "es", "-H", "side-effects", "-H", "next-steps"]
    command += ["--project", layered.root, "-o", output]
    watch = subprocess.Popen(
        list(map(str, command)),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        lines = iter(watch.stdout.readline, "")
        seen = [next(lines).strip() for _ in range(3)]
        assert seen == [
            "es/side-effects: built",
            "es/next-steps: built",
            "Watching. End with Ctrl-C.",
        ]
        # In a folder that was not there at the start.
        translate(layered, "es", "side-effects.bladder.heading", "Vejiga y ριñones")
        assert next(lines).strip() == "es/side-effects: side-effects.bladder.heading"
        assert "[catalog-script]" in next(lines)
        next(lines)
        write(layered, name, good.replace('msgctxt "side', "msgctxt side", 1))
        assert "[po-syntax]" in next(lines)
        next(lines)
        write(layered, name, good)
        assert next(lines).strip() == "es/side-effects: side-effects.bladder.heading"
        os.killpg(watch.pid, signal.SIGINT)
        assert watch.wait(timeout=60) == 0
        assert watch.stdout.read() == ""
    finally:
        if watch.poll() is None:
            os.killpg(watch.pid, signal.SIGKILL)
            watch.wait()
        watch.stdout.close()


@pytest.mark.costly
def test_a_stale_pot_fails_its_check(tmp_path):
    assert run("locales", "extract", "--check").returncode == 0
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales/handouts.pot").write_text("old", encoding="utf-8")
    assert run("locales", "extract", "--check", "--project", tmp_path).returncode == 1
    assert "written" in run("locales", "extract", "--project", tmp_path).stdout
    assert run("locales", "extract", "--check", "--project", tmp_path).returncode == 0
