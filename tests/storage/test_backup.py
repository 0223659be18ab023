"""Backups: hot, whole, verified before they replace anything, refused when damaged or foreign."""

import threading
import zipfile

import pytest
from sqlmodel import func, select

from models.errors import FeedbackError, WrongKey
from models.feedback import Feedback
from storage import keys, migrate, upgrade
from storage.backup import backup, restore
from storage.engine import Store
from tests.conftest import NOW, TEST_KEY
from tests.factories import some_feedback
from tests.storage.test_migrations import content


def count(store) -> int:
    with store.reading() as session:
        return session.exec(select(func.count()).select_from(Feedback)).one()


@pytest.fixture
def saved(store, somebody, tmp_path):
    with store.writing() as session:
        for number in range(10):
            some_feedback(session, somebody, f"Story {number}")
    return backup(store, tmp_path / "copies" / "monday.hys", at=NOW)


def test_what_was_saved_comes_back_to_the_last_cell(store, somebody, saved):
    before = content(store)
    with store.writing() as session:
        some_feedback(session, somebody, "Said after the backup")

    restore(store, saved)

    assert content(store) == before


def test_the_replaced_file_is_kept(sqlite_store, somebody, tmp_path):
    saved = backup(sqlite_store, tmp_path / "empty.hys", at=NOW)
    with sqlite_store.writing() as session:
        some_feedback(session, somebody, "Said after the backup")

    kept = restore(sqlite_store, saved)

    replaced = Store(f"sqlite:///{kept}")
    assert (count(sqlite_store), count(replaced)) == (0, 1)
    replaced.close()


def test_a_backup_made_while_people_write_is_whole(store, somebody, tmp_path):
    stop = threading.Event()

    def keep_writing() -> None:
        while not stop.is_set():
            with store.writing() as session:
                some_feedback(session, somebody, "Nobody came. " * 50)

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        saved = backup(store, tmp_path / "hot.hys", at=NOW)
    finally:
        stop.set()
        writer.join()
    at_least, at_most = 0, count(store)

    restore(store, saved)

    assert at_least <= count(store) <= at_most
    from storage.backup import check_store

    check_store(store)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_truncated_backup_is_refused_and_nothing_changes(store, saved, share):
    before = content(store)
    whole = saved.read_bytes()
    saved.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(FeedbackError, match="damaged"):
        restore(store, saved)
    assert content(store) == before


def test_a_backup_with_one_changed_byte_is_refused(store, saved):
    whole = bytearray(saved.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    saved.write_bytes(whole)

    with pytest.raises(FeedbackError, match="damaged"):
        restore(store, saved)


def test_a_foreign_file_is_refused(store, tmp_path):
    foreign = tmp_path / "holiday.zip"
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("beach.txt", "sand")

    with pytest.raises(FeedbackError, match="isn't a backup"):
        restore(store, foreign)


def test_a_file_that_is_not_there_is_a_sentence(store, tmp_path):
    with pytest.raises(FeedbackError, match="no file"):
        restore(store, tmp_path / "nothing.hys")


def test_a_backup_made_with_another_key_is_refused(store, saved):
    keys.use(keys.new_key())
    try:
        with pytest.raises(WrongKey):
            restore(store, saved)
    finally:
        keys.use(TEST_KEY)
    assert count(store) == 10


def test_a_backup_cannot_replace_a_file_that_the_app_has_open(sqlite_store, tmp_path):
    store = sqlite_store
    saved = backup(store, tmp_path / "empty.hys", at=NOW)
    running = Store(str(store.url))
    with running.reading() as session:
        session.exec(select(Feedback.id)).first()
        with pytest.raises(FeedbackError, match="Stop it"):
            restore(store, saved)
    running.close()


def test_an_upgrade_backs_up_and_brings_the_store_up_to_date(store, somebody, tmp_path):
    with store.writing() as session:
        some_feedback(session, somebody)
    migrate.downgrade(store, "0001")

    kept = upgrade.upgrade(store, tmp_path / "backups", at=NOW)

    assert kept is not None and kept.exists()
    assert migrate.current(store) == migrate.newest()
    assert count(store) == 1


def test_an_upgrade_of_a_store_that_is_up_to_date_changes_nothing(store, tmp_path):
    assert upgrade.upgrade(store, tmp_path / "backups", at=NOW) is None
    assert not (tmp_path / "backups").exists()


def test_an_upgrade_that_goes_wrong_puts_everything_back(store, somebody, tmp_path, monkeypatch):
    with store.writing() as session:
        some_feedback(session, somebody)
    migrate.downgrade(store, "0001")
    before = content(store)
    monkeypatch.setattr(migrate, "differences", lambda _: ["a table is missing"])

    with pytest.raises(FeedbackError, match="undone"):
        upgrade.upgrade(store, tmp_path / "backups", at=NOW)

    assert migrate.current(store) == "0001"
    assert content(store) == before
