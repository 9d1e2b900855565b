import pickle

from kat_handouts.model.errors import Finding, RenderError, Severity, has_errors


def test_a_finding_says_where_what_and_what_to_do():
    finding = Finding(
        "some-rule",
        "it is wrong",
        hint="mend it",
        file="a.yaml",
        line=3,
        locale="es",
        handout="h",
        segment="h.s",
    )
    assert str(finding) == "a.yaml:3: es/h: h.s: error: it is wrong [some-rule]\n    hint: mend it"


def test_at_adds_a_place_but_keeps_what_is_known():
    finding = Finding("r", "m", locale="es").at(locale="ar", handout="h")
    assert (finding.locale, finding.handout) == ("es", "h")


def test_errors_cross_a_process_boundary_with_their_findings():
    error = RenderError([Finding("r", "m", line=1), Finding("r2", "m2")])
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is RenderError
    assert copy.findings == error.findings


def test_only_errors_count_as_errors():
    note = Finding("r", "m", severity=Severity.NOTE)
    assert not has_errors([note])
    assert has_errors([note, Finding("r", "m")])
