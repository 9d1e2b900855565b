"""A build as JUnit XML."""

from xml.etree import ElementTree

from kat_handouts.batch.report import BuildReport, Done, Outcome
from kat_handouts.cli.junit import write_junit
from kat_handouts.model.errors import Finding
from tests.support.documents import make_sheet

HOSTILE = "\x1b]0;x\x07\u202e\x9b[/x][md]\uffff\udcff"


def test_junit_is_well_formed_for_any_message(tmp_path):
    everything = "".join(map(chr, range(0x3000))) + HOSTILE + "]]><&"
    done = Done(
        make_sheet(), Outcome.FAILED, findings=(Finding("rule", everything, hint=everything),)
    )
    write_junit({"": BuildReport(planned=1, done=[done])}, tmp_path / "j.xml")
    root = ElementTree.parse(tmp_path / "j.xml").getroot()
    assert "\\uffff" in (root.findtext(".//failure") or "")
