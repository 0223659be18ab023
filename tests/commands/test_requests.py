"""Data requests from the terminal: found, copied, erased, and erased again after an old backup."""

import zipfile

import pytest

from commands.common import opened
from models.people import resident
from tests.commands.conftest import run
from tests.factories import some_feedback

STORY = "Zanzibarquartz never rang back."


@pytest.fixture
def reference(watchdog):
    with opened() as (store, watchdog_id), store.writing() as session:
        left = {"contact_name": "Pat Penrose", "contact_telephone": "01632 960001"}
        return some_feedback(session, resident(watchdog_id), STORY, **left).reference


def test_a_record_is_found_by_what_is_typed_when_asked_copied_and_erased(watchdog, reference):
    said = run("person", "find", typed="01632 960001\n")
    assert reference in said and "1 found" in said and STORY not in said

    run("person", "export", reference, str(watchdog))
    with zipfile.ZipFile(watchdog / f"{reference}.zip") as copy:
        assert STORY in copy.read(f"{reference}.txt").decode()
    assert (watchdog / f"{reference}.zip").stat().st_mode & 0o077 == 0

    assert "Erased" in run("person", "erase", reference, "--why", "asked", "--yes")
    assert "nothing under that reference" in run("person", "erase", reference, "--why", "asked", status=1)
    assert "0 found" in run("person", "find", "--whom", "Pat Penrose")
    assert "whole" in run("audit", "verify")


def test_erasing_asks_first(reference):
    assert "undone" in run("person", "erase", reference, "--why", "asked", typed="n\n", status=1)
    assert "1 found" in run("person", "find", "--whom", reference)


def test_a_backup_from_before_brings_nobody_back(watchdog, reference):
    run("backup", str(watchdog / "monday.hys"))
    run("person", "erase", reference, "--why", "asked", "--yes")

    said = run("restore", str(watchdog / "monday.hys"), "--yes")

    assert "Erased again, as it had been since the backup was made: 1." in said
    assert "0 found" in run("person", "find", "--whom", reference)
    assert "whole" in run("audit", "verify")


def test_a_store_that_cannot_be_read_cannot_say_who_was_erased(watchdog, reference):
    run("backup", str(watchdog / "monday.hys"))
    (watchdog / "store" / "feedback.db").write_bytes(b"no database at all" * 500)
    assert "erase them again" in run("restore", str(watchdog / "monday.hys"), "--yes")


def test_the_days_work_says_beforehand_what_it_will_forget(watchdog, reference):
    lines = run("daily", "--preview").splitlines()
    kinds = ["contact", "words", "callback", "draft", "entry", "sign_in", "link", "mail"]
    assert [line.split("\t")[0] for line in lines] == kinds
    assert "Done." in run("daily")
