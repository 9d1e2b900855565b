"""The numbers on the first page: each fault is put into a real sheet, and must be named."""

import pytest

from kat_handouts.checks.first_page import check_first_page
from kat_handouts.model.clinic import Clinic
from kat_handouts.render.pdf import PdfRenderer
from tests.support.clinics import clinic_with
from tests.support.documents import make_variant_of

HAS_PHONES = clinic_with("(612) 555-0100", "(612) 555-0199", "Garden Clinic")
# Without the strip, the panel of phones is on the last page.
LAST = ".strip { display: none; } section:last-of-type { break-before: page; }"


@pytest.fixture
def found(small_copy):
    def found(style, tag="en", *, handout="garden", clinic=None, emergency="911", **variant):
        path = small_copy.root / "templates/styles/clinic.css"
        path.write_text(style, encoding="utf-8")
        document = make_variant_of(small_copy, tag, handout, clinic=clinic, **variant)
        pdf = PdfRenderer(small_copy).render(document).data
        return [
            (one.rule, one.segment, one.message)
            for one in check_first_page(pdf, document, emergency)
        ]

    return found


def segments(found):
    assert {rule for rule, _, _ in found} <= {"pdf-first-page"}
    return [segment for _, segment, _ in found]


NO_PHONES = ["label.clinic-phone", "label.after-hours-phone"]


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("clinic", [HAS_PHONES, Clinic()])
def test_numbers_in_print_and_lines_to_write_them_on_do(found, tag, clinic):
    assert found("", tag, clinic=clinic) == []


@pytest.mark.parametrize("clinic", [HAS_PHONES, Clinic()])
@pytest.mark.parametrize("variant", [{"edition": "large-print"}, {"paper": "a4"}, {"staff": True}])
def test_every_edition_is_held_to_it(found, clinic, variant):
    assert found("", "es", clinic=clinic, **variant) == []
    assert segments(found(LAST, "es", clinic=clinic, **variant)) == NO_PHONES


def test_two_languages_share_a_line(found):
    assert found("", "ar", edition="bilingual", second="en", clinic=Clinic()) == []


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_what_stands_on_a_later_page_is_missing(found, tag):
    assert segments(found(LAST, tag)) == NO_PHONES


def test_an_emergency_number_of_another_region_is_missing(found):
    ((_, segment, message),) = found("", emergency="999")
    assert segment is None
    assert "999" in message


@pytest.mark.parametrize(
    ("style", "clinic", "missing"),
    [
        # A label without its line, and a line that is too short or has no height to write in.
        (".strip .slot-blank { border: 0; }", Clinic(), NO_PHONES),
        (".strip .slot-blank { width: 15mm; }", Clinic(), NO_PHONES),
        (".clinic ~ .clinic .slot-blank { border: 0; }", Clinic(), NO_PHONES[1:]),
        # A number that is not printed.
        (".clinic .phone { display: none; }", HAS_PHONES, NO_PHONES),
        (".clinic ~ .clinic .phone { display: none; }", HAS_PHONES, NO_PHONES[1:]),
        (".clinic ~ .clinic { display: none; }", HAS_PHONES, NO_PHONES[1:]),
        (".clinic ~ .clinic { display: none; }", Clinic(), NO_PHONES[1:]),
    ],
)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_what_is_left_out_is_named(found, tag, style, clinic, missing):
    assert segments(found(style, tag, clinic=clinic)) == missing


# Each label with its number or its room beside it.
ROWS = (
    ".strip-row { display: block; }"
    ".strip-cell { display: table; table-layout: fixed; width: 100%; }"
    ".strip-cell > p { display: table-cell; vertical-align: bottom; height: 9mm; }"
    ".strip-cell.danger { width: 100%; } .strip-name { width: 60%; }"
    ".strip .strip-number::before { content: none; }"
)


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("clinic", [HAS_PHONES, Clinic()])
@pytest.mark.parametrize(
    "room",
    [
        ".strip .slot-blank { width: 40mm; height: 6mm; border-bottom: 1pt solid black; }",
        ".strip .slot-blank { width: 90%; height: 6mm; border: 1pt solid black; }",
    ],
)
def test_rows_of_numbers_do_too(found, tag, clinic, room):
    assert found(ROWS + room, tag, clinic=clinic) == []
    without = ROWS + room + ".strip .clinic ~ .clinic .slot-blank { border: 0; }"
    expected = [] if clinic.phones else NO_PHONES[1:]
    assert segments(found(without, tag, clinic=clinic)) == expected


def test_of_what_is_no_pdf_nothing_is_said(small_copy):
    document = make_variant_of(small_copy, "en", "garden")
    assert list(check_first_page(b"no PDF", document, "911")) == []
