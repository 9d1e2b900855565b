import pytest

from kat_handouts.render.pdf import PdfRenderer
from tests.support.documents import make_variant_of


@pytest.mark.parametrize("tag", ["lo", "te"])
def test_letters_that_no_font_has_are_not_brought_along(project, tag):
    document = make_variant_of(project, tag, "for-your-companion", fill="master")
    assert PdfRenderer(project).render(document).pages > 1
