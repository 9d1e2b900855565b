"""A clinic's own style: after the shipped ones, on paper and on the phone."""

import pytest

from kat_handouts.batch.watch import FOLDERS
from kat_handouts.model.errors import RenderError
from kat_handouts.render.pdf import PdfRenderer
from tests.support.documents import make_variant_of
from tests.support.editing import write

STYLE = "templates/styles/clinic.css"


def rendered(project, **variant):
    return PdfRenderer(project).render(make_variant_of(project, "en", "garden", **variant))


def refusal(project, **variant):
    with pytest.raises(RenderError) as caught:
        rendered(project, **variant)
    (found,) = caught.value.findings
    return found


def test_it_comes_after_the_shipped_styles_and_is_an_input_of_the_sheet(small_clinic):
    plain = rendered(small_clinic)
    # Whether it is there is an input too.
    assert STYLE in plain.files
    write(small_clinic, STYLE, "h2 { font-size: 40pt; margin-block: 90mm }\n")
    larger = rendered(small_clinic)
    assert larger.pages > plain.pages
    assert larger.files[STYLE] != plain.files[STYLE]
    assert "templates" in FOLDERS


def test_it_stands_at_the_end_of_the_phone_s_style(small_clinic):
    write(small_clinic, STYLE, 'h1::before{content:"</style>"}@media print{#x{color:red}}\n')
    page = rendered(small_clinic, format="html")
    assert STYLE in page.files
    style, _, rest = page.data.decode().partition("</style>")
    assert style.rstrip().endswith('{content:"<\\/style>"}@media print{#x{color:red}}')
    assert "</style>" not in rest


def test_what_is_wrong_with_it_names_its_file_and_line(small_clinic):
    write(small_clinic, STYLE, "h1 { color: red }\nh2 { colour: red }\n")
    found = refusal(small_clinic)
    assert (found.rule, found.file, found.line) == (
        "render-log",
        str(small_clinic.root / STYLE),
        2,
    )


def test_a_value_that_own_tokens_leave_out_is_told_with_where_they_stand(small_clinic):
    write(small_clinic, "templates/styles/tokens.css", ":root { --ink: #111 }\n")
    with pytest.raises(RenderError) as caught:
        rendered(small_clinic)
    logged = [found for found in caught.value.findings if found.rule == "render-log"]
    assert logged
    assert all("tokens.css sets them all" in found.hint for found in logged)


@pytest.mark.parametrize("named", ["@import 'x.css';", "h1 { background: url( 'x.svg') }"])
def test_a_page_for_the_phone_loads_no_other_file(small_clinic, named):
    write(small_clinic, STYLE, f"h1 {{ color: red }}\n{named}\n")
    found = refusal(small_clinic, format="html")
    assert (found.rule, found.file, found.line) == ("resource", str(small_clinic.root / STYLE), 2)
    write(small_clinic, STYLE, "h1 { background: url(data:image/png;base64,) }\n")
    assert rendered(small_clinic, format="html").data
