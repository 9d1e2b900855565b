"""The tests are laid out as the program, so that the tests of a module are where one looks."""

import ast

from tests.support.shipped import ROOT

TESTS = ROOT / "tests"
SOURCE = ROOT / "src/kat_handouts"
# Tests of no one module: of whole sheets, of the whole program, of the repository.
OF_THE_WHOLE = {
    "test_at_once",
    "test_build_faults",
    "test_clinic_folder",
    "test_clinic_handout",
    "test_command_line",
    "test_compare_sheets",
    "test_editions",
    "test_filled_checks",
    "test_filled_exactness",
    "test_filled_forms",
    "test_filled_privacy",
    "test_finished_pdfs",
    "test_forms",
    "test_golden",
    "test_input_kinds",
    "test_layered_lists",
    "test_layers",
    "test_layout",
    "test_lean_sheets",
    "test_longest_clinic",
    "test_new_language",
    "test_photocopy",
    "test_pictograms",
    "test_placed_pictures",
    "test_practical",
    "test_project_files",
    "test_read_aloud",
    "test_repository",
    "test_shape",
    "test_stylesheets",
    "test_wheel",
    "test_writers",
}
# What is said of the shipped content and catalogs, and files of each format that are spoiled at
# random: neither mirrors a room of the program.
OF_NO_ROOM = (TESTS / "shipped", TESTS / "fuzz")


def modules():
    return sorted(TESTS.rglob("test_*.py"))


def test_every_module_of_tests_mirrors_one_of_the_program():
    strange = []
    for path in modules():
        is_whole = path.parent == TESTS and path.stem in OF_THE_WHOLE
        if is_whole or {*OF_NO_ROOM} & {*path.parents}:
            continue
        mirrored = SOURCE / path.relative_to(TESTS).with_name(path.stem.removeprefix("test_"))
        if not (mirrored.with_suffix(".py").is_file() or (mirrored / "__init__.py").is_file()):
            strange.append(path.relative_to(TESTS).as_posix())
    assert strange == []


def test_the_list_of_the_whole_names_what_is_there():
    assert {path.stem for path in modules() if path.parent == TESTS} >= OF_THE_WHOLE


def test_every_folder_of_tests_is_a_package():
    folders = {path.parent for path in modules()}
    assert [folder.name for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_nothing_is_imported_from_fixtures_or_from_other_tests():
    """What several tests need has its place in tests/support."""
    wrong = []
    for path in sorted(TESTS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(f"{node.module}.{name.name}" for name in node.names)]
            elif isinstance(node, ast.Import):
                names = [name.name for name in node.names]
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                # Code that runs in a process of its own.
                lines = [line.split() for line in node.value.splitlines() if " import " in line]
                names = [words[1] for words in lines if words[:1] == ["from"]]
            else:
                continue
            for name in names:
                parts = name.split(".")
                if "conftest" in parts or any(part.startswith("test_") for part in parts):
                    wrong.append(f"{path.relative_to(TESTS)}:{node.lineno} {name}")
    assert wrong == []
