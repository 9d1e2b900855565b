"""Printable patient handouts on ketamine-assisted therapy, in many languages.

The stages, each of which takes one typed value and returns the next::

    content + catalogs -> localise -> Document -> Jinja -> HTML -> WeasyPrint -> PDF -> output

Nothing heavy is imported here: WeasyPrint is loaded by the process that renders.
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
