"""What stands beside each other: sections in columns, and the items of a list in pairs."""

from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.model.document import LocalisedText, Node
from kat_handouts.model.languages import get_language
from kat_handouts.render.columns import letters, runs, stands_in_pairs
from kat_handouts.render.html import render_html
from kat_handouts.render.pdf import PdfRenderer
from tests.support.documents import make_variant_of, small_document
from tests.support.editing import edit
from tests.support.pdfs import compact, elements, page_texts

ENGLISH = get_language("en")


def text(words, other=None):
    return LocalisedText("a.b", (words,), ENGLISH, other=other)


def listed(*words, picture="", kind="item"):
    name = "title" if kind == "step" else "text"
    items = tuple(
        Node(kind, f"a.{at}", {name: text(one), "text": text(one)}, picture=picture)
        for at, one in enumerate(words)
    )
    return Node("list", "a", children=items)


@given(st.lists(st.sampled_from(["", "columns"]), max_size=9))
def test_sections_of_one_style_that_follow_each_other_are_one_run(styles):
    sections = [Node("section", f"a.{at}", style=style) for at, style in enumerate(styles)]
    found = runs(sections)
    assert [*chain.from_iterable(found)] == sections
    assert all(len({section.style for section in run}) == 1 for run in found)
    heads = [run[0].style for run in found]
    assert all(before != after for before, after in pairwise(heads))


@pytest.mark.parametrize(
    ("words", "is_paired"),
    [
        (["chest pain", "a rash"], True),
        (["chest pain", "a rash", "a headache"], True),
        (["chest pain"], False),
        ([], False),
        # Half a line each is too little for them.
        (["a" * 60, "b" * 60], False),
        (["a" * 60, "b" * 20, "c" * 20, "d" * 20], True),
    ],
)
def test_items_stand_in_pairs_where_that_takes_fewer_lines(words, is_paired):
    assert stands_in_pairs(listed(*words), 86) is is_paired


def test_a_narrow_page_has_fewer_pairs_and_two_languages_have_none():
    words = ["a" * 30, "b" * 30]
    assert stands_in_pairs(listed(*words), 86)
    assert not stands_in_pairs(listed(*words), 54)
    node = listed("chest pain", "a rash")
    other = text("أ")
    double = [Node("item", one.id, {"text": text("x", other)}) for one in node.children]
    assert not stands_in_pairs(Node("list", "a", children=tuple(double)), 86)


def test_a_picture_takes_two_lines_whether_its_words_do_or_not():
    short, long = ["a" * 20] * 2, ["a" * 70] * 2
    assert stands_in_pairs(listed(*short, picture="fall"), 86)
    assert stands_in_pairs(listed(*long, picture="fall"), 86)
    assert not stands_in_pairs(listed(*long), 86)


@pytest.mark.parametrize(
    ("words", "count"), [("", 0), ("abc", 3), ("한국", 4), ("日本", 4), ("e\u0301", 1), ("की", 2)]
)
def test_letters_are_counted_by_their_width(words, count):
    assert letters(words) == count


COLUMNS = {
    "  back:\n": "  back:\n    columns: 2\n",
    "  signs:\n": "  signs:\n    columns: 2\n",
}


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_sections_in_columns_are_read_in_their_order(small_copy, tag):
    def finished():
        document = small_document(small_copy, tag, "garden")
        pdf = PdfRenderer(small_copy).render(document).data
        return document, pdf

    document, before = finished()
    for old, new in COLUMNS.items():
        edit(small_copy, "content/garden.yaml", old, new)
    changed, after = finished()
    assert [section.style for section in changed.sections].count("columns") == 2
    assert [section.id for section in changed.sections] == [one.id for one in document.sections]
    heads = [compact(one.texts["heading"].plain) for one in changed.sections]
    words = compact("".join(page_texts(after)))
    places = [words.find(head) for head in heads]
    assert sorted(places) == places or tag == "ar"
    # A list is in one piece for whoever hears it, and so is the order of headings.
    tags = [[name for _, name, _ in elements(pdf) if name[0] == "H"] for pdf in (before, after)]
    assert tags[0] == tags[1]
    depths = [(depth, name) for depth, name, _ in elements(after)]
    assert not any(
        name == "L" and above == "L" and depth == higher + 1
        for (higher, above), (depth, name) in pairwise(depths)
    )


def test_no_edition_of_large_type_or_two_languages_has_columns(small_copy):
    for old, new in COLUMNS.items():
        edit(small_copy, "content/garden.yaml", old, new)
    renderer = PdfRenderer(small_copy)
    for variant in ({"edition": "large-print"}, {"edition": "bilingual", "second": "ar"}):
        html = render_html(
            make_variant_of(small_copy, "es", "garden", **variant), renderer.templates
        )
        assert 'class="columns"' not in html
    html = render_html(small_document(small_copy, "es", "garden"), renderer.templates)
    assert html.count('class="columns"') == 1
