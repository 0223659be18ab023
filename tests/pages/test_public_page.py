"""The desk of the public page: words to quote, an edition, and taking it down."""

from dataclasses import replace

import pytest
from sqlmodel import select

from models.moderation import ApprovedWords
from models.report import PublishedDocument, Quoted
from reporting.document import read
from tests.answering import a_body, a_recommendation, an_answer_row
from tests.conftest import NOW
from tests.pages.opening import everything_on, open_lines
from tests.publishing import quotable_inside, some_told
from ui import access, kept_figures, public_page

PAGE = """
from ui import access, public_page

public_page.draw(access.viewer())
"""
SAID = "Nobody told us *who* to call. Dad was home."


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def test_a_publisher_quotes_a_part_publishes_and_takes_it_down(store, publisher, administrator, monkeypatch):
    with store.writing() as session:
        one = quotable_inside(session, SAID)
        asked = a_recommendation(session, a_body(session), number=7, published_at=NOW)
        session.add(an_answer_row(recommendation_id=asked, published_at=NOW, published_by="x"))
        a_recommendation(session, a_body(session, "Trust"), number=8, published_at=NOW)
    facts = some_told(20)
    ids = [*facts.feedback["id"][1:], one.hex]
    facts = replace(facts, feedback=facts.feedback.assign(id=ids))
    monkeypatch.setattr(access, "now", lambda: NOW)
    monkeypatch.setattr(public_page, "read_facts", lambda session, viewer, versions: facts)
    monkeypatch.setattr(kept_figures, "kept", lambda viewer: type("Kept", (), {"facts": facts}))
    page = open_lines(PAGE, store, publisher, monkeypatch).run()
    assert not page.exception
    assert "No figures are published yet." in everything_on(page)

    pressed(page, "Quote this (Heard in September 2026)")
    assert f"“{SAID}”" in [one.value for one in page.text]
    choose_part(page)
    stands = [one.value for one in page.text]
    assert stands[-2:] == ["“Nobody told us *who* to call. …”", "Somebody who told us"], (
        "no month beside a body"
    )
    change_words(store, "Nobody told us.")
    pressed(page, "Publish this edition")
    assert "may not be quoted any more" in everything_on(page)
    assert "Edition 1" not in everything_on(page)
    change_words(store, SAID)
    pressed(page, "Publish this edition")
    assert "Edition 1" not in everything_on(page), "nobody has seen what would stand there"
    pressed(page, "Leave it out")
    pressed(page, "Quote this (Heard in September 2026)")
    choose_part(page)
    pressed(page, "Publish this edition")
    assert "It is published." in everything_on(page)
    assert "Edition 1, published on" in everything_on(page)
    assert "Publish this edition" not in [one.label for one in page.button], "not for a week"
    with store.reading() as session:
        assert [row.feedback_id for row in session.exec(select(Quoted))] == [one]
        (kept,) = read(session.exec(select(PublishedDocument)).one().document).quotations
    assert (SAID[kept.start : kept.end], kept.beside) == ("Nobody told us *who* to call.", 7)

    page.text_area[0].set_value("A number in it was wrong.")
    pressed(page, "Take the figures down")
    assert "The figures are taken down." in everything_on(page)
    with store.reading() as session:
        assert session.exec(select(PublishedDocument)).one().ended_at is not None
    assert not open_lines(PAGE, store, administrator, monkeypatch).run().button


def choose_part(page):
    """The first sentence, beside the recommendation that was answered."""
    page.selectbox[1].set_value(0).run()
    assert len(page.selectbox[2].options) == 2, "what has no answer yet has no card"
    page.selectbox[2].set_value(7).run()


def change_words(store, said):
    with store.writing() as session:
        session.exec(select(ApprovedWords)).one().words = said


def pressed(page, label):
    next(one for one in page.button if one.label == label).click().run()
    assert not page.exception
