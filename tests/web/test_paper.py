"""The form on paper for anybody; posters for those who work here."""

import pytest

from models.errors import FeedbackError
from models.watchdog import Watchdog
from tests.conftest import WATCHDOG
from tests.factories import a_service
from tests.web.conftest import sign_in
from web import paper


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture(autouse=True)
def drawn(monkeypatch):
    """What was drawn, without the seconds that it takes."""
    asked = []

    def draw(facts, *, language):
        asked.append((facts, language))
        return b"%PDF"

    for name in ("paper_form", "poster"):
        monkeypatch.setattr(paper, name, draw)
    _forget()
    yield asked
    _forget()


@pytest.fixture
def signed_in(browser, volunteer):
    sign_in(browser, "cam@example.org")
    return browser


def _forget():
    paper.form_made.cache_clear()
    paper.poster_made.cache_clear()


def test_anybody_gets_the_form_and_it_is_drawn_once_until_something_on_it_changes(browser, store, drawn):
    for _ in range(3):
        answer = browser.get("/form.pdf?language=ur")
        assert answer.headers["content-type"] == "application/pdf" and answer.content == b"%PDF"
    assert [language for _, language in drawn] == ["ur"]

    with store.writing() as session:
        session.get_one(Watchdog, WATCHDOG).telephone = "01632 960999"
    browser.get("/form.pdf?language=ur")
    assert [facts.telephone for facts, _ in drawn][1:] == ["01632 960999"]


@pytest.mark.parametrize("language", ["xx", "../en", "<b>", "x" * 5_000])
def test_a_language_without_questions_is_refused_in_a_sentence(browser, drawn, language):
    answer = browser.get("/form.pdf", params={"language": language})
    assert answer.status_code == 400 and "these languages only" in answer.text
    assert drawn == []


def test_a_machine_that_cannot_make_one_says_so(browser, monkeypatch):
    def missing(facts, *, language):
        raise FeedbackError("This machine can't make a PDF yet")

    monkeypatch.setattr(paper, "paper_form", missing)
    answer = browser.get("/form.pdf")
    assert answer.status_code == 400 and "make a PDF yet" in answer.text


def test_a_volunteer_gets_a_poster_for_a_service(signed_in, store, drawn):
    with store.writing() as session:
        ward = a_service(session, "Ward 9")
    assert signed_in.get(f"/poster.pdf?service={ward}&by=age-uk").content == b"%PDF"
    ((facts, _),) = drawn
    assert (facts.about, facts.service_id, facts.partner) == ("Ward 9", str(ward), "age-uk")


@pytest.mark.parametrize(
    "asked",
    ["service=nowhere", f"service={'0' * 32}", "programme=nobody-s", "by=jo@example.org", "by=%3Cb%3E"],
)
def test_a_poster_for_what_is_not_here_is_refused_and_nothing_is_drawn(signed_in, drawn, asked):
    assert signed_in.get(f"/poster.pdf?{asked}").status_code == 400
    assert drawn == []
