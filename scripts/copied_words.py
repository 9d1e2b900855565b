"""Print, for each language, the share of its words that come back when a sheet's text is copied.

Reads what `kat-handouts build` made: PDFium as Chrome does, poppler (``pdftotext``) as Linux does.
"""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pypdfium2

from kat_handouts.checks.pdf import lost_words
from kat_handouts.files.project import Project
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.sheet import Sheet


def by_pdfium(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def by_poppler(path: Path) -> str:
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


READERS = {"PDFium": by_pdfium, "poppler": by_poppler}

output = Path(sys.argv[1] if len(sys.argv) > 1 else "output")
localiser = Localiser(Project())
print(f"| language | words | {' | '.join(READERS)} |")
print(f"|---|---|{'---|' * len(READERS)}")
for tag in localiser.tags():
    words, lost = Counter[str](), Counter[str]()
    for handout in localiser.library.handouts:
        path = output / tag / f"{handout}.pdf"
        if path.is_file():
            document = localiser.document(Sheet(tag, handout))
            for name, read in READERS.items():
                expected, missing = lost_words(read(path), document)
                words[name] += expected
                lost[name] += len(missing)
    if words:
        shares = (f"{100 - 100 * lost[name] / words[name]:.1f} %" for name in READERS)
        print(f"| {tag} | {max(words.values())} | {' | '.join(shares)} |")
