"""The proof shows what a new version of a catalog would lose, whoever made it."""

import pytest

from kat_handouts.catalogs.proof import prove_catalog

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
LIVE = '# mine\nmsgctxt "a.b"\nmsgid "New"\nmsgstr "nuevo"\n\n'
OLD = '# once\n#~ msgctxt "a.b"\n#~ msgid "Old"\n#~ msgstr "viejo"\n\n'
FULL = HEADER + LIVE + OLD + '#, fuzzy\n#| msgid "Was"\nmsgctxt "c"\nmsgid "Is"\nmsgstr "es"\n'


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"nuevo"', '"nuevo 2"', "would become “nuevo 2”"),
        (LIVE, "", "would be lost"),
        (OLD, "", "would be lost"),
        ("# mine\n", "", "would lose “mine”"),
        ("#, fuzzy\n", "", "would lose “fuzzy”"),
        ('#| msgid "Was"\n', "", "the English it is of"),
        ('msgid "New"', 'msgid "Newer"', "the English it is of"),
        (LIVE, LIVE + LIVE.replace("a.b", "z"), "come from nowhere"),
        ("Content-Type", "X-Type", "lose a field"),
        ('#, fuzzy\n#| msgid "Was"\n', '#, fuzzy\n#| msgid "Was"\n#~ ', "read again"),
        ('msgstr "es"', 'msgstr "es', "cannot read"),
        ('msgstr "es"', 'msgstr "e\u2028s"', "would become"),
    ],
)
def test_the_proof_shows_what_would_be_lost(old, new, words):
    assert prove_catalog(FULL.encode(), FULL.encode()) == []
    assert old in FULL
    found = prove_catalog(FULL.encode(), FULL.replace(old, new, 1).encode())
    assert found
    assert found[0].rule == "proof-failed"
    assert any(words in one.message for one in found)


@pytest.mark.parametrize("end", ["#=", "#,", "#, ", "#.", "#:", "#"])
def test_a_line_of_no_flags_hides_no_entry(end):
    one = f'{HEADER}msgctxt "a"\nmsgid "b"\nmsgstr "c"\n'
    assert prove_catalog(f"{one}{end}".encode(), f"{one}\n{end}".encode()) == []
    assert prove_catalog(f"{one}{end}".encode(), f"{HEADER}{end}".encode())


@pytest.mark.parametrize("other", [r"\x41\303\251", r"\101\xc3\xA9", "A\u00e9"])
@pytest.mark.parametrize("bell", [r"\a", "\a"])
def test_an_escape_by_number_is_the_letter_that_it_is_to_gettext(other, bell):
    one = f'{HEADER}msgctxt "a"\nmsgid "Aé\\a"\nmsgstr "\\\\x41"\n'
    assert prove_catalog(one.encode(), one.replace(r"Aé\a", other + bell).encode()) == []
    assert prove_catalog(one.encode(), one.replace(r"\\x41", other).encode())
