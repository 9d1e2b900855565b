import json
import os
import threading
import time

import pytest

from kat_handouts.batch.cache import FOLDER_VARIABLE, About, Cache, KnownDocuments, default_folder
from kat_handouts.cli.cache_command import cache_in
from kat_handouts.model.digest import digest
from kat_handouts.model.errors import Severity

KEY = "ab" * 32
OTHER = "cd" * 32
DAY = 86_400
ABOUT = About(1, {})


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "cache")


def only_file(cache, kind="sheets"):
    (path,) = (cache.folder / kind).glob("*/*")
    return path


def age(path, days):
    then = time.time() - days * DAY
    os.utime(path, (then, then))


def test_what_was_kept_comes_back(cache):
    assert cache.get(KEY) is None
    cache.put(KEY, b"%PDF\n\0data", About(2, {}))
    assert cache.get(KEY).data == b"%PDF\n\0data"
    assert cache.about(KEY) == About(2, {})
    assert cache.get(OTHER) is None
    assert (cache.folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: b"garbage",
    ],
    ids=["last byte", "half", "all", "one bit", "other"],
)
def test_a_damaged_entry_is_noticed_and_goes(cache, spoil):
    cache.put(KEY, b"%PDF data", About(2, {}))
    path = only_file(cache)
    path.write_bytes(spoil(path.read_bytes()))
    assert cache.get(KEY) is None
    assert not path.exists()
    cache.put(KEY, b"%PDF data", About(2, {}))
    assert cache.get(KEY).data == b"%PDF data"


def test_what_cannot_be_kept_is_told_and_not_raised(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file")
    cache.put(KEY, b"data", ABOUT)
    assert "directory" in cache.trouble
    assert cache.get(KEY) is None
    cache.tidy()
    assert cache.info().sheets == 0
    assert cache.prune(0) == 0


def test_prune_by_age_takes_what_nobody_used(cache):
    cache.put(KEY, b"old", ABOUT)
    age(only_file(cache), 40)
    cache.put(OTHER, b"new", ABOUT)
    assert cache.prune(30) > 0
    assert (cache.get(KEY), cache.get(OTHER).data) == (None, b"new")


def test_use_keeps_an_entry(cache):
    cache.put(KEY, b"old", ABOUT)
    age(only_file(cache), 40)
    assert cache.get(KEY)
    assert cache.prune(30) == 0


def test_prune_by_size_takes_the_least_used_first(cache):
    for number, key in enumerate((KEY, OTHER)):
        cache.put(key, b"x" * 1_000, ABOUT)
        age(cache._path("sheets", key), 2 - number)
    assert cache.prune(30, 1_500) > 1_000
    assert cache.get(KEY) is None
    assert cache.get(OTHER)
    assert cache.prune(0) > 1_000
    assert cache.info().size == 0


def test_what_a_killed_build_left_goes_when_it_is_old(cache):
    cache.put(KEY, b"data", ABOUT)
    left = only_file(cache).with_name(".part-left")
    left.write_bytes(b"half")
    assert cache.prune(30) == 0
    age(left, 0.1)
    assert cache.prune(30) == 4
    assert cache.get(KEY)


def test_it_tidies_itself_once_a_day(cache):
    cache.put(KEY, b"data", ABOUT)
    age(only_file(cache), 40)
    cache.tidy()
    assert cache.info().sheets == 0
    cache.put(KEY, b"data", ABOUT)
    age(only_file(cache), 40)
    cache.tidy()
    assert cache.info().sheets == 1


def test_info_counts_sheets_and_bytes(cache):
    assert cache.info().sheets == cache.info().size == 0
    cache.put(KEY, b"x" * 1_000, ABOUT)
    known = KnownDocuments({"content/tea.yaml": "ab"}, {})
    cache.put_documents(OTHER, known)
    info = cache.info()
    assert info.sheets == 1
    assert info.size > 1_000
    assert cache.get_documents(OTHER) == known
    assert cache.get_documents(KEY) == KnownDocuments({}, {})


def test_several_builds_may_write_and_prune_at_once(cache):
    """What is read is whole, or not there."""
    stop = threading.Event()
    seen = []

    def write():
        while not stop.is_set():
            cache.put(KEY, b"x" * 50_000, ABOUT)

    def prune():
        while not stop.is_set():
            cache.prune(0)

    threads = [threading.Thread(target=work) for work in (write, write, prune)]
    for thread in threads:
        thread.start()
    end = time.monotonic() + 1
    while time.monotonic() < end:
        seen.append(cache.get(KEY))
    stop.set()
    for thread in threads:
        thread.join()
    assert not cache.trouble
    assert all(kept.data == b"x" * 50_000 for kept in seen if kept)
    assert any(seen)


def test_its_place_follows_the_platform_unless_it_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("KAT_HANDOUTS_CACHE_DIR", str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.delenv("KAT_HANDOUTS_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert default_folder().name == "kat-handouts"


FACTS = {"sheet_id": "a", "title": "t", "revision": 1, "paper": "A4", "catalog": {}}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        *(("sheets", about + b"\n%PDF") for about in (b"", b"{}", b"[]", b"nil", b"\xff")),
        ("sheets", b'{"pages": 0, "inputs": {}}\n%PDF'),
        ("sheets", b'{"pages": 1, "inputs": {"a": []}}\n%PDF'),
        ("sheets", b"[" * 5_000),
        *(("documents", body) for body in (b"[]", b"{}", b'{"files": {}}', b"3", b"\xff")),
        ("documents", json.dumps({"files": {}, "sheets": {"a": {}}}).encode()),
        ("documents", json.dumps({"files": {}, "sheets": {"a": {"facts": FACTS}}}).encode()),
        *(("templates", body) for body in (b"{}", b'["a"]', b"[[1]]", b"x", b"\xff")),
    ],
)
def test_an_entry_of_another_structure_counts_as_not_there_and_goes(cache, kind, body):
    path = cache._path(kind, KEY)
    path.parent.mkdir(parents=True)
    path.write_bytes(digest(body).encode() + b"\n" + body)
    got = {"sheets": cache.get, "documents": cache.get_documents, "templates": cache.get_templates}
    assert got[kind](KEY) in (None, KnownDocuments({}, {}), [])
    assert not path.exists()


def test_prune_of_everything_takes_what_is_dated_in_the_future(cache):
    cache.put(KEY, b"data", ABOUT)
    age(only_file(cache), -400)
    left = only_file(cache).with_name(".part-left")
    left.write_bytes(b"half")
    age(left, -400)
    assert cache.prune(30) == 4
    assert cache.prune(0) > 0
    assert cache.info().sheets == 0


def test_it_is_its_user_s_own(cache):
    cache.put(KEY, b"data", ABOUT)
    assert cache.folder.stat().st_mode & 0o777 == 0o700
    files = [path for path in cache.folder.rglob("*") if path.is_file()]
    assert len(files) == 2
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert cache.doubt is None


@pytest.mark.parametrize("mode", [0o770, 0o777, 0o1777])
def test_a_folder_that_others_can_write_is_used_only_where_it_is_named(tmp_path, mode):
    tmp_path.chmod(mode)
    named = Cache(tmp_path)
    named.put(KEY, b"data", ABOUT)
    assert named.get(KEY)
    assert "any file on paper" in named.doubt.message
    unnamed = Cache(tmp_path, is_named=False)
    assert unnamed.get(KEY) is None
    unnamed.put(OTHER, b"data", ABOUT)
    assert not unnamed.trouble
    assert named.get(OTHER) is None
    assert "it is not used" in unnamed.doubt.message
    assert unnamed.doubt.severity == Severity.WARNING


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="gives files away")
def test_another_user_s_folder_is_used_only_where_it_is_named(tmp_path):
    os.chown(tmp_path, 12345, -1)
    unnamed, named = Cache(tmp_path, is_named=False), Cache(tmp_path)
    for cache in (unnamed, named):
        cache.put(KEY, b"data", ABOUT)
        assert "belongs to user 12345" in cache.doubt.message
    assert unnamed.get(KEY) is None
    assert named.get(KEY)


def test_a_folder_of_the_command_line_or_the_variable_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr("kat_handouts.cli.cache_command.default_folder", lambda: tmp_path)
    tmp_path.chmod(0o777)
    monkeypatch.delenv(FOLDER_VARIABLE)
    assert "it is not used" in cache_in(None).doubt.message
    assert "on paper" in cache_in(tmp_path).doubt.message
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert "on paper" in cache_in(None).doubt.message
