"""A template that takes another one's place block by block, and what it may say.

Jinja passes over a block that the template below does not have, and over what stands outside of
every block: what a clinic wrote would print nowhere, without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from jinja2 import nodes

from kat_handouts.model.errors import Finding
from kat_handouts.render.template_files import SHIPPED

# What a template may hold beside its blocks: it prints nothing.
_SILENT = (nodes.Block, nodes.Macro, nodes.AssignBlock)


def parent_of(tree: nodes.Template) -> str | None:
    """Return the template that a template extends, or None where it names none outright."""
    found = _extends(tree)
    return str(found.template.as_const()) if found else None


def blocks_of(tree: nodes.Template) -> set[str]:
    """Return the names of a template's blocks."""
    return {block.name for block in tree.find_all(nodes.Block)}


def inheritance_faults(
    tree: nodes.Template, parent: str, known: set[str], file: str
) -> Iterator[Finding]:
    """Yield what a template that extends `parent`, whose blocks are `known`, says in vain."""
    for node in _outermost(tree):
        if isinstance(node, nodes.Block):
            if node.name not in known:
                yield _unknown_block(node, parent, known, file)
        elif _prints(node):
            yield Finding(
                "template",
                f"this stands outside of every block, and {parent} would not print it",
                hint="put it into a block: {% block end %} … {% endblock %}",
                file=file,
                line=_line(node),
            )


def extends_itself(tree: nodes.Template, parent: str, file: str) -> Finding:
    """Return what to say of a template that comes back to itself."""
    extends = _extends(tree)
    return Finding(
        "template",
        f"this template extends itself by “{parent}”",
        hint=f'the shipped one is extended so: {{% extends "{SHIPPED}{parent}" %}}',
        file=file,
        line=extends.lineno if extends else None,
    )


def no_template(name: str, known: list[str], file: str | None = None) -> Finding:
    """Return what to say of a template that is not there, `known` being those that are."""
    named = name.removeprefix(SHIPPED)
    close = get_close_matches(named, known, n=1)
    kind = "shipped template" if named != name else "template"
    if named in known:
        hint = f"templates/{named} is the project's own: let it extend nothing"
    elif close:
        hint = f"did you mean “{name[: -len(named)]}{close[0]}”?"
    else:
        hint = f"known: {', '.join(known)}"
    return Finding("template", f"there is no {kind} “{named}”", hint, file=file)


def _extends(tree: nodes.Template) -> nodes.Extends | None:
    found = next(tree.find_all(nodes.Extends), None)
    return found if found and isinstance(found.template, nodes.Const) else None


def _outermost(node: nodes.Node) -> Iterator[nodes.Node]:
    for child in node.iter_child_nodes():
        yield child
        if not isinstance(child, (*_SILENT, nodes.Output)):
            yield from _outermost(child)


def _prints(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Output):
        return any(
            not isinstance(part, nodes.TemplateData) or part.data.strip() for part in node.nodes
        )
    return isinstance(node, nodes.CallBlock | nodes.FilterBlock | nodes.Include)


def _line(node: nodes.Node) -> int:
    if isinstance(node, nodes.Output) and isinstance(node.nodes[0], nodes.TemplateData):
        data = node.nodes[0].data
        return node.nodes[0].lineno + data[: len(data) - len(data.lstrip())].count("\n")
    return node.lineno


def _unknown_block(node: nodes.Block, parent: str, known: set[str], file: str) -> Finding:
    close = get_close_matches(node.name, known, n=1)
    meant = f"did you mean “{close[0]}”? " if close else ""
    return Finding(
        "template",
        f"{parent} has no block “{node.name}”",
        hint=f"{meant}its blocks: {', '.join(sorted(known)) or 'none'}",
        file=file,
        line=node.lineno,
    )
