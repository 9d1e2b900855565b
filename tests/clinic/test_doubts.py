"""A clinic is asked about dates that cannot be meant, in every build and check."""

from dataclasses import replace
from datetime import date

from kat_handouts.batch.plan import Selection, plan
from kat_handouts.checks.content import check_content
from kat_handouts.clinic.doubts import clinic_doubts
from kat_handouts.files.project import Project
from kat_handouts.model.clinic import Clinic
from kat_handouts.model.errors import Severity
from tests.support.shipped import ROOT

TODAY = date(2026, 11, 27)


def test_a_review_that_is_still_to_come_is_asked_about(library):
    clinic = Clinic(reviewed=date(2027, 11, 22), next_review=date(2028, 11, 22))
    (finding,) = clinic_doubts(clinic, TODAY)
    assert finding.severity is Severity.WARNING
    assert "2027-11-22" in finding.message
    project = Project(root=ROOT, bundled=ROOT, today=TODAY, clinic=clinic)
    assert finding in plan(project, library, Selection(("en",))).findings
    assert finding in check_content(project).findings


def test_a_review_that_is_over_is_asked_about():
    clinic = Clinic(reviewed=date(2024, 1, 1), next_review=date(2025, 1, 1))
    assert len(list(clinic_doubts(clinic, TODAY))) == 1


def test_dates_that_may_be_meant_are_not():
    clinic = Clinic(reviewed=TODAY, next_review=date(2027, 11, 27))
    assert list(clinic_doubts(clinic, TODAY)) == []
    assert list(clinic_doubts(replace(clinic, reviewed=None, next_review=None), TODAY)) == []


def test_times_that_may_contradict_the_nasal_spray_are_asked_about():
    for routes, asked in (((), 1), (("infusion",), 0), (("nasal-spray",), 1)):
        found = clinic_doubts(Clinic(no_food=240, routes=routes), TODAY)
        assert [finding.rule for finding in found] == ["clinic-times"] * asked
    for clinic, fields in (
        (Clinic(stay=120), []),
        (Clinic(stay=90), ["times.stay_minutes"]),
        (Clinic(no_food=240, no_drink=120), []),
        (Clinic(no_food=60, no_drink=30), ["times.no_food_hours and times.no_drink_hours"]),
        (Clinic(no_drink=30, stay=15), ["times.no_drink_hours", "times.stay_minutes"]),
    ):
        found = clinic_doubts(clinic, TODAY)
        assert [finding.message.partition(":")[0] for finding in found] == fields
