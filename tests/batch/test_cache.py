import os
import threading
import time

import pytest

from kat_handouts.batch.cache import Cache, default_folder

KEY = "ab" * 32
OTHER = "cd" * 32
DAY = 86_400


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
    cache.put(KEY, b"%PDF\n\0data", {"pages": 2})
    assert cache.get(KEY).data == b"%PDF\n\0data"
    assert cache.about(KEY) == {"pages": 2}
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
    cache.put(KEY, b"%PDF data", {"pages": 2})
    path = only_file(cache)
    path.write_bytes(spoil(path.read_bytes()))
    assert cache.get(KEY) is None
    assert not path.exists()
    cache.put(KEY, b"%PDF data", {"pages": 2})
    assert cache.get(KEY).data == b"%PDF data"


def test_what_cannot_be_kept_is_told_and_not_raised(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file")
    cache.put(KEY, b"data", {})
    assert "directory" in cache.trouble
    assert cache.get(KEY) is None
    cache.tidy()
    assert cache.info().sheets == 0
    assert cache.prune(0) == 0


def test_prune_by_age_takes_what_nobody_used(cache):
    cache.put(KEY, b"old", {})
    age(only_file(cache), 40)
    cache.put(OTHER, b"new", {})
    assert cache.prune(30) > 0
    assert (cache.get(KEY), cache.get(OTHER).data) == (None, b"new")


def test_use_keeps_an_entry(cache):
    cache.put(KEY, b"old", {})
    age(only_file(cache), 40)
    assert cache.get(KEY)
    assert cache.prune(30) == 0


def test_prune_by_size_takes_the_least_used_first(cache):
    for number, key in enumerate((KEY, OTHER)):
        cache.put(key, b"x" * 1_000, {})
        age(cache._path("sheets", key), 2 - number)
    assert cache.prune(30, 1_500) > 1_000
    assert cache.get(KEY) is None
    assert cache.get(OTHER)
    assert cache.prune(0) > 1_000
    assert cache.info().size == 0


def test_what_a_killed_build_left_goes_when_it_is_old(cache):
    cache.put(KEY, b"data", {})
    left = only_file(cache).with_name(".part-left")
    left.write_bytes(b"half")
    assert cache.prune(30) == 0
    age(left, 0.1)
    assert cache.prune(30) == 4
    assert cache.get(KEY)


def test_it_tidies_itself_once_a_day(cache):
    cache.put(KEY, b"data", {})
    age(only_file(cache), 40)
    cache.tidy()
    assert cache.info().sheets == 0
    cache.put(KEY, b"data", {})
    age(only_file(cache), 40)
    cache.tidy()
    assert cache.info().sheets == 1


def test_info_counts_sheets_and_bytes(cache):
    assert cache.info().sheets == cache.info().size == 0
    cache.put(KEY, b"x" * 1_000, {})
    cache.put_documents(OTHER, {"es/next-steps.pdf": {}})
    info = cache.info()
    assert info.sheets == 1
    assert info.size > 1_000
    assert cache.get_documents(OTHER) == {"es/next-steps.pdf": {}}
    assert cache.get_documents(KEY) == {}


def test_several_builds_may_write_and_prune_at_once(cache):
    """What is read is whole, or not there."""
    stop = threading.Event()
    seen = []

    def write():
        while not stop.is_set():
            cache.put(KEY, b"x" * 50_000, {"pages": 1})

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
