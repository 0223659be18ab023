"""The record as a file: who may take it, what is in it, and what a spreadsheet makes of it."""

import csv
import io
from datetime import date

import pytest
from sqlmodel import select
from starlette.datastructures import QueryParams

from actions.people import add_staff_member
from models.audit import AuditEvent
from models.errors import FeedbackError
from models.events import Event
from models.people import job
from models.vocabulary import Role
from storage.queries.audit_trail import Asked
from tests.codes import SECRET
from tests.conftest import NOW, PASSWORD, WATCHDOG
from tests.factories import some_feedback
from tests.web.conftest import sign_in
from ui.record import as_query
from web.record import asked


@pytest.fixture
def signed_in(browser, administrator):
    sign_in(browser, "bo@example.org")
    return browser


def exports(store):
    with store.reading() as session:
        return session.exec(select(AuditEvent).where(AuditEvent.event == Event.AUDIT_EXPORTED)).all()


def rows_of(answer):
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_every_row_is_in_the_file_newest_first(signed_in, store, somebody):
    with store.writing() as session:
        receipt = some_feedback(session, somebody, "Marmalade was mentioned")
    answer = signed_in.get("/record.csv")

    rows = rows_of(answer)
    assert [int(row["number"]) for row in rows] == list(range(len(rows), 0, -1))
    newest = rows[0]
    assert newest["who"] == "Somebody not signed in" and newest["who_id"] == "resident"
    assert newest["what"] == "Gave feedback" and newest["what_id"] == "feedback_received"
    assert newest["when_utc"] == "2026-11-20 09:30:00" and newest["about"] == str(receipt.feedback_id)
    assert len(newest["hash"]) == 64
    assert "Marmalade" not in answer.text and receipt.reference not in answer.text


def test_it_is_a_file_to_keep_that_no_browser_stores(signed_in):
    headers = signed_in.get("/record.csv").headers
    assert headers["content-type"] == "text/csv; charset=utf-8"
    assert headers["content-disposition"] == 'attachment; filename="record_2026-11-20.csv"'
    assert headers["cache-control"] == "no-store"
    assert signed_in.get("/record.csv").content.startswith("\ufeffnumber,".encode())


def test_each_download_is_one_row_of_the_record_and_not_in_its_own_file(signed_in, store):
    first, second = (rows_of(signed_in.get("/record.csv")) for _ in range(2))

    kept = exports(store)
    assert [row.detail["rows"] for row in kept] == [len(first), len(second)] == [len(first), len(first) + 1]
    assert "audit_exported" not in {row["what_id"] for row in first}
    assert kept[0].actor.startswith("person:")


def test_the_address_says_which_rows(signed_in, store, somebody, administrator):
    with store.writing() as session:
        receipt = some_feedback(session, somebody)
        some_feedback(session, somebody)
    for query, many in (
        ({"event": "feedback_received"}, 2),
        ({"event": "feedback_received", "subject": str(receipt.feedback_id)}, 1),
        ({"who": "resident"}, 2),
        ({"who": administrator.actor, "event": "signed_in"}, 1),
        ({"from": "2026-11-21"}, 0),
        ({"to": "2026-11-19"}, 0),
        ({"from": "2026-11-20", "to": "2026-11-20", "who": "resident"}, 2),
    ):
        assert len(rows_of(signed_in.get("/record.csv", params=query))) == many, query


def test_a_name_that_could_be_a_formula_is_only_text(browser, store):
    with store.writing() as session:
        add_staff_member(
            session,
            name='=HYPERLINK("http://203.0.113.1")',
            email="di@example.org",
            roles=[Role.ADMINISTRATOR],
            password=PASSWORD,
            second_factor=SECRET,
            by=job(WATCHDOG, "init"),
            at=NOW,
        )
    sign_in(browser, "di@example.org")

    rows = rows_of(browser.get("/record.csv", params={"event": "signed_in"}))
    assert [row["who"] for row in rows] == ['\'=HYPERLINK("http://203.0.113.1")']


def test_somebody_signed_out_is_led_to_the_sign_in_page_and_back(browser, store):
    answer = browser.get("/record.csv")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/record")
    assert exports(store) == []


@pytest.mark.parametrize(
    ("who", "email"), [("moderator", "ash@example.org"), ("volunteer", "cam@example.org")]
)
def test_somebody_whose_role_it_is_not_is_told_so(browser, store, request, who, email):
    request.getfixturevalue(who)
    sign_in(browser, email)
    answer = browser.get("/record.csv")
    assert answer.status_code == 403
    assert "Your role doesn&#39;t include this" in answer.text and "number,when" not in answer.text
    assert exports(store) == []


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize(
    "query",
    [
        {"from": "yesterday"},
        {"to": "2026-02-30"},
        {"event": "everything"},
        {"who": "Bo Administrator"},
        {"who": "job:nobody's"},
        {"who": "job:" + "a" * 41},
        {"who": "anybody:0190c3a1-0000-7000-8000-000000000001"},
        {"who": "person:Jane Doe"},
        {"who": "person:" + "-" * 60 + "0190c3a1000070008000000000000001"},
        {"subject": "x" * 81},
    ],
)
def test_an_address_that_asks_for_what_there_is_not_is_a_sentence_and_no_row(signed_in, store, query):
    answer = signed_in.get("/record.csv", params=query)
    assert answer.status_code == 400 and "Go back to the page" in answer.text
    assert exports(store) == []


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("resident", "resident"),
        ("job:" + "a" * 40, "job:" + "a" * 40),
        ("person:0190C3A1000070008000000000000001", "person:0190c3a1-0000-7000-8000-000000000001"),
        ("staff:0190c3a1-0000-7000-8000-000000000001", "staff:0190c3a1-0000-7000-8000-000000000001"),
    ],
)
def test_whoever_is_asked_for_is_kept_as_the_record_writes_them(signed_in, store, said, kept):
    assert signed_in.get("/record.csv", params={"who": said}).status_code == 200
    assert exports(store)[0].detail["who"] == kept


def test_asking_for_the_headers_alone_makes_no_file_and_no_row(signed_in, store):
    answer = signed_in.head("/record.csv")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert exports(store) == []


@pytest.mark.parametrize(("came_from", "rows"), [("cross-site", 0), ("same-origin", 1), ("none", 1)])
def test_a_link_on_another_site_makes_no_file_and_no_row(signed_in, store, came_from, rows):
    answer = signed_in.get("/record.csv", headers={"sec-fetch-site": came_from})
    assert answer.status_code == (200 if rows else 403)
    assert ("Another site led here" in answer.text) == (not rows)
    assert len(exports(store)) == rows


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize("side", ["from", "to"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_of_all_days_may_be_asked_for(signed_in, side, day):
    rows = rows_of(signed_in.get("/record.csv", params={side: day}))
    assert bool(rows) == ((side, day) in {("from", "0001-01-01"), ("to", "9999-12-31")})


def test_text_that_no_database_holds_is_nothing_found(signed_in):
    assert rows_of(signed_in.get("/record.csv?subject=%00%ED%A0%80")) == []


@pytest.mark.parametrize(
    "wanted",
    [
        Asked(),
        Asked(date(2026, 1, 1), date(2026, 2, 1), "resident", Event.SIGNED_IN, "a&b=c#d ü"),
        Asked(who="person:0190c3a1-0000-7000-8000-000000000001"),
        Asked(who="job:terminal", until=date(2026, 2, 1)),
    ],
)
def test_the_address_that_the_page_links_to_asks_for_what_the_page_shows(wanted):
    assert asked(QueryParams(as_query(wanted))) == wanted


def test_an_address_with_a_wrong_day_is_refused():
    with pytest.raises(FeedbackError):
        asked(QueryParams("from=20"))
