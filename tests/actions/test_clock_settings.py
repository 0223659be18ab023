"""Bank holidays by proclamation move the clocks that run; letters name the law that staff name."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from actions.bank_holidays import add_bank_holiday, remove_bank_holiday, rename_bank_holiday
from actions.change_powers import change_powers
from actions.due_days import Moved
from actions.publish_response import take_back_response
from analysis.working_days import working_days_after
from content.powers import default_powers
from models.audit import AuditEvent
from models.errors import Problems, SomebodyElseDecided
from models.events import Event
from models.powers import PowersSeen
from models.provider_response import ProviderResponse
from models.recommendation import RecommendationStep, StepKind
from storage.queries.bank_holidays import changed_days, holiday_changes
from storage.queries.powers import powers
from tests.clocks import a_clock, a_response, a_step
from tests.conftest import NOW, TODAY, WATCHDOG

SENT = date(2026, 11, 2)
DUE, LONGER = date(2026, 11, 30), date(2026, 12, 14)
WEDNESDAY = date(2026, 11, 25)
CHRISTMAS = date(2026, 12, 25)


def add(store, viewer, day=WEDNESDAY, name="A day of mourning", *, is_sure=False):
    with store.writing() as session:
        return add_bank_holiday(session, day, name, is_sure=is_sure, by=viewer, at=NOW)


def due_days(store) -> list[tuple[date | None, date | None]]:
    with store.reading() as session:
        steps = select(RecommendationStep).where(RecommendationStep.kind == StepKind.SENT)
        return [
            (step.due_on, step.longer_due_on)
            for step in session.exec(steps.order_by(col(RecommendationStep.signed_at)))
        ]


def test_a_proclaimed_day_moves_every_clock_that_runs_over_it_and_says_which(store, administrator):
    with store.writing() as session:
        a_clock(session, 1, SENT)
        longer = a_clock(session, 2, SENT)
        a_step(session, longer, StepKind.TAKES_LONGER, SENT)
        a_response(session, a_clock(session, 3, SENT))
        a_clock(session, 4, SENT, ended_at=NOW)
        a_clock(session, 5, WEDNESDAY)
    moved = add(store, administrator)
    tomorrow = timedelta(days=1)
    assert moved == (Moved(1, DUE, DUE + tomorrow), Moved(2, LONGER, LONGER + tomorrow))
    assert due_days(store)[:4] == [(DUE + tomorrow, LONGER + tomorrow)] * 2 + [(DUE, LONGER)] * 2
    with store.reading() as session:
        assert holiday_changes(session, WATCHDOG) == {WEDNESDAY: True}
        link = session.exec(select(AuditEvent).where(AuditEvent.event == Event.BANK_HOLIDAY_CHANGED)).one()
    assert link.detail == {"day": "2026-11-25", "moved": 2}
    with store.writing() as session:
        back = remove_bank_holiday(session, WEDNESDAY, after=1, by=administrator, at=NOW)
    assert back == (Moved(1, DUE + tomorrow, DUE), Moved(2, LONGER + tomorrow, LONGER))
    assert due_days(store)[:2] == [(DUE, LONGER)] * 2
    add(store, administrator)


def test_a_day_that_has_passed_moves_clocks_too(sqlite_store, administrator):
    with sqlite_store.writing() as session:
        a_clock(session, 1, SENT)
    assert [one.number for one in add(sqlite_store, administrator, TODAY - timedelta(days=1))] == [1]


def test_the_days_that_a_body_was_given_stay_when_the_settings_change(sqlite_store, administrator):
    with sqlite_store.writing() as session:
        a_clock(session, 1, SENT, days=10, longer_days=15)
    (moved,) = add(sqlite_store, administrator, SENT + timedelta(days=1))
    assert moved.after == working_days_after(SENT, 11)


def test_a_clock_that_runs_again_runs_by_the_days_that_count_now(sqlite_store, administrator, moderator):
    with sqlite_store.writing() as session:
        asked = a_clock(session, 1, SENT)
        a_response(session, asked)
    assert add(sqlite_store, administrator) == ()
    with sqlite_store.writing() as session:
        answer = session.exec(select(ProviderResponse.id)).one()
        take_back_response(session, answer, "It was about another letter.", by=moderator, at=NOW)
    assert due_days(sqlite_store) == [(DUE + timedelta(days=1), LONGER + timedelta(days=1))]


def test_christmas_is_a_working_day_only_where_somebody_is_sure(sqlite_store, administrator):
    with pytest.raises(Problems) as refused:
        add(sqlite_store, administrator, CHRISTMAS, "No longer")
    assert "Christmas Day" in refused.value.by_question["is_sure"]
    add(sqlite_store, administrator, CHRISTMAS, "No longer", is_sure=True)
    with sqlite_store.reading() as session:
        assert holiday_changes(session, WATCHDOG) == {CHRISTMAS: False}


@pytest.mark.parametrize(
    ("day", "name", "field", "said"),
    [
        (None, "A day", "day", "Choose the day"),
        (date(2026, 11, 28), "A day", "day", "Saturday"),
        (date(2026, 11, 29), "A day", "day", "Sunday"),
        (WEDNESDAY, "  ", "name", "Say what the day is called"),
        (WEDNESDAY, "x" * 201, "name", "200 characters"),
    ],
)
def test_a_day_that_changes_nothing_or_says_nothing_is_refused(
    sqlite_store, administrator, day, name, field, said
):
    with pytest.raises(Problems) as refused:
        add(sqlite_store, administrator, day, name)
    assert list(refused.value.by_question) == [field] and said in refused.value.by_question[field]


def test_a_day_is_in_the_list_once_and_the_second_who_names_it_is_told(sqlite_store, administrator):
    add(sqlite_store, administrator)
    with pytest.raises(Problems, match="in the list already"):
        add(sqlite_store, administrator)

    def rename(name, after):
        with sqlite_store.writing() as session:
            rename_bank_holiday(session, WEDNESDAY, name, after=after, by=administrator, at=NOW)

    rename("State funeral", 1)
    with pytest.raises(SomebodyElseDecided):
        rename("Another", 1)
    with pytest.raises(SomebodyElseDecided), sqlite_store.writing() as session:
        remove_bank_holiday(session, WEDNESDAY, after=1, by=administrator, at=NOW)
    with sqlite_store.reading() as session:
        assert changed_days(session, administrator) == ((WEDNESDAY, "State funeral", True),)


# The law and the bodies


def test_what_ships_stands_until_staff_say_otherwise_and_each_line_is_one_body(store, administrator):
    with store.reading() as session:
        shipped = powers(session, WATCHDOG)
    assert list(shipped.copies_to) == default_powers().copies_to
    said = PowersSeen(" the  new Act ", "", ("The Board", "", " The Board ", "The Inspector"), (), "07-31")
    with store.writing() as session:
        change_powers(session, said, after=0, by=administrator, at=NOW)
    with store.reading() as session:
        assert powers(session, WATCHDOG) == PowersSeen(
            "the new Act", "", ("The Board", "The Inspector"), (), "07-31"
        )
    with pytest.raises(SomebodyElseDecided), store.writing() as session:
        change_powers(session, shipped, after=0, by=administrator, at=NOW)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"annual_report_day": "02-29"}, "annual_report_day"),
        ({"annual_report_day": "6-30"}, "annual_report_day"),
        ({"annual_report_day": "W05-1"}, "annual_report_day"),
        ({"asks_under": "x" * 501}, "asks_under"),
        ({"ladder": tuple(f"Body {number}" for number in range(13))}, "ladder"),
        ({"copies_to": ("x" * 201,)}, "copies_to"),
    ],
)
def test_what_letters_can_not_say_is_refused_beside_its_box(sqlite_store, administrator, said, field):
    with pytest.raises(Problems) as refused, sqlite_store.writing() as session:
        change_powers(session, PowersSeen(**said), after=0, by=administrator, at=NOW)
    assert list(refused.value.by_question) == [field]
