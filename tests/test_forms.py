"""Forms and editions are data: what they differ in stands in them, and nothing asks their names."""

import ast

import pytest
from jinja2 import Environment, nodes

from kat_handouts.batch.plan import Selection, plan
from kat_handouts.content.library import load_library
from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.errors import InputError
from kat_handouts.model.forms import FORMS, SHEET
from kat_handouts.model.sheet import PAPERS
from kat_handouts.render.styles import style_names
from tests.support.editing import edit
from tests.support.shipped import ROOT

NAMES = {*FORMS, *EDITIONS}
# Which is left out of file names.
KNOWS_THE_DEFAULT = {"sheet.py"}


def asked_in_python(text):
    """Yield the line of each comparison with the name of a form or an edition."""

    def is_name(node):
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            return any(map(is_name, node.elts))
        if isinstance(node, ast.Dict):
            return any(key and is_name(key) for key in node.keys)
        if isinstance(node, ast.Name):
            return node.id == "DEFAULT_EDITION"
        return isinstance(node, ast.Constant) and node.value in NAMES

    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Compare():
                asked = [node.left, *node.comparators]
            case ast.MatchValue() | ast.Subscript():
                asked = [node.value]
            case ast.Call(func=ast.Attribute(value=ast.Dict() as table, attr="get")):
                asked = [table]
            case ast.Call(func=ast.Attribute(attr="startswith" | "endswith")):
                asked = node.args
            case _:
                continue
        if any(map(is_name, asked)):
            yield node.lineno


def asked_in_template(text):
    """Yield the line of each comparison with the name of a form or an edition."""
    for compared in Environment().parse(text).find_all((nodes.Compare, nodes.Getitem)):
        asked = [constant.value for constant in compared.find_all(nodes.Const)]
        if NAMES.intersection(value for value in asked if isinstance(value, str)):
            yield compared.lineno


def test_no_module_asks_for_a_name():
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        if path.name not in KNOWS_THE_DEFAULT
        for line in asked_in_python(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_template_asks_for_a_name():
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "templates").rglob("*.j2"))
        for line in asked_in_template(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        'document.form == "card"',
        'form.name not in ("page", "card")',
        '{"sheet": 18, "page": 13}[form]',
        '{"sheet": 18}.get(form, 13)',
        'document.edition.name != "large-print"',
        "entry.edition == DEFAULT_EDITION",
        'name.startswith("card")',
        'match form:\n    case "card":\n        pass',
    ],
)
def test_a_question_for_a_name_is_found(text):
    assert list(asked_in_python(text))


def test_a_question_for_a_name_is_found_in_a_template():
    assert list(asked_in_template('{% if document.edition.name != "large-print" %}{% endif %}'))
    assert list(asked_in_template('{{ 12 if document.form in ("card", "page") else 14 }}'))


def test_each_handout_has_the_blocks_that_its_form_needs(library):
    for handout in library.handouts.values():
        types = {block.type for part in handout.sections.values() for block in part.blocks.values()}
        assert {*handout.form.needs} <= types
        assert not handout.form.needs_main_message or handout.main_message


def test_every_style_that_a_sheet_may_name_is_there(project, library, make_variant):
    selection = Selection(("es",), editions=tuple(EDITIONS), staff=True)
    for sheet in plan(project, library, selection).sheets:
        variant = {name: getattr(sheet, name) for name in ("edition", "second", "staff")}
        for name in style_names(make_variant("es", sheet.handout, **variant)):
            assert project.find(f"templates/styles/{name}"), name
    for form in FORMS.values():
        for paper in PAPERS:
            assert project.find(f"templates/styles/{form.page_size}-{paper}.css")


@pytest.mark.parametrize(
    ("name", "goals", "most", "sizes"),
    [
        ("sheet", (2, 3), None, (12, 14)),
        ("page", (1, 2), 2, (12.5, 14)),
        ("leaf", (2, 3), 3, (12.5, 14)),
        ("card", (2,), 2, (10.5, 12)),
    ],
)
@pytest.mark.parametrize("locale", ["en", "es"])
def test_a_form_says_how_many_pages_a_sheet_takes_and_how_small_its_text_may_be(
    library, make_variant, locale, name, goals, most, sizes
):
    handouts = [key for key, handout in library.handouts.items() if handout.form.name == name]
    assert handouts
    for handout in handouts:
        document = make_variant(locale, handout)
        assert document.form.most_pages == most
        assert document.goals == goals
        assert (document.least_pt, document.largest_pt) == sizes


@pytest.mark.parametrize("edition", ["large-print", "bilingual", "easy-read"])
def test_an_edition_that_does_not_step_down_has_one_size_of_text(make_variant, edition):
    second = "en" if EDITIONS[edition].has_second else None
    document = make_variant("es", "side-effects", edition=edition, second=second)
    assert document.goals == ()
    assert document.least_pt == document.largest_pt == document.body_pt


def test_every_goal_is_one_that_the_form_allows():
    for form in FORMS.values():
        assert list(form.goals) == sorted(set(form.goals)), form.name
        assert form.most_pages in (None, form.goals[-1]), form.name


def test_a_form_may_set_the_size_of_the_text(make_variant):
    assert make_variant("en", "after-today").body_pt == 12
    assert make_variant("en", "after-today", edition="large-print").body_pt == 18
    assert make_variant("en", "side-effects").body_pt == 14


def test_what_staff_read_takes_a_whole_sheet(make_variant):
    assert make_variant("es", "after-today", staff=True).form is SHEET


def test_an_unknown_form_is_told_with_the_known_ones(copied):
    edit(copied, "content/after-today.yaml", "form: card", "form: leaflet")
    with pytest.raises(InputError) as caught:
        load_library(copied)
    (found,) = caught.value.findings
    assert (found.line, found.file.endswith("content/after-today.yaml")) == (3, True)
    assert all(name in found.hint for name in FORMS)
