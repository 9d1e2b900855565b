import pytest

from kat_handouts.localise.translations import load_translations
from kat_handouts.model.errors import InputError
from tests.support.editing import edit, write


def test_words_that_no_line_may_break_are_those_of_the_glossary(layered, library):
    edit(layered, "locales/lo/glossary.yaml", "unbroken: [", "unbroken: [ຄລີນິກຂອງເຮົາ, ")
    unbroken = load_translations(layered, library.segments, "lo").unbroken
    assert {"ເຄຕາມີນ", "ພວກເຮົາ", "ຄລີນິກຂອງເຮົາ"} <= {*unbroken}
    assert load_translations(layered, library.segments, "es").unbroken == ()


def test_a_glossary_that_cannot_be_read_is_told_with_its_line(layered, library):
    write(layered, "locales/lo/glossary.yaml", "terms:\n  ketamine: ເຄຕາມີນ\n")
    with pytest.raises(InputError) as caught:
        load_translations(layered, library.segments, "lo")
    [found] = caught.value.findings
    assert (found.file.endswith("locales/lo/glossary.yaml"), found.line) == (True, 2)
