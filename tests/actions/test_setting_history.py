"""What staff change is dated and signed, and of two people at once the second is told."""

import threading
from datetime import date
from uuid import UUID

import pytest

from actions.setting_history import note_change
from models.errors import NotAllowed, SomebodyElseDecided
from models.people import job
from models.setting import SettingKind
from models.vocabulary import Sector
from storage import audit
from storage.queries.setting_changes import changes_of, newest_number
from tests.conftest import NOW, WATCHDOG

ID = UUID("00000000-0000-0000-0000-0000000000aa")


def note(store, by, *, after, subject="smallest_base", kind=SettingKind.THRESHOLD, **changes):
    with store.writing() as session:
        audit.lock(session, WATCHDOG)
        return note_change(session, kind, subject, changes, after=after, by=by, at=NOW)


def test_the_newest_change_comes_first_with_who_made_it_and_what_it_said_before(store, administrator):
    assert note(store, administrator, after=0, kind=SettingKind.SERVICE, name=("Ward 7", "Ward 8")) == 1
    by_job = job(WATCHDOG, "terminal")
    assert note(store, by_job, after=1, kind=SettingKind.SERVICE, valid_to=(None, date(2026, 3, 31))) == 2

    with store.reading() as session:
        second, first = changes_of(session, administrator, SettingKind.SERVICE, "smallest_base")
        assert newest_number(session, administrator, SettingKind.SERVICE, "smallest_base") == 2
    assert (first.number, first.who, first.at) == (1, "Bo Administrator", NOW)
    assert first.changes == {"name": ("Ward 7", "Ward 8")}
    assert (second.who, second.changes) == ("terminal", {"valid_to": (None, "2026-03-31")})


def test_choices_and_ids_are_kept_as_plain_values(store, administrator):
    note(
        store, administrator, after=0, kind=SettingKind.SERVICE,
        sector=(Sector.GP, Sector.URGENT), successor_id=(None, ID), number=(9, 10), is_on=(True, False),
    )  # fmt: skip
    with store.reading() as session:
        [change] = changes_of(session, administrator, SettingKind.SERVICE, "smallest_base")
    assert change.changes == {
        "sector": ("gp", "urgent"), "successor_id": (None, str(ID)), "number": (9, 10), "is_on": (True, False)
    }  # fmt: skip


@pytest.mark.parametrize("seen", [0, 2])
def test_who_has_not_seen_the_last_change_is_told_and_nothing_is_noted(store, administrator, seen):
    by = job(WATCHDOG, "terminal")
    note(store, by, after=0, value=(10, 12))
    with pytest.raises(SomebodyElseDecided, match="Somebody else changed this a moment ago"):
        note(store, by, after=seen, value=(10, 15))
    with store.reading() as session:
        assert newest_number(session, by, SettingKind.THRESHOLD, "smallest_base") == 1


def test_each_row_of_each_kind_has_a_count_of_its_own(store):
    by = job(WATCHDOG, "terminal")
    for kind in SettingKind:
        assert note(store, by, after=0, kind=kind, name=("a", "b")) == 1
    assert note(store, by, after=0, subject="round_to", value=(5, 10)) == 1


def test_of_two_who_save_at_the_same_moment_one_is_told(store):
    by, told, ready = job(WATCHDOG, "terminal"), [], threading.Barrier(2)

    def save(value: int) -> None:
        ready.wait()
        try:
            told.append(note(store, by, after=0, value=(10, value)))
        except SomebodyElseDecided:
            told.append("told")

    threads = [threading.Thread(target=save, args=(value,)) for value in (12, 15)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, told)) == ["1", "told"]


def test_the_history_of_a_setting_is_for_who_may_change_it(store, moderator, volunteer):
    with store.reading() as session:
        assert changes_of(session, moderator, SettingKind.SERVICE, "x") == ()
        for kind in SettingKind:
            with pytest.raises(NotAllowed):
                changes_of(session, volunteer, kind, "x")
        with pytest.raises(NotAllowed):
            newest_number(session, moderator, SettingKind.THRESHOLD, "x")


def test_the_history_of_another_watchdog_is_not_here(store):
    note(store, job(WATCHDOG, "terminal"), after=0, value=(10, 12))
    with store.reading() as session:
        elsewhere = job("east-testford", "terminal")
        assert changes_of(session, elsewhere, SettingKind.THRESHOLD, "smallest_base") == ()
        assert newest_number(session, elsewhere, SettingKind.THRESHOLD, "smallest_base") == 0
