"""Real processes that hang, die and eat memory."""

import multiprocessing
import os
import signal
import time
from contextlib import closing

import pytest

from kat_handouts.workers.limits import Limits
from kat_handouts.workers.pool import Failed, Fault, Pool

CONTEXT = multiprocessing.get_context("forkserver")


def start():
    held = []

    def do(task):
        match task:
            case "hang":
                time.sleep(3600)
            case "hang once", path:
                if not os.path.exists(path):  # noqa: PTH110
                    open(path, "w").close()  # noqa: PTH123
                    time.sleep(3600)
            case "die":
                os._exit(3)
            case "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            case "eat":
                held.append(bytearray(8 << 30))
            case "grow":
                held.append(b"x" * (60 << 20))
        return task, os.getpid()

    return do


def run(tasks, jobs=2, **limits):
    pool = Pool(start, (), jobs, Limits(**{"seconds": 20, **limits}), CONTEXT)
    with closing(pool.run(tasks)) as results:
        return dict(results), pool


def test_every_task_is_done_once():
    done, pool = run(list(range(40)), jobs=3)
    assert {place: result[0] for place, result in done.items()} == dict(enumerate(range(40)))
    assert pool.tally == {"started": 3}


@pytest.mark.parametrize(
    ("task", "failed"),
    [
        ("hang", Failed(Fault.HUNG)),
        ("die", Failed(Fault.DIED, 3)),
        ("killed", Failed(Fault.DIED, -signal.SIGKILL)),
        ("eat", Failed(Fault.NO_MEMORY)),
    ],
)
def test_a_fault_is_tried_twice_and_costs_its_own_task(task, failed):
    seconds = 1 if task == "hang" else 20
    done, pool = run(["a", task, "b", "c"], seconds=seconds, memory=4096)
    assert done.pop(1) == failed
    assert [result[0] for _, result in sorted(done.items())] == ["a", "b", "c"]
    assert pool.tally[failed.fault] == 2


def test_what_fails_once_is_done_the_second_time(tmp_path):
    task = ("hang once", str(tmp_path / "seen"))
    done, pool = run([task, "a"], seconds=1)
    assert done[0][0] == task
    assert pool.tally[Fault.HUNG] == 1


def test_a_worker_that_has_grown_is_replaced_between_tasks():
    done, pool = run(["grow"] * 5, jobs=1, recycle=50)
    assert len({pid for _, pid in done.values()}) == 5
    assert pool.tally["recycled"] == 5


def test_no_worker_outlives_the_run():
    pool = Pool(start, (), 2, Limits(seconds=60), CONTEXT)
    with closing(pool.run(["a", "hang", "hang"])) as results:
        next(results)
        children = multiprocessing.active_children()
        assert children
    assert not any(child.is_alive() for child in children)


def test_no_tasks_need_no_worker():
    done, pool = run([])
    assert (done, pool.tally) == ({}, {})
