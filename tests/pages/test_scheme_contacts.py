"""What partners of a scheme counted, on its page: looked at, taken in, drawn, kept from others, erased."""

from datetime import timedelta
from uuid import uuid4

import pytest

from actions.add_programme import add_programme
from actions.scheme_contacts import take_in_contacts
from models.indicator import Indicator, IndicatorFigure, Unit
from models.people import Viewer, job
from models.programme import ProgrammeDraft, ProgrammeKind
from models.scheme import ContactKind, ContactsGiven, Phase, SharingDraft
from models.vocabulary import Role
from tests.conftest import NOW, WATCHDOG
from tests.pages.opening import everything_on, open_lines
from ui import access

PAGE = """
from storage.queries.programmes import programmes
from ui import access, scheme_contacts

viewer = access.viewer()
with access.reading() as session:
    [programme] = programmes(session, viewer)
scheme_contacts.draw(viewer, programme)
"""
BY = job(WATCHDOG, "terminal")
CODE = "HIU-4711"
LAST = NOW.date() + timedelta(days=30)
FILE = "person,kind,phase,days,contacts\n" + "".join(
    f"{code},calls_999,before,90,{12 + at % 5}\n{code},calls_999,after,90,{4 + at % 3}\n"
    for at, code in enumerate([CODE, *(f"HIU-{number}" for number in range(21))])
)


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch):
    monkeypatch.setattr(access, "now", lambda: NOW)


@pytest.fixture
def scheme(sqlite_store):
    with sqlite_store.writing() as session:
        draft = ProgrammeDraft("A scheme", "hius", kind=ProgrammeKind.SCHEME)
        programme = add_programme(session, draft, by=BY, at=NOW).id
        row = Indicator(
            watchdog_id=WATCHDOG,
            programme_id=programme,
            name="Change in 999 calls",
            definition="As they counted it",
            unit=Unit.PERCENT_CHANGE,
            published_by="The *partners*",
            source="Their report",
            added_by=BY.actor,
            added_at=NOW,
        )
        session.add(row)
        session.flush()
        figure = {"watchdog_id": WATCHDOG, "indicator_id": row.id, "entered_by": BY.actor, "entered_at": NOW}
        session.add(IndicatorFigure(**figure, since=NOW.date(), until=NOW.date(), value=-38))
    return programme


def button(page, label):
    return next(one for one in page.button if one.label == label)


def opened(store, role, monkeypatch):
    viewer = Viewer(WATCHDOG, frozenset({role}), name="Ana", staff_id=uuid4())
    page = open_lines(PAGE, store, viewer, monkeypatch).run()
    assert not page.exception
    return page


def test_a_file_is_looked_at_taken_in_drawn_and_erased(sqlite_store, scheme, monkeypatch):
    page = opened(sqlite_store, Role.ANALYST, monkeypatch)
    assert "Nothing that the partners counted is held here" in everything_on(page)
    assert "Change in 999 calls: 38% less. The *partners*, 20 November 2026" in everything_on(page)

    page.file_uploader[0].set_value(
        ("mary jones.csv", f"{FILE}Mary Jones,calls_999,before,9,1\n".encode(), "text/csv")
    ).run()
    shown = everything_on(page)
    assert "Row 46: Take a name out of the column person." in shown
    assert "mary" not in shown.lower() and not page.date_input

    page.file_uploader[0].set_value(("file.csv", FILE.encode(), "text/csv")).run()
    assert "The file has 22 people:" in everything_on(page)
    button(page, "Take in this file").click().run()
    assert [len(one.value.split("\n\n")) for one in page.error] == [4]
    page.text_area[0].set_value("Data sharing agreement ![x](https://example.org/x.png)")
    page.text_input[0].set_value("The partners")
    page.date_input[0].set_value(LAST)
    button(page, "Take in this file").click().run()
    assert not page.exception

    shown = everything_on(page)
    assert "The file is taken in." in shown and "999 calls of 22 people went from" in shown
    assert "What is held is erased after 20 December 2026." in shown
    assert "person 7" in shown and CODE not in shown
    taken = [one.proto.id for one in page.get("download_button")]
    assert any("contacts-scheme_contacts-to-publish" in key for key in taken)
    assert not any("scheme_people" in key for key in taken)
    assert CODE not in str(page.query_params)

    page.checkbox[0].check().run()
    button(page, "Erase it now").click().run()
    shown = everything_on(page)
    assert "It is erased." in shown and "person 7" not in shown and "999 calls of 22" not in shown


def test_who_only_reads_figures_sees_totals_and_nothing_of_single_people(sqlite_store, scheme, monkeypatch):
    rows = [
        ContactsGiven(f"HIU-{number}", ContactKind.CALLS_999, phase, 90, 5)
        for number in range(12)
        for phase in Phase
    ]
    sharing = SharingDraft("An agreement", "The partners", LAST + timedelta(days=1))
    with sqlite_store.writing() as session:
        take_in_contacts(session, scheme, sharing, rows, by=BY, at=NOW)
    page = opened(sqlite_store, Role.PUBLISHER, monkeypatch)
    shown = everything_on(page)
    assert "No kind of contact changed by more than chance" in shown and "person 7" not in shown
    assert "is erased after" not in shown and not page.file_uploader
    assert not [one for one in page.button if "Erase" in one.label]


def test_of_one_person_who_needed_the_police_only_who_keeps_schemes_sees_anything(
    sqlite_store, scheme, monkeypatch
):
    rows = [
        ContactsGiven(f"HIU-{number}", ContactKind.POLICE, phase, 90, 7 if number == 3 else 0)
        for number in range(22)
        for phase in Phase
    ]
    sharing = SharingDraft("An agreement", "The partners", LAST)
    with sqlite_store.writing() as session:
        take_in_contacts(session, scheme, sharing, rows, by=BY, at=NOW)
    for role, sees_people in ((Role.PUBLISHER, False), (Role.ANALYST, True)):
        page = opened(sqlite_store, role, monkeypatch)
        shown = everything_on(page)
        assert "No change is shown here. It takes 10 people or more" in shown
        assert ("person 4" in shown) is sees_people
        assert not [one for one in page.get("download_button") if "scheme" in one.proto.id]
