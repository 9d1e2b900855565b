"""A project is its folders over the shipped ones."""

from kat_handouts.content.library import handout_ids


def test_hidden_files_are_no_part_of_it(small_copy):
    """What a killed command left of a file, and what macOS writes beside one."""
    known = handout_ids(small_copy)
    content = small_copy.root / "content"
    for name in (".part-1-0123abcd-tea.yaml", "._tea.yaml", ".hidden.yaml"):
        (content / name).write_text("?", encoding="utf-8")
    assert handout_ids(small_copy) == known
