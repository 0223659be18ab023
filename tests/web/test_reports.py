"""Reports at their addresses: as published, without words that were taken back; drafts for staff alone."""

import io

import pytest
from docx import Document as open_docx
from sqlmodel import select

from actions.follow_up import withdraw
from actions.reports import begin_report
from models.moderation import ModerationDecision
from models.people import resident
from models.provider_response import ProviderResponse
from models.report import PublishedDocument, ReportDraft, ReportTemplate
from models.vocabulary import Outcome
from reporting import document_pdf
from storage.queries.quoted import digest_of
from tests.answering import a_body, a_recommendation, an_answer_row
from tests.conftest import NOW, WATCHDOG
from tests.reporting.documents import ASKED, QUARTER, QUOTED
from tests.storage.queries.test_quotations import lacks_nothing
from tests.web.conftest import sign_in
from tests.web.published import SIGNED, publish
from web.reports import made

WORDS = "Nobody told us who to call."


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture(autouse=True)
def nothing_kept():
    made.cache_clear()
    yield
    made.cache_clear()


def test_anybody_reads_the_newest_version_and_an_older_one_says_that_it_is_old(browser, store):
    with store.writing() as session:
        publish(session)
        publish(session, version=2, document=SIGNED.model_copy(update={"title": "A visit, put right"}))
    newest, older = browser.get("/report/1"), browser.get("/report/1?version=1")
    assert newest.status_code == older.status_code == 200
    assert "A visit, put right" in newest.text and "There is a newer one" not in newest.text
    assert "A visit to Meadow View" in older.text and "This is version 1. There is a newer one." in older.text
    assert 'href="/report/1.pdf?version=1"' in older.text
    assert newest.headers["cache-control"] == "no-store"


def test_words_taken_back_are_gone_at_once_from_the_page_and_from_every_file(browser, store):
    with store.writing() as session:
        whose = lacks_nothing(session, WORDS)
        quotation = QUOTED.model_copy(
            update={"feedback_id": whose, "digest": digest_of(WORDS), "start": 0, "end": len(WORDS)}
        )
        publish(session, document=SIGNED.model_copy(update={"blocks": (quotation,)}))

    def said():
        word = open_docx(io.BytesIO(browser.get("/report/1.docx").content))
        return [browser.get("/report/1").text, "\n".join(one.text for one in word.paragraphs)]

    assert all(f"“{WORDS}”" in one for one in said())
    with store.writing() as session:
        withdraw(session, whose, by=resident(WATCHDOG), at=NOW)
    assert all(WORDS not in one and "taken out after publication" in one for one in said())


def test_a_report_that_was_taken_down_says_since_when_and_why_and_shows_nothing_else(browser, store):
    with store.writing() as session:
        publish(session, document=QUARTER, ended_at=NOW, ended_because="A name was <in> it.")
    for path in ("/report/1", "/report/1?version=1", "/report/1.pdf"):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert "was published on 20 November 2026 and taken down on 20 November 2026" in answer.text
        assert "A name was &lt;in&gt; it." in answer.text and "Medicines" not in answer.text


@pytest.mark.parametrize(
    "path",
    ["/report/2", "/report/1.exe", "/report/1?version=2", "/report/1?version=%D9%A1", "/report/1?version=-1"],
)
def test_what_was_never_published_is_not_there(browser, store, path):
    with store.writing() as session:
        publish(session)
    answer = browser.get(path)
    assert answer.status_code == 404 and "no such report" in answer.text


def test_a_pdf_is_drawn_once_for_everybody(browser, store, monkeypatch):
    drawn = []
    monkeypatch.setattr(document_pdf, "document_pdf", lambda *said, **kept: drawn.append(said) or b"%PDF")
    with store.writing() as session:
        publish(session)
    for _ in range(2):
        answer = browser.get("/report/1.pdf")
        assert answer.headers["content-type"] == "application/pdf" and answer.content == b"%PDF"
        assert answer.headers["content-disposition"] == 'inline; filename="report_1_version_1.pdf"'
    assert len(drawn) == 1


def test_a_draft_is_for_those_who_read_figures_and_says_that_it_is_one(browser, store, publisher):
    draft = ReportDraft(ReportTemplate.CONSULTATION, "What you told us about parking")
    with store.writing() as session:
        path = f"/report/draft/{begin_report(session, draft, by=publisher, at=NOW)}"
    asked_to_sign_in = browser.get(path)
    assert asked_to_sign_in.status_code == 303 and "/sign-in" in asked_to_sign_in.headers["location"]
    assert "parking" not in asked_to_sign_in.text
    sign_in(browser, "eli@example.org")
    page = browser.get(path)
    assert page.status_code == 200 and "Draft: not published" in page.text and "parking" in page.text
    assert page.headers["cache-control"] == "no-store"
    word = open_docx(io.BytesIO(browser.get(f"{path}.docx").content))
    assert "Draft: not published" in word.sections[0].header.paragraphs[0].text
    assert browser.get("/report/1").status_code == 404


def test_what_an_answer_said_is_gone_once_it_is_put_right_or_taken_back(browser, store):
    named, put_right = "Nurse Bloggs will ring.", "The ward will ring."
    with store.writing() as session:
        asked = a_recommendation(session, a_body(session))
        change = "A number on the letter"
        row = an_answer_row(recommendation_id=asked, shown=named, published_at=NOW, change_what=change)
        session.add(row)
        answer = ASKED.answer.model_copy(update={"shown": named})
        block = ASKED.model_copy(update={"number": 1, "answer": answer})
        publish(session, document=SIGNED.model_copy(update={"blocks": (block,)}))
        session.flush()
        key = (WATCHDOG, row.id)
    assert named in browser.get("/report/1").text

    with store.writing() as session:
        session.get_one(ProviderResponse, key).shown = put_right
    page = browser.get("/report/1").text
    assert "Bloggs" not in page and "A number on the letter" not in page
    assert "put right or taken back after this was published" in page


def test_an_older_version_that_was_ended_says_why_and_leads_to_the_newest(browser, store):
    with store.writing() as session:
        publish(session, ended_at=NOW, ended_because="A name was in it.")
        publish(session, version=2)
    older = browser.get("/report/1?version=1")
    assert older.status_code == 404 and "A name was in it." in older.text
    assert "This version was taken down" in older.text and 'href="/report/1"' in older.text
    assert browser.get("/report/1").status_code == 200


@pytest.mark.parametrize("ending", ["", ".docx"])
def test_a_report_that_somebody_changed_in_the_database_is_not_shown(browser, store, capsys, ending):
    with store.writing() as session:
        publish(session)
        [row] = session.exec(select(PublishedDocument)).all()
        row.document = row.document.replace("A visit", "A forged visit")
        session.add(row)
    answer = browser.get(f"/report/1{ending}")
    assert answer.status_code == 500 and "visit" not in answer.text
    logged = capsys.readouterr()
    assert "NotAsPublished" in logged.out + logged.err and "forged" not in logged.out + logged.err


def test_whoever_may_not_read_what_was_approved_reads_no_words_in_a_draft(
    browser, store, publisher, administrator
):
    with store.writing() as session:
        one = lacks_nothing(session, WORDS, consent_reports=True)
        decision = {"outcome": Outcome.PUBLISHABLE, "decided_by": "x", "decided_at": NOW}
        session.add(ModerationDecision(watchdog_id=WATCHDOG, feedback_id=one, number=1, **decision))
        part = {"kind": "quotation", "feedback_id": str(one), "start": 0, "end": len(WORDS)}
        draft = ReportDraft(ReportTemplate.CONSULTATION, "What you told us", parts=(part,))
        path = f"/report/draft/{begin_report(session, draft, by=publisher, at=NOW)}"
    for email, reads in (("eli@example.org", True), ("bo@example.org", False)):
        browser.cookies.clear()
        sign_in(browser, email)
        word = open_docx(io.BytesIO(browser.get(f"{path}.docx").content))
        page = browser.get(path).text
        assert (WORDS in page) is reads and ("isn’t part of your role" in page) is not reads
        assert any(WORDS in one.text for one in word.paragraphs) is reads
