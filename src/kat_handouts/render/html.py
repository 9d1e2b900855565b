"""Document tree to HTML. Templates hold no words of their own and escape everything."""

from __future__ import annotations

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
from kat_handouts.errors import Finding, RenderError
from kat_handouts.localise.numbers import in_own_digits, isolate
from kat_handouts.localise.tree import Document
from kat_handouts.project import Project
from kat_handouts.render.codes import as_data, qr_code, staff_code


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
    templates.globals["picture"] = lambda name, direction: picture_uri(project, name, direction)
    templates.filters |= {
        "in_own_digits": lambda number, digits: in_own_digits(str(number), digits),
        "isolated": lambda name, direction: isolate(name, right_to_left=direction == "rtl"),
        "tint": tint,
        "as_data": as_data,
        "qr_code": qr_code,
        "staff_code": staff_code,
        "bare_address": lambda address: address.partition("://")[2].rstrip("/"),
    }
    return templates


def picture_uri(project: Project, name: str, direction: str) -> str:
    """Return the address of a pictogram; one that goes somewhere goes the way the text does.

    Raises `RenderError` where it is not there.
    """
    turned = f"templates/pictograms/{name}-rtl.svg"
    path = (direction == "rtl" and project.find(turned)) or project.find(
        f"templates/pictograms/{name}.svg"
    )
    if not path:
        problem = f"there is no picture templates/pictograms/{name}.svg"
        raise RenderError(Finding("resource", problem, "draw it, or take the name out"))
    return path.as_uri()


def render_html(document: Document, templates: Environment) -> str:
    """Return the HTML of a document.

    Raises `RenderError` where a template is missing or broken.
    """
    sheet = document.sheet
    try:
        return fill("handout.html.j2", templates, document=document)
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
