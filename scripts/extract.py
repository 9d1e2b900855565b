"""Write locales/handouts.pot from the content."""

from pathlib import Path

from kat_handouts.catalogs.extraction import POT_NAME, extract
from kat_handouts.content.library import load_library
from kat_handouts.project import Project

project = Project(root=Path(__file__).resolve().parents[1])
(project.root / POT_NAME).write_bytes(extract(load_library(project)))
