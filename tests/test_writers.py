"""Every command that writes over a person's file: the old one or the new one is there, whole.

Ended at any step or moment, on a full disk, where nothing may be written, and where somebody else
saves the file meanwhile. The functions that write files are found in the source: each belongs to a
command of `tests.support.commands`, or it is said there why it writes nobody's.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
from dataclasses import dataclass, field

import pytest

from kat_handouts.reviews import signing
from tests.support.commands import COMMANDS, NOBODYS, OTHERS, Command, Desk, Tree
from tests.support.crashes import TOLD, Ended, killed_at, meanwhile, refused_from, run_in_child
from tests.support.memory import folder_in_memory
from tests.support.sampling import runs_all, sampled, seed
from tests.support.shipped import ROOT
from tests.support.small import SMALL_PROJECT
from tests.support.writers import writers

# Moments at which each command is ended, and steps; `make fuzz` takes 200 and every one.
KILLS = int(os.environ.get("KAT_HANDOUTS_KILLS") or 0)
MOMENTS = KILLS or (5 if runs_all() else 1)
STEPS = 4 if runs_all() else 1
ERRORS = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO)


def test_every_function_that_writes_a_file_belongs_to_a_command():
    known = {name for command in COMMANDS.values() for name in command.writers}
    assert not known & NOBODYS.keys()
    assert writers() == known | NOBODYS.keys()


@dataclass
class Trial:
    """A command with what was there before it, after it, and after it had run twice."""

    command: Command
    desk: Desk
    found: Tree = field(default_factory=dict)
    before: Tree = field(default_factory=dict)
    after: Tree = field(default_factory=dict)
    twice: Tree = field(default_factory=dict)
    whole: Ended = field(default_factory=lambda: Ended(0, "", 0, 0))

    def run(self, on_step=lambda step: None, *, fresh: bool = True, **limits) -> Ended:
        if fresh:
            self.desk.lay_out(self.found)
        return run_in_child(lambda: self.command.work(self.desk), on_step, **limits)

    def assert_old_or_new(self, seen: Tree) -> None:
        """Each file is as it was before or as it is afterwards; nothing else is there."""
        assert seen.keys() <= self.before.keys() | self.after.keys()
        for name in self.before.keys() | self.after.keys():
            wanted = [self.before.get(name), self.after.get(name)]
            if self.command.outputs and name in self.after:
                wanted.append(None)
            assert seen.get(name) in wanted, name

    def assert_goes_on(self) -> None:
        """The next run does all of it; where it writes, nothing is left of the one before."""
        is_done = _files(self.desk.now()) == _files(self.after)
        for name in self.desk.left():
            # As they are by the time of another run.
            os.utime(self.desk.root / name, (0, 0))
        done = self.run(fresh=False)
        assert "Traceback" not in done.said, done.said
        assert _files(self.desk.now()) in (_files(self.after), _files(self.twice))
        # A lock that nobody holds hinders nobody.
        left = {name for name in self.desk.left() if not name.endswith(".lock")}
        assert is_done or not left


def _files(seen: Tree) -> Tree:
    """Return what there is but for the versions before: two runs have others."""
    return {name: data for name, data in seen.items() if not name.endswith("~")}


@pytest.fixture(scope="module", params=sampled(COMMANDS, 5))
def trial(request):
    command = COMMANDS[request.param]
    with folder_in_memory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(signing, "uuid4", signing.uuid4)
        patch.setenv("SOURCE_DATE_EPOCH", "1795500000")
        shipped = folder / "shipped"
        shutil.copytree(SMALL_PROJECT, shipped)
        shutil.copytree(ROOT / "templates", shipped / "templates")
        root = folder / "clinic" if command.is_layered else shipped
        root.mkdir(exist_ok=True)
        trial = Trial(command, Desk(root, shipped))
        command.before(trial.desk)
        trial.found, trial.before = trial.desk.held(), trial.desk.now()
        trial.whole = trial.run()
        assert trial.whole.status == 0, trial.whole.said
        trial.after = trial.desk.now()
        trial.run(fresh=False)
        trial.twice = trial.desk.now()
        yield trial


def chance(trial: Trial) -> random.Random:
    return random.Random(f"{seed()} {trial.command.writers} {trial.command.file}")


def steps_of(trial: Trial) -> list[int]:
    every = range(trial.whole.steps)
    if KILLS or len(every) <= STEPS:
        return list(every)
    return sorted(chance(trial).sample(every, STEPS))


def test_the_command_writes_its_file(trial):
    file = trial.command.file
    assert trial.after[file] != trial.before.get(file)
    assert trial.whole.steps > 1


def test_ended_at_any_step_it_leaves_the_old_or_the_new_file_whole(trial):
    for step in steps_of(trial):
        assert trial.run(killed_at(step)).status < 0
        trial.assert_old_or_new(trial.desk.now())
        trial.assert_goes_on()


def test_ended_at_any_moment_it_leaves_the_old_or_the_new_file_whole(trial):
    moments = chance(trial)
    for moment in range(MOMENTS):
        trial.run(seconds=moments.uniform(0.001, trial.whole.seconds))
        trial.assert_old_or_new(trial.desk.now())
        if moment % 5 == 0:
            trial.assert_goes_on()


def test_where_the_system_refuses_at_any_step_the_file_stays_and_that_is_told(trial):
    for step in steps_of(trial):
        number = ERRORS[step % len(ERRORS)]
        done = trial.run(refused_from(step, number))
        assert "Traceback" not in done.said, done.said
        seen = trial.desk.now()
        trial.assert_old_or_new(seen)
        if seen != trial.after:
            assert done.status in (1, 2, TOLD), done
            assert trial.command.outputs or os.strerror(number) in done.said, done.said
        trial.assert_goes_on()


def test_a_disk_that_is_full_in_the_middle_of_the_file_leaves_the_old_one(trial):
    most = len(trial.after[trial.command.file]) // 2
    done = trial.run(most_bytes=most)
    assert "Traceback" not in done.said, done.said
    assert done.status in (1, 2, TOLD)
    trial.assert_old_or_new(trial.desk.now())
    trial.assert_goes_on()


def test_what_somebody_saves_meanwhile_is_there_afterwards_or_that_is_told(trial):
    other = trial.command.other
    if other is None:
        # What the program makes by itself, its next run makes again.
        return
    path = trial.desk.root / trial.command.file

    def save():
        data = other(path.read_bytes() if path.exists() else b"")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name("theirs").write_bytes(data)
        path.with_name("theirs").replace(path)

    for step in steps_of(trial):
        done = trial.run(meanwhile(step, save))
        assert "Traceback" not in done.said, done.said
        assert any(mark in path.read_bytes() for mark in OTHERS), (step, done)
