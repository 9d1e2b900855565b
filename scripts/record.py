"""Write content/released.yaml: the revisions and safety texts that are released today."""

from pathlib import Path

from kat_handouts.content.library import load_library
from kat_handouts.content.names import RELEASED
from kat_handouts.content.release_record import record
from kat_handouts.files.atomic import write_whole
from kat_handouts.files.project import Project

project = Project(root=Path(__file__).resolve().parents[1])
text = record(load_library(project), project.today)
write_whole(project.root / RELEASED, text.encode())
