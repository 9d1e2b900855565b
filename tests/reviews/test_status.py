"""How far a locale is: translated, signed, and signed before an edit."""

import dataclasses
import json

from kat_handouts.reviews.status import locale_status
from tests.support.editing import edit
from tests.support.signing import sign

ES = "locales/es/LC_MESSAGES/handouts.po"


def test_the_status_counts_what_is_signed_and_what_is_stale(small_copy, small_library):
    sign(small_copy, small_library, "es", skip={"garden.title"})
    edit(small_copy, ES, 'msgstr "Un banco"', 'msgstr "El banco"')
    found = locale_status(small_copy, small_library, "es")
    total = len(small_library.segments)
    assert (found.segments, found.translated) == (total, total)
    assert (found.signed, found.stale) == (total - 2, 1)
    assert found.safety_unsigned == 0
    json.dumps(dataclasses.asdict(found))
