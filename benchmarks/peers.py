"""The same handout as each of four programs makes it, warm, one after the other.

Run as ``python -m benchmarks.peers NAME LOCALE``: makes a sheet for each line on standard input and
answers with a line of JSON: the CPU seconds it took (user and system, with all child processes),
the file's bytes and the most memory held so far (MiB).
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

HANDOUT = "side-effects"
ROOT = Path(__file__).resolve().parents[1]
Maker = Callable[[], bytes]


def _document(locale: str):
    from kat_handouts.files.project import Project
    from kat_handouts.localise.localiser import Localiser
    from kat_handouts.model.sheet import Sheet

    project = Project(root=ROOT, bundled=ROOT)
    return project, Localiser(project).document(Sheet(locale, HANDOUT))


def _page(locale: str):
    """Return the page's HTML, which names its pictures where they are, and its stylesheets."""
    from kat_handouts.render.html import environment, render_html
    from kat_handouts.render.styles import style_names
    from kat_handouts.render.template_files import TemplateFiles

    project, document = _document(locale)
    styles = [project.find(f"templates/styles/{name}") for name in style_names(document)]
    html = render_html(document, environment(TemplateFiles(project)))
    return html.replace("file:///templates/", (ROOT / "templates").as_uri() + "/"), styles


def _use_registered_fonts() -> Path:
    from kat_handouts.typography.fontconfig import write_fontconfig

    folder = Path(tempfile.mkdtemp(prefix="kat-handouts-benchmark-"))
    os.environ["FONTCONFIG_FILE"] = str(write_fontconfig(folder))
    return folder / "fonts"


def this_program(locale: str) -> Maker:
    """Render as a worker of this program does."""
    from kat_handouts.workers.limits import quieten_collector

    _use_registered_fonts()
    from kat_handouts.render.pdf import PdfRenderer

    project, document = _document(locale)
    renderer = PdfRenderer(project)
    quieten_collector()
    return lambda: renderer.render(document).data


def plain_weasyprint(locale: str) -> Maker:
    """Call WeasyPrint for each sheet, as its manual begins, on the same HTML and styles."""
    _use_registered_fonts()
    html, styles = _page(locale)
    from weasyprint import HTML

    names = [str(style) for style in styles]
    return lambda: HTML(string=html).write_pdf(stylesheets=names, pdf_variant="pdf/ua-1")


def typst(locale: str) -> Maker:
    """Compile the same text with Typst, tagged, with its compiler kept open."""
    import shutil

    import typst as program

    from benchmarks.typst_source import source

    linked = _use_registered_fonts()
    fonts = linked.parent / "copied"
    fonts.mkdir()
    for path in linked.iterdir():
        shutil.copy(path.resolve(), fonts)
    _, document = _document(locale)
    html, _ = _page(locale)
    file = fonts.parent / "sheet.typ"
    text = source(html, document.language)
    # Each text differs each time: a compiler kept open remembers what has not changed.
    number = 100
    file.write_text(text, encoding="utf-8")
    compiler = program.Compiler(
        str(file), root=str(fonts.parent), font_paths=[str(fonts)], ignore_system_fonts=True
    )

    def make() -> bytes:
        nonlocal number
        number += 1
        file.write_text(text.replace('#"', f'#"{number} '), encoding="utf-8")
        return bytes(compiler.compile(input=str(file), format="pdf"))

    return make


def chromium(locale: str) -> Maker:
    """Print the same HTML with a headless Chromium that is kept open."""
    import shutil

    from playwright.sync_api import sync_playwright

    _use_registered_fonts()
    html, styles = _page(locale)
    inside = "".join(f"<style>{style.read_text(encoding='utf-8')}</style>" for style in styles)
    inside = inside.replace("url(../", f"url({(ROOT / 'templates').as_uri()}/")
    html = html.replace("</head>", f"{inside}</head>")
    file = Path(tempfile.mkdtemp(prefix="kat-handouts-benchmark-")) / "sheet.html"
    file.write_text(html, encoding="utf-8")
    browser = (
        sync_playwright()
        .start()
        .chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    )
    page = browser.new_page()

    def make() -> bytes:
        page.goto(file.as_uri())
        return bytes(page.pdf(prefer_css_page_size=True, tagged=True, print_background=True))

    return make


PEERS = {
    "this program": this_program,
    "plain WeasyPrint": plain_weasyprint,
    "Typst": typst,
    "Chromium": chromium,
}


def _cpu() -> float:
    """Return the CPU seconds of this process and of all that it has started."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = time.process_time() + ended.ru_utime + ended.ru_stime
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            times = process.cpu_times()
            total += times.user + times.system
    return total


def _memory() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            own += child.memory_full_info().pss / 2**20
    return own


def main() -> None:
    make = PEERS[sys.argv[1]](sys.argv[2])
    before = 0.0
    for _ in sys.stdin:
        data = make()
        after = _cpu()
        answer = {"cpu": after - before, "size": len(data), "memory": _memory()}
        before = after
        print(json.dumps(answer), flush=True)
        if len(sys.argv) > 3:
            Path(sys.argv[3]).write_bytes(data)


if __name__ == "__main__":
    main()
