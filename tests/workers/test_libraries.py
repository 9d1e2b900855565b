import ctypes.util
import subprocess
import sys

import pytest

from kat_handouts.workers import libraries

linux = pytest.mark.skipif(sys.platform != "linux", reason="file names of Linux")

_STARTED = """
import sys
started = []
sys.addaudithook(lambda event, about: event == "subprocess.Popen" and started.append(about[0]))
import kat_handouts.workers.warm
from weasyprint.text import ffi
assert ffi.harfbuzz_subset is not None
print(*started)
"""


@linux
def test_the_fork_server_starts_no_program_to_find_libraries():
    done = subprocess.run(
        [sys.executable, "-c", _STARTED], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


@linux
def test_the_search_is_left_out_for_a_while_only():
    search = ctypes.util.find_library
    with libraries.found_by_file_name():
        assert ctypes.util.find_library("c") is None
    assert ctypes.util.find_library is search


def test_what_is_not_there_by_its_file_name_is_searched_for(monkeypatch):
    monkeypatch.setattr(libraries, "_FILES", ("libnot-there.so.0",))
    search = ctypes.util.find_library
    with libraries.found_by_file_name():
        assert ctypes.util.find_library is search
