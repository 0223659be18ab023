"""Figures of who lives in the area are kept whole or not at all, and the newest of a kind count."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from actions.take_in_census import CensusFile, take_in_census
from imports.small_csv import WrongRow
from models.audit import AuditEvent
from models.census import Census
from models.errors import FeedbackError
from models.events import Event
from models.people import job
from storage.queries.census_figures import census_figures
from tests.conftest import NOW, TODAY, WATCHDOG

CENSUS, ESTIMATE = date(2021, 3, 21), date(2025, 6, 30)
BY = job(WATCHDOG, "terminal")
SEX = {"female": 900, "male": 850}


def keep(store, file, *, source="Census 2021", as_of=CENSUS):
    with store.writing() as session:
        take_in_census(session, file, source=source, as_of=as_of, by=BY, at=NOW)


def known(store):
    with store.reading() as session:
        return census_figures(session, BY)


def rows(store):
    with store.reading() as session:
        return list(session.exec(select(AuditEvent).where(AuditEvent.event == Event.CENSUS_TAKEN_IN)))


def test_new_figures_of_a_kind_take_the_place_of_the_old_and_the_record_has_both(sqlite_store):
    area = {"MK9": 10, "SG18": 20}
    keep(sqlite_store, CensusFile({"sex": {**SEX, "other": 1}, "area": area}))
    keep(sqlite_store, CensusFile({"sex": SEX}), source=" An  estimate ", as_of=ESTIMATE)

    assert known(sqlite_store) == {
        "sex": Census(SEX, "An estimate", ESTIMATE),
        "area": Census(area, "Census 2021", CENSUS),
    }
    assert [row.detail for row in rows(sqlite_store)] == [{"sex": 1751, "area": 30}, {"sex": 1750}]


@pytest.mark.parametrize(
    ("file", "given", "said"),
    [
        (CensusFile({"sex": SEX}, (WrongRow(4, "Mend it"),)), {}, "Nothing was kept"),
        (CensusFile({"sex": SEX}), {"source": " "}, "whose figures"),
        (CensusFile({"sex": SEX}), {"source": "x" * 201}, "200 characters"),
        (CensusFile({"sex": SEX}), {"as_of": None}, "which day"),
        (CensusFile({"sex": SEX}), {"as_of": TODAY + timedelta(days=1)}, "today or earlier"),
    ],
)
def test_nothing_is_kept_while_anything_is_wrong(sqlite_store, file, given, said):
    with pytest.raises(FeedbackError, match=said):
        keep(sqlite_store, file, **given)
    assert known(sqlite_store) == {} and rows(sqlite_store) == []
