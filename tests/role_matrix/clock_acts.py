"""The acts about what clocks count by: each on a day of its own, that is there only while it is tried."""

from datetime import date

from actions.bank_holidays import add_bank_holiday, remove_bank_holiday, rename_bank_holiday
from actions.change_powers import change_powers
from models.powers import BankHolidayChange, PowersSeen
from storage.queries.bank_holidays import changed_days
from tests.conftest import NOW, WATCHDOG
from tests.role_matrix.acts import act, question

DAY = date(2026, 12, 9)


def a_day(session):
    session.add(BankHolidayChange(watchdog_id=WATCHDOG, day=DAY, name="A day of mourning"))
    session.flush()
    return DAY


@act(change_powers)
def _(world, viewer):
    with world.writing() as session:
        change_powers(session, PowersSeen("a new Act"), after=0, by=viewer, at=NOW)


@act(add_bank_holiday)
def _(world, viewer):
    with world.writing() as session:
        add_bank_holiday(session, DAY, "A day of mourning", is_sure=False, by=viewer, at=NOW)


@act(rename_bank_holiday)
def _(world, viewer):
    with world.writing() as session:
        rename_bank_holiday(session, a_day(session), "State funeral", after=0, by=viewer, at=NOW)


@act(remove_bank_holiday)
def _(world, viewer):
    with world.writing() as session:
        remove_bank_holiday(session, a_day(session), after=0, by=viewer, at=NOW)


question(changed_days)
