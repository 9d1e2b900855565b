"""Builds as JUnit XML, which CI services show as tests: a suite a locale, a case a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from kat_handouts.batch.report import BuildReport, Done, Outcome
from kat_handouts.files.atomic import Kind, write_whole


def write_junit(reports: Mapping[str, BuildReport], path: Path) -> None:
    """Write the sheets of builds as test cases, those that are there already as passed.

    `reports` are by site; that of a clinic without sites has no name. Raises `InputError` where the
    file cannot be written.
    """
    root = ElementTree.Element("testsuites", name="kat-handouts")
    for site, report in reports.items():
        _add_suites(root, report, f"{site}/" if site else "")
    ElementTree.indent(root)
    data = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    write_whole(path, data + b"\n", Kind.REPORT)


def _add_suites(root: ElementTree.Element, report: BuildReport, place: str) -> None:
    for locale in dict.fromkeys(done.sheet.locale for done in report.done):
        of_locale = [done for done in report.done if done.sheet.locale == locale]
        failed = sum(done.outcome is Outcome.FAILED for done in of_locale)
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            name=f"{place}{locale}",
            tests=str(len(of_locale)),
            failures=str(failed),
            errors="0",
            time=f"{sum(done.seconds for done in of_locale):.3f}",
        )
        for done in sorted(of_locale, key=lambda one: one.sheet.path):
            _add_case(suite, done, place)


def _add_case(suite: ElementTree.Element, done: Done, place: str) -> None:
    case = ElementTree.SubElement(
        suite,
        "testcase",
        classname=f"kat-handouts.{place.replace('/', '.')}{done.sheet.locale}",
        name=f"{place}{done.sheet.path}",
        time=f"{done.seconds:.3f}",
    )
    if done.outcome is Outcome.FAILED:
        # A finding shows what XML 1.0 cannot hold, not even escaped, as \\x00.
        text = "\n".join(str(finding) for finding in done.findings)
        rules = ", ".join(dict.fromkeys(finding.rule for finding in done.findings))
        failure = ElementTree.SubElement(case, "failure", message=rules)
        failure.text = text
