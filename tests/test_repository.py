"""Files that must keep step with each other."""

import re
import subprocess
import sys
from itertools import takewhile

import pytest

from kat_handouts import __version__
from kat_handouts.checks.orthography import NEGATORS
from kat_handouts.cli.build_command import command as build_command
from kat_handouts.clinic.accent import DEFAULT_ACCENT, contrast, tint
from kat_handouts.doctor import LIBRARIES
from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.forms import FORMS
from kat_handouts.model.languages import REGISTRY
from kat_handouts.model.scripts import SCRIPTS
from kat_handouts.model.sheet import DEFAULT_EDITION
from kat_handouts.typography.fonts import DEFAULT_FONT_PACKAGE, FONT_PACKAGES
from tests.support.editing import tree
from tests.support.shipped import ROOT
from tests.support.small import bring_catalogs_up_to_date


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_makefile_installs_every_package_that_doctor_asks_for():
    listed = set(re.findall(r"^[a-z].*$", read("scripts/system-packages.txt"), re.MULTILINE))
    asked = {library.package for library in LIBRARIES}
    assert asked | set(FONT_PACKAGES.values()) | {DEFAULT_FONT_PACKAGE} <= listed


def test_every_package_in_the_lock_file_has_a_hash():
    lock = read("requirements.lock")
    names = re.findall(r"^([a-z0-9][\w.-]*)==", lock, re.MULTILINE)
    assert {"weasyprint", "jinja2", "babel", "pytest"} <= set(names)
    blocks = re.split(r"^(?=[a-z0-9][\w.-]*==)", lock, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)


def test_every_direct_dependency_is_locked():
    project = read("pyproject.toml")
    wanted = re.findall(r'^  "([A-Za-z0-9._-]+)[>=]=', project, re.MULTILINE)
    locked = re.findall(r"^([a-z0-9][\w.-]*)==", read("requirements.lock"), re.MULTILINE)
    assert len(wanted) > 15
    assert {re.sub(r"[._]", "-", name.lower()) for name in wanted} <= {
        re.sub(r"[._]", "-", name) for name in locked
    }


def test_links_in_the_documents_lead_somewhere():
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_what_contributing_names_is_there():
    text = read("CONTRIBUTING.md")
    paths = re.findall(
        r"(?:src|tests|templates|content|locales|docs|scripts)/[\w./<>-]*[\w>]", text
    )
    named = [path for path in paths if "<" not in path]
    assert len(named) > 40
    assert [path for path in named if not (ROOT / path).exists()] == []
    tests = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("tests/**/*.py"))
    assert [name for name in re.findall(r"`(test_\w+)`", text) if f"def {name}(" not in tests] == []
    source = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("src/**/*.py"))
    code = [*re.findall(r"`(_?[A-Z]{3}[A-Z_]+)`", text), *re.findall(r"`(_?[a-z]+_[a-z_]+)`", text)]
    assert [name for name in code if name not in source + tests + read("docs/authoring.md")] == []
    targets = re.findall(r"`make ([a-z-]+)`", text)
    assert [name for name in targets if f"\n{name}:" not in read("Makefile")] == []


def test_every_edition_is_told_of():
    for name in EDITIONS:
        assert re.search(rf"^ +{name} ", build_command.help, re.MULTILINE), f"build --help: {name}"
        assert name == DEFAULT_EDITION or f"--edition {name}" in read("README.md"), (
            f"README: {name}"
        )


def test_a_lost_negation_is_looked_for_in_every_language():
    translated = {tag for tag, language in REGISTRY.items() if not language.is_english}
    assert {*NEGATORS} >= translated


def test_the_catalogs_of_the_small_project_are_up_to_date(small_copy):
    before = tree(small_copy.root / "locales")
    bring_catalogs_up_to_date(small_copy.root)
    assert tree(small_copy.root / "locales") == before, "run: make golden"


def test_the_documented_block_types_are_the_real_ones():
    from typing import get_args

    from kat_handouts.content.blocks import Block

    documented = set(re.findall(r"^\| `([a-z-]+)` \|", read("docs/authoring.md"), re.MULTILINE))
    union = get_args(get_args(Block)[0])
    real = {get_args(block.model_fields["type"].annotation)[0] for block in union}
    assert documented - {"type"} == real


def test_the_changelog_knows_the_version():
    assert "## [Unreleased]" in read("CHANGELOG.md")
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)


@pytest.mark.parametrize("script", ["install-system-packages.sh", "find-python.sh"])
def test_shell_scripts_parse(script):
    subprocess.run(["sh", "-n", str(ROOT / "scripts" / script)], check=True)


def test_modules_stay_small():
    for path in (ROOT / "src").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 320, path.name


def gray(colour):
    """Return the gray of a colour on a black-only print, in percent of black."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return round(100 * (1 - (0.299 * red + 0.587 * green + 0.114 * blue)))


def test_the_design_page_says_what_the_styles_are():
    text = (ROOT / "docs/design.md").read_text(encoding="utf-8")
    for script in SCRIPTS.values():
        sizes = (
            script.scale,
            script.line_height,
            script.heading_line_height,
            script.close_line_height,
        )
        row = " | ".join((script.code, script.font.family, *(f"{size:g}" for size in sizes)))
        assert f"| {row} |" in text
    styles = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "templates/styles").glob("*.css")
    )
    colours = re.findall(r"`(#[0-9a-f]{3,6})` \| ([\d.]+) : 1 \| ([\d.]+) : 1 \| (\d+) %", text)
    assert len(colours) > 5
    for colour, on_white, on_tint, black in colours:
        whole = colour if len(colour) == 7 else "#" + "".join(char * 2 for char in colour[1:])
        assert colour in styles or colour == DEFAULT_ACCENT
        assert f"{contrast(whole, '#ffffff'):.1f}" == on_white
        assert f"{contrast(whole, tint(DEFAULT_ACCENT)):.1f}" == on_tint
        assert str(gray(whole)) == black


# Of the forms, in the order of `FORMS`.
FORM_STYLES = ("tokens.css", "page.css", "page.css", "card.css")


def value_of(style, name):
    """Return a value of the design in a style, or that of all sheets."""
    for file in (style, "tokens.css"):
        found = re.search(rf"{name}: ([^;]+);", read(f"templates/styles/{file}"))
        if found:
            return found[1]
    raise AssertionError(name)


def test_the_design_page_has_the_sizes_of_forms_and_editions():
    text = read("docs/design.md")
    # The first row of a name counts.
    rows = dict(reversed(re.findall(r"^\| ([a-z][^|]*?) \| (.+) \|$", text, re.MULTILINE)))
    styles = [*FORM_STYLES, "large-print.css", "easy-read.css"]
    cells = {name: rows[name].split(" | ") for name in ("text", "header and footer (pt)")}
    margins = rows["margins left and right (mm)"].split(" | ")
    for at, style in enumerate(styles):
        assert f"{margins[at]}mm" == value_of(style, "--page-margin").split()[1], style
        assert f"{cells['header and footer (pt)'][at]}pt" == value_of(style, "--margin-text-size")
    for at, form in enumerate(FORMS.values()):
        largest, least = form.body_pt or 14, form.least_pt
        said = f"{largest:g} to {least:g} pt" if least else f"{largest:g} pt"
        assert cells["text"][at] == said, form.name
    [sizes] = re.findall(r"Sizes are in units of the text: (.*?)\.\s[A-Z]", text, re.DOTALL)
    for name, said in (
        ("--h1-size", "title"),
        ("--h2-size", "section"),
        ("--main-message-size", "main message"),
        ("--emergency-size", "emergency number"),
        ("--small-size", "small print"),
    ):
        assert f"{said} {value_of('tokens.css', name).removesuffix('em')}" in " ".join(
            sizes.split()
        )


def test_the_image_installs_the_packages_of_the_makefile():
    """Both read the one list, so that a package cannot be in one and not in the other."""
    dockerfile = read("Dockerfile")
    assert "COPY scripts/system-packages.txt scripts/" in dockerfile
    assert re.search(
        r"grep -v '\^#' scripts/system-packages.txt \\\n\s+\| .*xargs apt-get", dockerfile
    )
    assert "system-packages.txt" in read("scripts/install-system-packages.sh")
    assert "scripts/install-system-packages.sh" in read("Makefile")
    named = re.findall(r"\b(?:lib|fonts-)[a-z0-9.-]+", dockerfile.replace("/var/lib/", ""))
    assert named == []
    assert "--require-hashes -r requirements.lock" in dockerfile


def test_the_commands_that_ci_is_told_to_run_exist():
    from click.testing import CliRunner

    from kat_handouts.cli import main

    text = read("docs/ci.md")
    commands = set(re.findall(r"\.venv/bin/kat-handouts ([a-z -]+)", text))
    assert len(commands) >= 5
    for command in commands:
        words = command.split()
        names = list(takewhile(lambda word: not word.startswith("-"), words))
        options = [word for word in words if word.startswith("--")]
        done = CliRunner().invoke(main, [*names, "--help"])
        assert done.exit_code == 0, command
        assert all(option in done.output for option in options), command


def test_the_workflow_of_the_documents_is_one():
    from ruamel.yaml import YAML

    workflow = re.search(r"```yaml\n(.*?)```", read("docs/ci.md"), re.DOTALL)[1]
    data = YAML(typ="safe").load(workflow)
    steps = data["jobs"]["handouts"]["steps"]
    assert [step["name"] for step in steps if "name" in step] == [
        *("Install", "Take up finished sheets", "Say what changes", "Build", "Check"),
        *("Fail on drift", "Hand over"),
    ]
    shell = re.search(r"## Plain shell\n\n```sh\n(.*?)```", read("docs/ci.md"), re.DOTALL)[1]
    in_shell = set(re.findall(r"kat-handouts [a-z]+ ?(?:--)?[a-z-]*", shell))
    in_steps = set(re.findall(r"kat-handouts [a-z]+ ?(?:--)?[a-z-]*", workflow))
    assert in_shell == in_steps


def test_the_benchmarks_say_what_they_measure_and_refuse_another_word():
    command = [sys.executable, "-m", "benchmarks"]
    told = subprocess.run(
        [*command, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "long-run" in told.stdout
    refused = subprocess.run([*command, "all"], cwd=ROOT, capture_output=True, check=False)
    assert refused.returncode == 2
