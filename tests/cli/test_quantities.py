"""Numbers on the command line end, and are refused in one line where they do not."""

import pytest
from click import BadParameter
from click.testing import CliRunner

from kat_handouts.cli import main
from kat_handouts.cli.exit_status import WRONG_INPUT
from kat_handouts.cli.quantities import byte_count


@pytest.mark.parametrize(
    "arguments",
    [
        *(["build", "--time-limit", value] for value in ("nan", "inf", "1e300", "1e400", "-1")),
        *(["build", "--memory-limit", value] for value in ("9000000000000", "-1", "nan")),
        *(["cache", "prune", "--days", value] for value in ("nan", "inf", "-1")),
        *(["cache", "prune", "--max-size", value] for value in ("inf", "1e400", "nan", "-5", "5Q")),
    ],
)
def test_a_number_without_end_is_refused(arguments, tmp_path):
    result = CliRunner().invoke(main, [*arguments, "--cache-dir", str(tmp_path)])
    assert result.exit_code == WRONG_INPUT
    assert "Error: " in result.output


def test_sizes_are_read_as_people_write_them():
    assert [byte_count(words) for words in ("0", "500M", "2G", "1.5k", "2 GiB", "7b")] == [
        0,
        500 * 2**20,
        2 * 2**30,
        1536,
        2 * 2**30,
        7,
    ]
    with pytest.raises(BadParameter):
        byte_count("")
