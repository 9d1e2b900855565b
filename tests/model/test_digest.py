"""Digests: what was given out must be recognised by every later version."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from kat_handouts.catalogs.sign_offs import segment_hash
from kat_handouts.content.names import LABELS
from kat_handouts.content.release_record import safety_texts
from kat_handouts.model.digest import SHEET_ID, digest, file_digest

# NIST, FIPS 180-4, example of SHA-256.
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_digest_is_sha_256_in_hex(tmp_path):
    (tmp_path / "abc").write_bytes(b"abc")
    assert digest("abc") == digest(b"abc") == file_digest(tmp_path / "abc") == ABC
    assert digest("abc", length=SHEET_ID) == "ba7816bf"


@given(st.lists(st.text() | st.binary()))
def test_parts_are_digested_as_if_they_were_one(parts):
    whole = b"".join(part.encode() if isinstance(part, str) else part for part in parts)
    assert digest(*parts) == hashlib.sha256(whole).hexdigest()


def test_what_is_signed_and_released_keeps_its_digest(library):
    """The program of any year reads the ledgers and the codes of another."""
    assert segment_hash("a", "b") == hashlib.sha256(b"a\0b").hexdigest()
    for id_, recorded in safety_texts(library, LABELS).items():
        source = library.segments[id_].source.encode()
        assert recorded == hashlib.sha256(source).hexdigest()[:16]
