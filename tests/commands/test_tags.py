"""Another reading from the terminal: made, compared, switched to, and all of it again for nothing."""

import pytest

from actions import tag as tagging
from tests.commands.conftest import run
from tests.commands.test_terminal import MAP, STORIES


@pytest.fixture
def heard(watchdog, monkeypatch):
    """Two comments that an earlier release has read, and the release that came after it."""
    (watchdog / "survey.csv").write_text(STORIES)
    (watchdog / "map.toml").write_text(MAP)
    run("import", str(watchdog / "survey.csv"), "--map", str(watchdog / "map.toml"))
    monkeypatch.setattr(tagging, "MODEL_VERSION", "old")
    run("tag")
    monkeypatch.setattr(tagging, "MODEL_VERSION", "new")
    return watchdog


def test_a_new_reading_is_made_compared_and_taken_into_use(heard):
    assert "2 of 2 comments have not been read" in run("tags", "use", status=1)
    assert "2 read now; 2 of 2 by taxonomy" in run("retag")
    assert "0 read now; 2 of 2" in run("retag")

    compared = run("tags", "compare")
    assert "which has read 2 of 2 comments" in compared
    assert "both put 100.0% of 2 comments on the same side" in compared
    assert "In use beside people: none of 0 comments" in compared

    assert "model new" in run("tags", "use")
    said = run("tags", "in-use").splitlines()
    assert [line.split("\t")[0] for line in said] == ["in use", "before", "this release"]
    assert "model new" in said[0] and "model old" in said[1] and "The terminal" in said[0]
    assert "no other reading" in run("tags", "compare", status=1)
    assert "already" in run("tags", "use", status=1)


def test_the_reading_of_before_can_be_taken_back_into_use(heard):
    run("retag")
    run("tags", "use")
    assert "model old" in run("tags", "use", "--model=old")


def test_a_reading_that_is_not_whole_is_taken_into_use_only_anyway(heard):
    assert "retag" in run("tags", "use", status=1)
    assert "model new" in run("tags", "use", "--anyway")


def test_one_scope_is_read_by_itself(heard):
    assert "1 read now; 1 of 1" in run("retag", "--since=2026-06-01")
    assert "0 read now; 0 of 0" in run("retag", "--until=2026-06-01", "--service=ward 7")
    assert "No services here are called 'Ward 99'" in run("retag", "--service=Ward 99", status=1)


def test_before_anything_was_read_no_reading_is_in_use(watchdog):
    assert "Nothing has been read yet" in run("tags", "in-use")
