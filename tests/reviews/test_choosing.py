"""What somebody signs: by ids, by patterns, and by what a handout prints."""

import pytest

from kat_handouts.localise.translations import load_translations
from kat_handouts.model.errors import InputError
from kat_handouts.reviews.choosing import chosen_segments
from kat_handouts.reviews.signing import Reviewer, sign
from tests.support.documents import small_document

ID = "garden.back.warn.ladder"


def test_an_unknown_text_gets_a_suggestion_and_nothing_is_not_everything(small_copy, small_library):
    spanish = load_translations(small_copy, small_library.segments, "es")
    with pytest.raises(InputError) as caught:
        chosen_segments(small_library, spanish, ["garden.back.warn.laddr"], handouts=["gardn"])
    assert ID in caught.value.findings[0].hint
    assert len(caught.value.findings) == 2
    with pytest.raises(InputError):
        chosen_segments(small_library, spanish, [])


def test_a_handout_that_is_signed_is_signed_wherever_it_is_printed(small_copy, small_library):
    translations = load_translations(small_copy, small_library.segments, "es")
    chosen = chosen_segments(small_library, translations, [], handouts=["garden"])
    for role in ("reviser", "clinician"):
        sign(small_copy, translations, chosen, Reviewer("A. B.", role))
    for region in small_library.regions:
        for route in (None, "injection"):
            assert small_document(
                small_copy, "es", "garden", region=region, route=route
            ).state.is_signed
    assert not small_document(small_copy, "es", "tea").state.is_signed


def test_a_region_limits_what_a_handout_brings(small_library, small):
    translations = load_translations(small, small_library.segments, "es")
    chosen = chosen_segments(small_library, translations, [], handouts=["garden"], regions=["gb"])
    regions = {one.id.split(".")[1] for one in chosen if one.id.startswith("region.")}
    assert regions == {"gb"}
    with pytest.raises(InputError):
        chosen_segments(small_library, translations, [], handouts=["garden"], regions=["xx"])


def test_a_pattern_names_texts(small_library, small):
    translations = load_translations(small, small_library.segments, "es")
    chosen = chosen_segments(small_library, translations, ["label.*"])
    assert [one.id for one in chosen] == [
        id_ for id_ in small_library.segments if "label." in id_[:6]
    ]
    with pytest.raises(InputError) as caught:
        chosen_segments(small_library, translations, ["lable.*"])
    assert caught.value.findings[0].rule == "unknown-segment"
