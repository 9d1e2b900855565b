"""Document tree to HTML. Templates hold no words of their own and escape everything."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    select_autoescape,
)
from jinja2.exceptions import TemplateSyntaxError, UndefinedError

from kat_handouts.clinic.accent import DEFAULT_ACCENT, tint
from kat_handouts.files.project import Project
from kat_handouts.model.clinic import Picture
from kat_handouts.model.document import Document
from kat_handouts.model.errors import Finding, RenderError
from kat_handouts.model.invisible import INVISIBLE
from kat_handouts.render.qr import as_data, qr_code, staff_code
from kat_handouts.render.styles import PRINTED
from kat_handouts.typography.numbers import in_own_digits, isolate


def environment(project: Project) -> Environment:
    """Return the Jinja environment of a project: its own templates first, then the shipped ones."""
    templates = Environment(
        loader=FileSystemLoader([str(folder) for folder in project.template_folders]),
        # Markdown for people is no HTML; everything else escapes.
        autoescape=select_autoescape(
            disabled_extensions=("md.j2",), default=True, default_for_string=True
        ),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["default_accent"] = DEFAULT_ACCENT
    templates.globals["drawn"] = lambda name, direction: as_data(
        Picture("image/svg+xml", picture_path(project, name, direction).read_bytes())
    )
    templates.globals["picture"] = lambda name, direction: picture_path(
        project, name, direction
    ).as_uri()
    templates.filters |= {
        "in_own_digits": lambda number, digits: in_own_digits(str(number), digits),
        "isolated": lambda name, direction: isolate(name, right_to_left=direction == "rtl"),
        "tint": tint,
        "as_data": as_data,
        "qr_code": qr_code,
        "staff_code": staff_code,
        "dialled": lambda number: re.sub(r"[^+0-9]", "", number.translate(INVISIBLE)),
        "bare_address": lambda address: address.partition("://")[2].rstrip("/"),
    }
    return templates


def picture_path(project: Project, name: str, direction: str) -> Path:
    """Return the file of a pictogram; one that goes somewhere goes the way the text does.

    Raises `RenderError` where it is not there.
    """
    turned = f"templates/pictograms/{name}-rtl.svg"
    path = (direction == "rtl" and project.find(turned)) or project.find(
        f"templates/pictograms/{name}.svg"
    )
    if not path:
        problem = f"there is no picture templates/pictograms/{name}.svg"
        raise RenderError(Finding("resource", problem, "draw it, or take the name out"))
    return path


def render_html(document: Document, templates: Environment) -> str:
    """Return the HTML of a document.

    Raises `RenderError` where a template is missing or broken.
    """
    return fill_for(document, PRINTED, templates)


def fill_for(document: Document, name: str, templates: Environment, **values: Any) -> str:
    """Return a template with a document; what is wrong names the sheet."""
    sheet = document.sheet
    try:
        return fill(name, templates, document=document, **values)
    except RenderError as error:
        raise RenderError(
            [found.at(locale=sheet.locale, handout=sheet.handout) for found in error.findings]
        ) from error


def fill(name: str, templates: Environment, **values: Any) -> str:
    """Return a template with its values; raises `RenderError` where it is missing or broken."""
    try:
        return templates.get_template(name).render(**values)
    except TemplateSyntaxError as error:
        finding = Finding("template", f"broken template: {error.message}", file=error.filename)
        raise RenderError(finding.at(line=error.lineno)) from error
    except (TemplateError, UndefinedError, TypeError, AttributeError) as error:
        raise RenderError(Finding("template", f"a template failed: {error}")) from error
