"""Document tree to HTML. Templates hold no words of their own and escape everything."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.exceptions import TemplateSyntaxError, UndefinedError

from kat_handouts.errors import Finding, RenderError
from kat_handouts.localise.tree import Document
from kat_handouts.project import Project


def environment(project: Project) -> Environment:
    """Return the Jinja environment of a project: its own templates first, then the shipped ones."""
    return Environment(
        loader=FileSystemLoader([str(folder) for folder in project.template_folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render_html(document: Document, templates: Environment) -> str:
    """Return the HTML of a document.

    Raises `RenderError` where a template is missing or broken.
    """
    sheet = document.sheet
    try:
        template = templates.get_template("handout.html.j2")
        return template.render(document=document)
    except TemplateSyntaxError as error:
        finding = Finding("template", f"broken template: {error.message}", file=error.filename)
        raise RenderError(
            finding.at(line=error.lineno, locale=sheet.locale, handout=sheet.handout)
        ) from error
    except (TemplateError, UndefinedError, TypeError, AttributeError) as error:
        finding = Finding("template", f"a template failed: {error}")
        raise RenderError(finding.at(locale=sheet.locale, handout=sheet.handout)) from error
