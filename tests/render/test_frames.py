import sys

import pytest

from kat_handouts.render.frames import with_room

resource = pytest.importorskip("resource")

_DEPTHS, _CALLS = 300, 500


def _call_at_many_depths():
    for depth in range(_DEPTHS):
        _down(depth)


def _down(depth):
    if depth:
        _down(depth - 1)
        return
    for _ in range(_CALLS):
        _leaf()


def _leaf():
    return None


def _memory_pages_given(function):
    """Return how many memory pages the system gives a function that has run before."""
    function()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    function()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


@pytest.mark.skipif(sys.platform != "linux", reason="counts pages as Linux does")
def test_no_depth_of_calls_takes_memory_at_each_call():
    def inside():
        _call_at_many_depths()

    roomy = with_room(inside)
    assert _memory_pages_given(roomy) < _CALLS


def test_a_function_with_room_does_the_same():
    @with_room
    def add(first, *others, last=3):
        return first, others, last

    assert add(1, 2) == (1, (2,), 3)
    assert add.__name__ == "add"
