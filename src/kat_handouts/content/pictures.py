"""The pictures that handouts place, such as a map: files beside the content, safe to print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kat_handouts.clinic.errors import PictureError
from kat_handouts.content.blocks import PictureBlock
from kat_handouts.content.names import handout_name
from kat_handouts.content.schema import Handout
from kat_handouts.files.project import Project
from kat_handouts.files.yaml_data import KeyPath, SourceFile
from kat_handouts.model.clinic import Picture
from kat_handouts.model.errors import Finding

# 200 dots an inch over the width of a page are 1,650.
MOST_PIXELS = 1_600


def load_pictures(
    project: Project,
    handouts: Mapping[str, Handout],
    files: Mapping[str, SourceFile],
    findings: list[Finding],
) -> dict[str, Picture]:
    """Return the pictures that handouts place, by file name; what is wrong is added to `findings`.

    They lie in ``content/``, beside the handouts.
    """
    pictures: dict[str, Picture] = {}
    for id_, handout in handouts.items():
        source = files[handout_name(id_)]
        for path, block in _blocks(handout):
            try:
                pictures[block.file] = _load(project, block.file)
            except PictureError as error:
                findings.append(
                    Finding(
                        "content-picture",
                        f"{block.file}: {error}",
                        hint=error.hint,
                        file=source.name,
                        line=source.line((*path, "file")),
                    )
                )
    return pictures


def _blocks(handout: Handout) -> Iterator[tuple[KeyPath, PictureBlock]]:
    for section_key, section in handout.sections.items():
        for block_key, block in section.blocks.items():
            if isinstance(block, PictureBlock):
                yield ("sections", section_key, "blocks", block_key), block


def _load(project: Project, file: str) -> Picture:
    # Pillow is slow to load, and few projects place pictures.
    from kat_handouts.clinic.picture import clean_picture

    beside = f"put the picture beside the handout: {project.shown_own('content')}/{file}"
    try:
        layers = project.layer_files(f"content/{file}")
    except OSError as error:
        raise PictureError(f"cannot be read: {error.strerror}", beside) from None
    if not layers:
        raise PictureError("there is no such file", beside)
    folders = [(root / "content").resolve() for root in project.roots]
    if layers[0].path.resolve().parent not in folders:
        raise PictureError("is a link that leads out of content/", beside)
    return clean_picture(layers[0].data, file, most_pixels=MOST_PIXELS, keeps_photographs=True)
