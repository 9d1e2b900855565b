"""Document tree to HTML. Templates hold no words of their own and escape everything."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    nodes,
    select_autoescape,
)
from jinja2.exceptions import TemplateSyntaxError, UndefinedError
from jinja2.meta import find_referenced_templates
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from kat_handouts.clinic.accent import DEFAULT_ACCENT, tint
from kat_handouts.model.clinic import Picture, bare_address
from kat_handouts.model.document import Document
from kat_handouts.model.errors import Finding, RenderError
from kat_handouts.model.invisible import INVISIBLE
from kat_handouts.model.phone import dialled
from kat_handouts.render.columns import runs, stands_in_pairs
from kat_handouts.render.dial_links import with_dial_links
from kat_handouts.render.inheritance import (
    blocks_of,
    extends_itself,
    inheritance_faults,
    no_template,
    parent_of,
)
from kat_handouts.render.qr import as_data, qr_code, staff_code
from kat_handouts.render.styles import CLINIC_STYLE, PRINTED
from kat_handouts.render.template_files import FOLDER, TemplateFiles, address
from kat_handouts.typography.numbers import in_own_digits, isolate

# A line may end within an address of the web after these signs.
_ADDRESS_PART = re.compile(r"[^./_?&=-]*[./_?&=-]+|[^./_?&=-]+")
_OTHER_FILE = re.compile(r"@import\b|url\(\s*[\"']?(?!data:)[^\s)]*", re.IGNORECASE)


class TemplateEnvironment(SandboxedEnvironment):
    """Jinja over template files, which notes every template that a sheet depends on.

    A macro's file is run once for all sheets, so that what its text names counts for each; a name
    that is put together counts for the sheet that asks for it. A template reaches what it is given,
    and nothing of the program behind it.
    """

    def __init__(self, files: TemplateFiles, **options: Any) -> None:
        self.files = files
        self._named: dict[str, list[str]] = {}
        self._blocks: dict[str, set[str]] = {}
        # Templates whose own parents are being looked at, the outermost first.
        self._heirs: list[str] = []
        # Parsed to find what they name, and not compiled yet.
        self._trees: dict[str, tuple[str, nodes.Template]] = {}
        self._safe: dict[tuple[type, str], bool] = {}
        super().__init__(loader=_Loader(files), auto_reload=False, **options)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        # Whether it is depends on the kind of object alone, and pages ask thousands of times.
        known = self._safe.get((type(obj), attr))
        if known is None:
            known = self._safe[type(obj), attr] = super().is_safe_attribute(obj, attr, value)
        return known

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: Any = None
    ) -> Template:
        self._use(name)
        return super().get_template(name, parent, globals)

    def select_template(
        self, names: Any, parent: str | None = None, globals: Any = None
    ) -> Template:
        names = list(names)
        for name in names:
            self._use(name)
        return super().select_template(names, parent, globals)

    def _use(self, name: str | Template) -> None:
        waiting = [name] if isinstance(name, str) else []
        seen: set[str] = set()
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                self.files.use(FOLDER + one)
                waiting += self._names_in(one)

    def _names_in(self, name: str) -> list[str]:
        if name not in self._named:
            found: list[str] = []
            if self.files.has(FOLDER + name):
                source = self.files.read(FOLDER + name).decode("utf-8")
                tree = self.parse(source, name, self.files.shown(FOLDER + name))
                self._blocks[name] = self._blocks_in(name, tree)
                self._trees[name] = source, tree
                found = sorted(set(filter(None, find_referenced_templates(tree))))
            self._named[name] = found
        return self._named[name]

    def _blocks_in(self, name: str, tree: nodes.Template) -> set[str]:
        """Return the names of a template's blocks, with those of the templates that it extends.

        Raises `RenderError` where it extends itself, or says what would print nowhere.
        """
        own, parent = blocks_of(tree), parent_of(tree)
        if parent is None:
            return own
        file = self.files.shown(FOLDER + name)
        if parent in (*self._heirs, name):
            raise RenderError(extends_itself(tree, parent, file))
        self._heirs.append(name)
        try:
            self._names_in(parent)
        finally:
            self._heirs.pop()
        if not self.files.has(FOLDER + parent):
            raise RenderError(no_template(parent, self.files.templates(), file))
        known = self._blocks[parent]
        if faults := list(inheritance_faults(tree, parent, known, file)):
            raise RenderError(faults)
        return own | known

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed, tree = self._trees.pop(name or "", ("", None))
        if tree is not None and parsed == source:
            return tree
        return super()._parse(source, name, filename)


class _Loader(BaseLoader):
    def __init__(self, files: TemplateFiles) -> None:
        self._files = files

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        name = FOLDER + template
        if not self._files.has(name):
            raise TemplateNotFound(template)
        source = self._files.read(name).decode("utf-8")
        return source, self._files.shown(name), lambda: True


def environment(files: TemplateFiles) -> TemplateEnvironment:
    """Return the Jinja environment of template files: a project's first, then the shipped ones."""
    templates = TemplateEnvironment(
        files,
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
        Picture("image/svg+xml", files.read(picture_name(files, name, direction)))
    )
    templates.globals["clinic_style"] = lambda: _clinic_style(files)
    templates.globals["picture"] = lambda name, direction: address(
        picture_name(files, name, direction)
    )
    templates.filters |= {
        "in_own_digits": lambda number, digits: in_own_digits(str(number), digits),
        "isolated": lambda name, direction: isolate(name, right_to_left=direction == "rtl"),
        "tint": tint,
        "as_data": as_data,
        "qr_code": qr_code,
        "staff_code": staff_code,
        "dialled": dialled,
        "with_dial_links": with_dial_links,
        "runs": runs,
        "stands_in_pairs": stands_in_pairs,
        "longest_part": lambda words: max(map(len, words.translate(INVISIBLE).split(" "))),
        "bare_address": bare_address,
        "address_parts": lambda address: _ADDRESS_PART.findall(address),
    }
    return templates


def _clinic_style(files: TemplateFiles) -> Markup:
    """Return a clinic's own rules to stand within a page, or nothing where there are none.

    Raises `RenderError` where they name another file: the page would have to load it.
    """
    name = f"{FOLDER}styles/{CLINIC_STYLE}"
    if not files.has(name):
        return Markup()
    text = files.read(name).decode("utf-8", "replace")
    if named := _OTHER_FILE.search(text):
        finding = Finding(
            "resource",
            f"“{named[0]}” names another file, and a page for the phone is one file",
            hint="do without it, or write the address as url(data:…)",
            file=files.shown(name),
            line=text.count("\n", 0, named.start()) + 1,
        )
        raise RenderError(finding)
    # Within a page, an end tag would end the style; in CSS, \/ is a slash too.
    return Markup(text.replace("</", "<\\/"))  # noqa: S704


def picture_name(files: TemplateFiles, name: str, direction: str) -> str:
    """Return the file of a pictogram; one that goes somewhere goes the way the text does.

    Raises `RenderError` where it is not there.
    """
    turned, plain = (f"{FOLDER}pictograms/{name}{side}.svg" for side in ("-rtl", ""))
    if direction == "rtl" and files.has(turned):
        return turned
    if not files.has(plain):
        problem = f"there is no picture {plain}"
        raise RenderError(Finding("resource", problem, "draw it, or take the name out"))
    return plain


def render_html(document: Document, templates: TemplateEnvironment) -> str:
    """Return the HTML of a document.

    Raises `RenderError` where a template is missing or broken.
    """
    return fill_for(document, PRINTED, templates)


def fill_for(document: Document, name: str, templates: TemplateEnvironment, **values: Any) -> str:
    """Return a template with a document; what is wrong names the sheet."""
    sheet = document.sheet
    try:
        return fill(name, templates, document=document, **values)
    except RenderError as error:
        raise RenderError(
            [found.at(locale=sheet.locale, handout=sheet.handout) for found in error.findings]
        ) from error


def fill(name: str, templates: TemplateEnvironment, **values: Any) -> str:
    """Return a template with its values; raises `RenderError` where it is missing or broken."""
    try:
        return templates.get_template(name).render(**values)
    except TemplateSyntaxError as error:
        finding = Finding("template", f"broken template: {error.message}", file=error.filename)
        raise RenderError(finding.at(line=error.lineno)) from error
    except TemplateNotFound as error:
        raise RenderError(no_template(str(error.name), templates.files.templates())) from error
    except RecursionError as error:
        finding = Finding(
            "template",
            "a template includes, imports or calls itself without end",
            hint="let it name another one; the shipped one is shipped/handout.html.j2",
            file=f"{FOLDER}{name}",
        )
        raise RenderError(finding) from error
    except (TemplateError, UndefinedError, TypeError, AttributeError) as error:
        raise RenderError(Finding("template", f"a template failed: {error}")) from error
