"""Write what qualified people would: ledgers that sign segments, sources that were read."""

import json
import re

from kat_handouts.catalogs.sign_offs import segment_hash
from kat_handouts.localise.translations import load_translations
from kat_handouts.model.languages import get_language
from kat_handouts.reviews.signing import Reviewer
from kat_handouts.reviews.signing import sign as sign_segments


def sign(project, library, tag, roles=("reviser", "clinician"), skip=()):
    """Write a ledger that signs every segment of a locale."""
    translations = load_translations(project, library.segments, tag)
    lines = []
    for segment in library.segments.values():
        if segment.id in skip:
            continue
        hashed = segment_hash(segment.source, translations.catalog.text(segment))
        lines += [
            json.dumps(
                {
                    "segment": segment.id,
                    "hash": hashed,
                    "role": role,
                    "by": "A",
                    "date": "2026-11-22",
                }
            )
            for role in roles
        ]
    folder = project.root / "locales" / get_language(tag).folder
    folder.mkdir(exist_ok=True)
    (folder / "sign-offs.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def confirm_sources(project):
    """Mark every source of a copied project as read."""
    path = project.root / "content/sources.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub('confirmed: (quoted|"no")', "confirmed: read", text), "utf-8")


def sign_one(project, library, segment, **who):
    """Sign one segment of the Spanish catalog, as the command does."""
    translations = load_translations(project, library.segments, "es")
    reviewer = Reviewer(**{"by": "A. B.", "role": "reviser", **who})
    return sign_segments(project, translations, [library.segments[segment]], reviewer)
