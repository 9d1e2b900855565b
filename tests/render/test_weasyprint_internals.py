import weasyprint

from kat_handouts.render import weasyprint_internals


def test_the_installed_weasyprint_is_the_one_this_was_written_for():
    assert weasyprint.__version__ == weasyprint_internals.WRITTEN_FOR, (
        "read render/weasyprint_internals.py against the new version, then change WRITTEN_FOR"
    )


def test_installing_twice_wraps_once():
    weasyprint_internals.install()
    first = weasyprint.pdf.tags._build_box_tree
    weasyprint_internals.install()
    assert weasyprint.pdf.tags._build_box_tree is first
    assert weasyprint_internals._build_box_tree is not first
