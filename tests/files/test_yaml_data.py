import pytest
from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.files.yaml_data import read_yaml


def test_scalars_stay_what_they_say():
    file = read_yaml('a: no\nb: 12:30\nc: 1_000\nd: "911"\ne: 2026-11-22\nf:\n', "x.yaml")
    assert file.data == {
        "a": "no",
        "b": "12:30",
        "c": "1_000",
        "d": "911",
        "e": "2026-11-22",
        "f": None,
    }


def test_folded_text_holds_no_stray_characters():
    file = read_yaml("a: >-\n  one\n  two\n", "x.yaml")
    assert file.data == {"a": "one two"}


def test_paths_know_their_lines():
    file = read_yaml("a:\n  b:\n    - one\n    - two\n", "x.yaml")
    assert file.line(("a", "b", 1)) == 4
    assert file.line(("a", "b", 1, "deeper")) == 4


def test_every_duplicate_key_is_reported_with_both_lines():
    file = read_yaml("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n", "x.yaml")
    assert [(found.rule, found.line) for found in file.findings] == [
        ("duplicate-id", 2),
        ("duplicate-id", 5),
    ]
    assert "line 1" in file.findings[0].message


def test_a_syntax_error_has_a_line_and_a_hint():
    file = read_yaml("a: 1\nb: [\n", "x.yaml")
    assert file.findings[0].rule == "yaml-syntax"
    assert file.findings[0].line
    assert file.findings[0].hint


@pytest.mark.parametrize(
    ("text", "line"),
    [("[[]", 1), ("a: [\n\n", 3), ("a: b\nc: d\u2028e\n", 2), ("a: 1\rb: [\r", 3)],
)
def test_a_syntax_error_is_on_a_line_that_an_editor_shows(text, line):
    (found,) = read_yaml(text, "x.yaml").findings
    assert (found.rule, found.line) == ("yaml-syntax", line)


def test_aliases_are_refused():
    file = read_yaml("a: &x 1\nb: *x\n", "x.yaml")
    assert {found.rule for found in file.findings} == {"yaml-anchor"}


def test_an_empty_file_is_reported():
    assert read_yaml("# nothing\n", "x.yaml").findings[0].rule == "yaml-empty"


@given(st.text(max_size=200) | st.text(alphabet="ab:-[]{}&*!|>'\"\n #", max_size=60))
def test_no_text_makes_the_reader_crash(text):
    file = read_yaml(text, "x.yaml")
    assert file.data is not None or file.findings or text.strip() != ""
    assert all(found.file == "x.yaml" for found in file.findings)


@pytest.mark.parametrize("depth", [400, 5_000, 100_000])
@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ("{a: ", "}"), ("[", "")])
def test_brackets_without_end(depth, opened, closed):
    file = read_yaml(f"x: {opened * depth}{closed * depth}", "a.yaml")
    assert file.data is None
    assert [found.rule for found in file.findings] == ["yaml-syntax"]


def test_what_anchors_stand_for_is_never_written_out():
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    file = read_yaml("\n".join(lines), "a.yaml")
    assert file.data is None
    assert {found.rule for found in file.findings} == {"yaml-anchor"}
    assert {found.line for found in file.findings} == set(range(1, 31))


ENTRIES = st.dictionaries(
    st.sampled_from("abc"), st.dictionaries(st.sampled_from("xyz"), st.integers(0, 9), min_size=1)
)


def as_file(entries, name):
    text = ""
    for top, found in entries:
        text += "\n".join([f"{top}:", *(f"  {key}: {value}" for key, value in found.items()), ""])
    return read_yaml(text, name)


@given(upper=ENTRIES.filter(bool), lower=ENTRIES.filter(bool))
def test_every_entry_of_two_layers_knows_its_file_and_its_line(upper, lower):
    above, below = as_file(upper.items(), "upper.yaml"), as_file(lower.items(), "lower.yaml")
    merged = above.over(below)
    for top in upper.keys() | lower.keys():
        expected = {**lower.get(top, {}), **upper.get(top, {})}
        assert merged.data[top] == {key: str(value) for key, value in expected.items()}
        for key in expected:
            layer = above if key in upper.get(top, {}) else below
            assert merged.place((top, key)) == {
                "file": layer.name,
                "line": layer.line((top, key)),
            }


def test_what_is_no_set_of_fields_hides_nothing_that_is_wrong():
    merged = read_yaml("- a\n", "upper.yaml").over(read_yaml("a: &b c\n", "lower.yaml"))
    assert merged.data == ["a"]
    assert [(found.rule, found.file) for found in merged.findings] == [
        ("yaml-anchor", "lower.yaml")
    ]
