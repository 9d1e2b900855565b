import pytest

from kat_handouts.model.errors import InputError
from tests.support.editing import edit, read
from tests.support.packets import PO, fill, make, put, row_of, saved, take, told, translation

ID = "garden.back.warn.ladder"
BENCH = "garden.back.bench.heading"
BRITISH = "locales/en_GB/LC_MESSAGES/handouts.po"


def test_a_correction_comes_back_into_the_catalog_and_nothing_else_changes(small_copy):
    book = make(small_copy)
    before = read(small_copy, PO)
    result = take(small_copy, fill(book, {ID: "No suba."}))
    assert (result.taken, result.refused, result.findings) == (1, 0, [])
    assert translation(small_copy, ID).msgstr == "No suba."
    assert set(read(small_copy, PO).splitlines()) - set(before.splitlines()) == {
        'msgstr "No suba."'
    }


def test_a_correction_clears_the_fuzzy_flag_and_no_other(small_copy):
    flags = "#, fuzzy, max-length:9"
    edit(small_copy, PO, f'msgctxt "{ID}"', f'{flags}\n#| msgid "Old"\nmsgctxt "{ID}"')
    assert take(small_copy, fill(make(small_copy), {ID: "No suba."})).taken == 1
    assert f'#, max-length:9\nmsgctxt "{ID}"' in read(small_copy, PO)


def test_a_fuzzy_text_is_confirmed_by_writing_it_again(small_copy):
    edit(small_copy, PO, f'msgctxt "{ID}"', f'#, fuzzy\nmsgctxt "{ID}"')
    text = translation(small_copy, ID).msgstr
    data = fill(make(small_copy), {ID: text})
    assert take(small_copy, data).taken == 1
    assert not translation(small_copy, ID).fuzzy
    assert (take(small_copy, data).taken, take(small_copy, data).there) == (0, 1)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("content/garden.yaml", "text: Do not climb a ladder alone.", "text: Do not climb alone."),
        (PO, "No suba solo a una escalera", "No suba a una escalera"),
    ],
)
def test_a_row_whose_texts_have_changed_is_refused_and_the_others_are_taken(
    small_copy, name, old, new
):
    book = make(small_copy)
    data = fill(book, {ID: "No suba.", BENCH: "El banco"})
    edit(small_copy, name, old, new)
    result = take(small_copy, data)
    assert told(result) == [("packet-stale", ID, row_of(book, ID))]
    assert (result.taken, result.refused) == (1, 1)
    assert 'msgstr "El banco"' in read(small_copy, PO)
    assert "No suba." not in read(small_copy, PO)


def test_a_correction_with_a_wrong_number_is_refused(small_copy):
    id_ = "garden.morning.order.water"
    book = make(small_copy)
    result = take(small_copy, fill(book, {id_: "Necesita 3 regaderas."}))
    assert told(result) == [("catalog-number", id_, row_of(book, id_))]
    assert result.taken == 0


def test_the_same_file_again_is_there_already(small_copy):
    book = make(small_copy)
    put(book, BENCH, "Translation", "El banco")
    put(book, BENCH, "Note", "¿Es de madera?")
    data = fill(book, {ID: "No suba."})
    first = take(small_copy, data)
    assert (first.taken, first.there, first.notes, first.findings) == (2, 0, 1, [])
    text = read(small_copy, PO)
    again = take(small_copy, data)
    assert (again.taken, again.there, again.notes, again.findings) == (0, 2, 0, [])
    assert read(small_copy, PO) == text


def test_a_note_becomes_a_comment_of_the_translator(small_copy):
    edit(small_copy, PO, f'msgctxt "{ID}"', f'#   mine\nmsgctxt "{ID}"')
    book = make(small_copy)
    put(book, ID, "Note", "allow catalog-copy: no\nallow catalog-copy: never")
    result = take(small_copy, saved(book))
    assert (result.taken, result.notes, result.findings) == (0, 1, [])
    entry = translation(small_copy, ID)
    assert "#   mine\n" in read(small_copy, PO)
    # On one line, behind a word: never read as an exception.
    note = "Note: allow catalog-copy: no allow catalog-copy: never"
    assert entry.tcomment.splitlines() == ["  mine", note]


def test_british_english_gets_an_entry_for_what_it_words_otherwise(small_copy):
    book = make(small_copy, "en-GB")
    put(book, "garden.title", "Note", "Fine.")
    put(book, BENCH, "Note", "A pew?")
    data = fill(book, {BENCH: "A British bench"})
    result = take(small_copy, data, "en-GB")
    assert (result.taken, result.refused, result.notes) == (1, 0, 1)
    # The other has no entry that could keep a note.
    assert [(one.rule, one.segment) for one in result.findings] == [
        ("packet-unread", "garden.title")
    ]
    entry = translation(small_copy, BENCH, BRITISH)
    assert (entry.msgstr, entry.tcomment) == ("A British bench", "Note: A pew?")
    again = take(small_copy, data, "en-GB")
    assert (again.taken, again.there, again.notes) == (0, 1, 0)


def test_a_catalog_that_is_behind_the_content_is_brought_up_to_date_first(small_copy):
    edit(small_copy, "content/garden.yaml", "Do not climb a ladder alone.", "Do not climb alone.")
    book = make(small_copy)
    result = take(small_copy, fill(book, {ID: "No suba."}))
    assert told(result) == [("packet-unknown", ID, row_of(book, ID))]
    assert "locales update" in result.findings[0].hint


@pytest.mark.parametrize("tag", ["en", "en-XA"])
def test_what_has_no_catalog_takes_no_packet(small_copy, tag):
    with pytest.raises(InputError):
        take(small_copy, saved(make(small_copy, tag)), tag)
