"""Backups: hot, whole, verified before they replace anything, refused when damaged or foreign."""

import threading
import zipfile

import pytest
from sqlmodel import func, select

from models.errors import FeedbackError, WrongKey
from models.feedback import Feedback
from storage import keys, migrate, upgrade
from storage.backup import backup, check_store, restore
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
    check_store(store)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_truncated_backup_is_refused_and_nothing_changes(store, saved, share):
    before = content(store)
    whole = saved.read_bytes()
    saved.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(FeedbackError, match="damaged"):
        restore(store, saved)
    assert content(store) == before


def one_byte_changed(whole: bytes, place: int) -> bytes:
    return whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]


def test_a_backup_with_one_changed_byte_is_refused_unless_the_byte_says_nothing(store, saved):
    """Unpacking fails in many ways; a byte that only says where a repetition is taken from may not matter."""
    before, whole = content(store), saved.read_bytes()
    refused = 0
    for place in range(len(whole) // 2, len(whole) // 2 + 200):
        saved.write_bytes(one_byte_changed(whole, place))
        try:
            restore(store, saved)
        except FeedbackError as fault:
            assert "is damaged" in str(fault)
            refused += 1
        else:
            assert content(store) == before

    assert refused > 150


@pytest.mark.parametrize("field", [6, 8, 10], ids=["version", "locked", "way of packing"])
def test_a_backup_whose_list_of_contents_is_damaged_is_refused(store, saved, field):
    """One byte makes the file look locked, of a later version, or packed in a way that nobody knows."""
    whole = saved.read_bytes()
    saved.write_bytes(one_byte_changed(whole, whole.rindex(b"PK\x01\x02") + field))

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


def test_an_upgrade_waits_until_the_app_has_let_go_of_the_store(store, somebody, tmp_path):
    """What the app acknowledged during an upgrade that is then undone would be lost."""
    with store.writing() as session:
        some_feedback(session, somebody)
    migrate.downgrade(store, "0001")
    running = Store(store.url.render_as_string(hide_password=False))
    with running.reading() as session:
        session.exec(select(Feedback.id)).first()
        with pytest.raises(FeedbackError, match="Stop it"):
            upgrade.upgrade(store, tmp_path / "backups", at=NOW)
    running.close()
    assert migrate.current(store) == "0001"


@pytest.mark.postgresql
def test_what_a_restore_replaces_on_postgresql_is_kept_as_a_dump(postgresql_store, tmp_path):
    saved = backup(postgresql_store, tmp_path / "empty.hys", at=NOW)
    kept = restore(postgresql_store, saved)
    assert kept is not None and kept.read_bytes().startswith(b"PGDMP")
    kept.unlink()


def test_a_backup_and_the_store_are_for_their_owner_alone(sqlite_store, tmp_path):
    saved = backup(sqlite_store, tmp_path / "monday.hys", at=NOW)
    fresh = Store(f"sqlite:///{tmp_path / 'new' / 'feedback.db'}")
    migrate.upgrade(fresh)
    fresh.close()
    for path in (saved, tmp_path / "new" / "feedback.db"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_backup_is_not_written_over_the_store_itself(sqlite_store):
    with pytest.raises(FeedbackError, match="the store itself"):
        backup(sqlite_store, sqlite_store.path, at=NOW)
    assert count(sqlite_store) == 0


def test_a_store_whose_audit_trail_is_no_longer_guarded_does_not_pass_the_check(sqlite_store):
    with sqlite_store.connection() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_event_refuses_update")
    with pytest.raises(FeedbackError, match="no longer guards"):
        check_store(sqlite_store)
