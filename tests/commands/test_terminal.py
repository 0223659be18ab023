"""The terminal front door: a watchdog opened, filled, copied, put back and handed on, by commands alone."""

import shutil
import sqlite3
import stat

import pytest
from dotenv import dotenv_values
from sqlmodel import func, select

from commands import env_file
from models.feedback import Feedback
from models.watchdog import Watchdog
from storage import keys
from storage.engine import Store
from tests.commands.conftest import A_LINK, INIT, NUMBERS, SERVICES, run
from tests.conftest import TEST_KEY

STORIES = """id,said,when,rating
1,Nobody rang us back,2026-05-03,poor
2,The nurse was lovely,2026-06-11,good
3,It will be dreadful,2099-01-01,poor
"""
MAP = """source = "autumn survey"
[columns]
id = "id"
words = "said"
date = "when"
rating = "rating"
[rating]
poor = "poor"
good = "good"
"""


def stories(place) -> int:
    store = Store(f"sqlite:///{place / 'store' / 'feedback.db'}")
    with store.reading() as session:
        kept = session.exec(select(func.count()).select_from(Feedback)).one()
    store.close()
    return kept


def test_a_new_watchdog_without_its_numbers_is_told_what_is_missing(place):
    said = run(*INIT)
    assert "Still missing" in said
    assert "at risk" in said and "services" in said
    assert "robin@example.org opens their account" in said and A_LINK.search(said)


def test_a_new_watchdog_whose_administrator_has_a_password_shows_no_link(place):
    assert not A_LINK.search(run(*INIT, "--password=correct horse battery"))


def test_a_new_watchdog_with_everything_has_nothing_missing(place):
    (place / "services.csv").write_text(SERVICES)
    said = run(*INIT, *NUMBERS, "--complaints=01632 960203", f"--services={place / 'services.csv'}")
    assert "with 3 services" in said and "Still missing" not in said


def test_a_new_watchdog_holds_nobody_elses_number(place):
    run(*INIT)
    store = Store(f"sqlite:///{place / 'store' / 'feedback.db'}")
    with store.reading() as session:
        watchdog = session.exec(select(Watchdog)).one()
    store.close()
    assert (watchdog.id, watchdog.telephone, watchdog.is_demonstration) == ("west-testford-voice", "", False)


def test_opening_the_same_watchdog_twice_changes_nothing(watchdog):
    assert "already" in run(*INIT, status=1)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--password=short"], "at least 12"),
        (["--services=nowhere.csv"], "nowhere.csv"),
        (["--slug=Not A Slug"], "small letters"),
        (["--safeguarding-adults=the council"], "can't be rung"),
        ([f"--telephone={'1' * 41}"], "40 characters"),
    ],
)
def test_what_will_not_do_is_a_sentence_and_nothing_is_opened(place, given, said):
    assert said in run(*INIT, *given, status=1)
    assert "No watchdog" in run("daily", status=1) or "empty" in run("daily", status=1)


def test_a_key_is_made_once_and_only_its_owner_can_read_it(tmp_path, monkeypatch):
    monkeypatch.delenv("FEEDBACK_ENCRYPTION_KEYS", raising=False)
    path = tmp_path / ".env"
    path.write_text("FEEDBACK_WATCHDOG=west-testford\n")

    assert env_file.ensure_key(path) is True
    first = dotenv_values(path)
    assert env_file.ensure_key(path) is False

    assert dotenv_values(path) == first and first["FEEDBACK_WATCHDOG"] == "west-testford"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    keys.fernet(first["FEEDBACK_ENCRYPTION_KEYS"])


def test_a_spreadsheet_comes_in_once_and_its_faults_are_kept(watchdog):
    (watchdog / "survey.csv").write_text(STORIES)
    (watchdog / "map.toml").write_text(MAP)
    command = ["import", str(watchdog / "survey.csv"), "--map", str(watchdog / "map.toml")]

    first = run(*command)
    again = run(*command)

    assert "2 added" in first and "1 with a fault" in first
    assert "0 added" in again and "2 here already" in again
    assert stories(watchdog) == 2
    rejects = next(watchdog.glob("*reject*")).read_text(encoding="utf-8-sig")
    assert "It will be dreadful" in rejects and "today or earlier" in rejects


def test_what_came_in_is_tagged_by_a_command_too(watchdog):
    (watchdog / "survey.csv").write_text(STORIES)
    (watchdog / "map.toml").write_text(MAP)
    run("import", str(watchdog / "survey.csv"), "--map", str(watchdog / "map.toml"))
    assert "2 tagged" in run("tag")
    assert "0 tagged" in run("tag")


def test_a_backup_comes_back(watchdog):
    (watchdog / "survey.csv").write_text(STORIES)
    (watchdog / "map.toml").write_text(MAP)
    run("backup", str(watchdog / "monday.hys"))
    run("import", str(watchdog / "survey.csv"), "--map", str(watchdog / "map.toml"))

    said = run("restore", str(watchdog / "monday.hys"), "--yes")

    assert "in place" in said and "before is" in said
    assert stories(watchdog) == 0
    assert "whole" in run("audit", "verify")


def test_restoring_asks_first(watchdog):
    run("backup", str(watchdog / "monday.hys"))
    assert "Go on?" in run("restore", str(watchdog / "monday.hys"), status=1)


def test_a_damaged_backup_is_a_sentence(watchdog):
    (watchdog / "broken.hys").write_text("not a backup")
    assert "damaged" in run("restore", str(watchdog / "broken.hys"), "--yes", status=1)


def test_keys_are_rotated_and_the_old_one_can_go(watchdog, monkeypatch):
    newer = run("new-key").strip()
    monkeypatch.setenv("FEEDBACK_ENCRYPTION_KEYS", f"{newer},{TEST_KEY}")
    assert "newest key" in run("rotate-keys")
    monkeypatch.setenv("FEEDBACK_ENCRYPTION_KEYS", newer)
    assert "whole" in run("audit", "verify")
    monkeypatch.setenv("FEEDBACK_ENCRYPTION_KEYS", TEST_KEY)
    assert "does not open" in run("audit", "verify", status=1)


def test_the_days_work_is_done_once(watchdog):
    assert "Done." in run("daily")
    assert "already" in run("daily")


def test_a_store_that_is_up_to_date_needs_no_upgrade(watchdog):
    assert "up to date" in run("upgrade")


def test_a_store_that_is_not_there_yet_is_a_sentence(place):
    assert "init" in run("audit", "verify", status=1)


def test_an_audit_trail_that_somebody_changed_is_reported(watchdog):
    path = watchdog / "store" / "feedback.db"
    with sqlite3.connect(path) as opened:
        opened.execute("DROP TRIGGER audit_event_refuses_update")
        opened.execute("UPDATE audit_event SET actor = 'nobody' WHERE sequence = 1")
    opened.close()
    assert "it was changed" in run("audit", "verify", status=1)


def test_a_full_installation_can_be_moved_to_another_folder(watchdog, monkeypatch):
    """The file alone moves: nothing in it knows where it lay."""
    shutil.copytree(watchdog / "store", watchdog / "moved")
    monkeypatch.setenv("FEEDBACK_DATABASE_URL", f"sqlite:///{watchdog / 'moved' / 'feedback.db'}")
    assert "whole" in run("audit", "verify")
