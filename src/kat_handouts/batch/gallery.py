"""``output/index.html``: every sheet at a glance, to find, print and download, without a server."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

from kat_handouts.batch.manifest import ManifestEntry
from kat_handouts.batch.toolchain import versions
from kat_handouts.content.library import Library
from kat_handouts.files.atomic import unwritable, write_whole
from kat_handouts.files.project import Project
from kat_handouts.model.digest import SHORT, digest
from kat_handouts.model.editions import EDITIONS
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.languages import Language, get_language, names_of
from kat_handouts.model.scripts import SCRIPTS

INDEX = "index.html"
THUMBNAILS = "thumbnails"
# A template of the gallery may name any other.
_TEMPLATES = "templates"
# What a gallery was made from, at its head.
_KEY = re.compile(rb'<meta name="made-from" content="([0-9a-f]+)">')
_HEAD = 2_000
_PICTURE_NAME = re.compile(r"[0-9a-f]{16}\.png")
# Pixels; shown at about half of that on a desktop.
_WIDTH = 320
# How a sheet is filled in, in words; by hand goes without saying.
_WAYS = {"by-hand": "", "form": "to fill in on a screen", "master": ""}


@dataclass(frozen=True)
class Card:
    """One sheet in the gallery. `words` is what a search looks in, `twin` its web page."""

    file: str
    locale: str
    handout: str
    english: str
    title: str
    edition: str
    edition_name: str
    state: str
    pages: int
    sheet_id: str
    words: str
    label: str
    is_pdf: bool
    twin: str = ""
    thumbnail: str = ""
    width: int = _WIDTH
    height: int = _WIDTH


def write_gallery(
    project: Project, library: Library, output: Path, entries: dict[str, ManifestEntry]
) -> None:
    """Write the gallery of an output folder, and the pictures that it shows.

    A picture is named by its sheet's digest: what has not changed is not drawn again, and a
    gallery that shows just this already stays as it is.
    Raises `InputError` where the folder cannot be written, and where its index is somebody's own.
    """
    whose = name_of_site(project)
    key = _key(project, library, entries, whose)
    if is_made_from(output, key) and _has_pictures(output, entries):
        return
    from kat_handouts.render.html import environment, fill
    from kat_handouts.render.template_files import TemplateFiles

    pictures = {entry.file: _picture(output, entry) for entry in _pdfs(entries)}
    _tidy(output, set(pictures.values()))
    printed = {_stem(entry) for entry in _pdfs(entries)}
    cards = [
        _card(library, entry, entries, pictures.get(entry.file, ""), output)
        for entry in entries.values()
        if entry.sheet.handout in library.handouts
        if entry.sheet.format == "pdf" or _stem(entry) not in printed
    ]
    order = list(library.handouts)
    known = {name: place for place, name in enumerate(EDITIONS)}
    cards.sort(key=lambda card: (order.index(card.handout), known[card.edition], card.file))
    languages = {card.locale: _language(card.locale) for card in cards}
    named = sorted(languages.values(), key=lambda one: (not one.is_english, one.english_name))
    html = fill(
        "gallery/gallery.html.j2",
        environment(TemplateFiles(project)),
        cards=cards,
        languages=[(one.tag, one.english_name, one.endonym) for one in named],
        handouts=[(id_, library.handouts[id_].title.text) for id_ in order],
        editions=[name for name in EDITIONS if any(card.edition == name for card in cards)],
        states=sorted({card.state for card in cards}),
        built=project.today.isoformat(),
        whose=whose,
        made_from=key,
    )
    write_whole(output / INDEX, html.encode())


def is_made_from(output: Path, key: str) -> bool:
    """Say whether the index of a folder was made from this.

    Raises `InputError` where it is somebody's own.
    """
    found = _made_from(output)
    if found is None and (output / INDEX).exists():
        raise InputError(
            Finding(
                "output-folder",
                f"{INDEX} is not one that this program wrote, and is left as it is",
                hint="move it elsewhere, or build with --no-gallery",
                file=str(output / INDEX),
            )
        )
    return found == key


def template_bytes(project: Project) -> list[bytes]:
    """Return all that a gallery may be made with."""
    names = project.names(_TEMPLATES, "**/*")
    return [layer for name in names for layer in project.layers(name)]


def name_of_site(project: Project) -> str:
    """Return the clinic's name, with the site's where several have the same."""
    name = project.clinic.name
    same = [one for one in project.sites.values() if one.name == name]
    return f"{name} ({project.site})".lstrip() if project.site and len(same) > 1 else name


def _key(project: Project, library: Library, entries: dict[str, ManifestEntry], whose: str) -> str:
    """Return the digest of everything that the gallery shows and is made with."""
    shown = [
        repr((entry.sheet, entry.facts, entry.sha256, entry.pages)) for entry in entries.values()
    ]
    titles = [(id_, handout.title.text) for id_, handout in library.handouts.items()]
    made_of = repr((sorted(shown), titles, project.today, versions(), whose))
    return digest(made_of, *template_bytes(project))


def _made_from(output: Path) -> str | None:
    """Return what the gallery that is there was made from, or None where there is none of ours."""
    try:
        with (output / INDEX).open("rb") as file:
            found = _KEY.search(file.read(_HEAD))
    except OSError:
        return None
    return found[1].decode() if found else None


def _has_pictures(output: Path, entries: dict[str, ManifestEntry]) -> bool:
    return all((output / _picture_name(entry)).is_file() for entry in _pdfs(entries))


def _picture_name(entry: ManifestEntry) -> str:
    return f"{THUMBNAILS}/{entry.sha256[:SHORT]}.png"


def _pdfs(entries: dict[str, ManifestEntry]) -> list[ManifestEntry]:
    return [entry for entry in entries.values() if entry.sheet.format == "pdf"]


def _stem(entry: ManifestEntry) -> str:
    return entry.file.rpartition(".")[0]


def _state(entry: ManifestEntry) -> str:
    counted = entry.facts.catalog
    if counted.fuzzy or counted.untranslated:
        return "stale"
    return "signed" if counted.is_signed else "draft"


def _card(
    library: Library,
    entry: ManifestEntry,
    entries: dict[str, ManifestEntry],
    picture: str,
    output: Path,
) -> Card:
    language = _language(entry.sheet.locale)
    english = library.handouts[entry.sheet.handout].title.text
    edition = entry.sheet.edition.replace("-", " ")
    if entry.sheet.second:
        edition += f", with {_language(entry.sheet.second).english_name}"
    sheet = entry.sheet
    parts = [
        sheet.region.upper(),
        sheet.route or "",
        "for staff" if sheet.staff else "",
        _WAYS[sheet.fill],
    ]
    edition_name = " · ".join(part for part in (edition, *parts) if part)
    twin = f"{_stem(entry)}.html"
    is_pdf = entry.sheet.format == "pdf"
    width, height = _size(output / picture) if picture else (_WIDTH, _WIDTH)
    # Whoever looks for a number wants the sheets that print it.
    region = library.regions.get(sheet.region)
    numbers = (region.emergency_number,) if region else ()
    names = (*names_of(language), sheet.locale, sheet.handout, *numbers)
    return Card(
        file=entry.file,
        locale=entry.sheet.locale,
        handout=entry.sheet.handout,
        english=english,
        title=entry.facts.title,
        edition=entry.sheet.edition,
        edition_name=edition_name,
        state=_state(entry),
        pages=entry.pages if is_pdf else 0,
        sheet_id=entry.facts.sheet_id,
        words=" ".join((english, entry.facts.title, edition_name, entry.facts.sheet_id, *names)),
        label=f"{english}, {language.english_name}, {edition_name}",
        is_pdf=is_pdf,
        twin=twin if is_pdf and twin in entries else "",
        thumbnail=picture,
        width=width,
        height=height,
    )


def _language(tag: str) -> Language:
    try:
        return get_language(tag)
    except InputError:
        # It has left the project since; a whole build removes its sheets.
        return Language(tag, tag, tag, SCRIPTS["Latn"])


def _picture(output: Path, entry: ManifestEntry) -> str:
    """Return the name of the picture of a sheet's first page, drawn where it is not there yet."""
    name = _picture_name(entry)
    path = output / name
    if not path.is_file():
        import pypdfium2

        try:
            with pypdfium2.PdfDocument(output / entry.file) as pdf:
                page = pdf[0]
                drawn = page.render(scale=_WIDTH / page.get_width()).to_pil()
        except (OSError, pypdfium2.PdfiumError):
            return ""  # `check pdf` says what is wrong with the file.
        data = io.BytesIO()
        drawn.convert("P", palette=1, colors=32).save(data, "PNG", optimize=True)
        write_whole(path, data.getvalue())
    return name


def _size(path: Path) -> tuple[int, int]:
    from PIL import Image

    with Image.open(path) as picture:
        width, height = picture.size
    return width, height


def _tidy(output: Path, names: set[str]) -> None:
    for path in (output / THUMBNAILS).glob("*.png"):
        if _PICTURE_NAME.fullmatch(path.name) and f"{THUMBNAILS}/{path.name}" not in names:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise unwritable(path, error) from None
