"""Check comments, of what was held, added to or taken back; and what the overview says of what is held."""

import html
import re

import pytest

from actions.follow_up import correct, withdraw
from actions.moderate import approve
from models.feedback_draft import HandoverDraft
from models.vocabulary import HeldBecause, IsSorted, Outcome, Sector, WhoChased
from tests.conftest import NOW
from tests.factories import some_feedback
from tests.pages.opening import everything_on, may_others_read, open_page

PICTURE = "![a](https://example.org/x.png) So were the **rooms**."


@pytest.fixture
def store(sqlite_store):
    """Pages are the same on every database; the queries beneath are tested on each."""
    return sqlite_store


def tell(store, somebody, **changes):
    with store.writing() as session:
        return some_feedback(session, somebody, "The tea was warm.", **changes)


def words_on(page) -> str:
    """Everybody's words on the page: what is drawn as it stands, and what is marked, as a reader sees it."""
    marked = [re.sub(r"<[^>]+>", "", html.unescape(drawn.proto.body)) for drawn in page.get("html")]
    return "\n".join([*(text.value for text in page.text), *marked])


def sign(page):
    return next(button for button in page.button if button.label == "Sign and go to the next")


@pytest.mark.parametrize("why", list(HeldBecause))
def test_why_it_is_held_is_said_in_a_plain_sentence(store, somebody, moderator, monkeypatch, why):
    tell(store, somebody, held_because=why)
    page = open_page("moderation", store, moderator, monkeypatch)
    [held] = page.warning
    assert held.value.startswith("Held: ") and "doesn’t count until somebody approves it" in held.value
    assert "_" not in held.value


def test_approving_what_is_held_releases_it(store, somebody, moderator, monkeypatch):
    tell(store, somebody, held_because=HeldBecause.TOO_FAST)
    overview = open_page("overview", store, moderator, monkeypatch)
    assert "1 held, not counted until a person has looked" in everything_on(overview)
    page = open_page("moderation", store, moderator, monkeypatch)
    may_others_read(page).set_value(Outcome.APPROVED).run()
    sign(page).click().run()
    shown = everything_on(open_page("overview", store, moderator, monkeypatch))
    assert "1 person" in shown and "held" not in shown


def test_what_was_added_and_what_should_happen_stand_below_the_words_inert(
    store, somebody, moderator, monkeypatch
):
    told = tell(store, somebody, should_happen="**Biscuits** too.")
    with store.writing() as session:
        correct(session, told.feedback_id, PICTURE, by=somebody, at=NOW)
    page = open_page("moderation", store, moderator, monkeypatch)
    said = words_on(page)
    places = [said.index(words) for words in ("The tea was warm.", "**Biscuits** too.", PICTURE)]
    assert places == sorted(places)
    assert "example.org" not in "".join(element.value for element in page.markdown)


def test_a_moderator_is_told_that_something_was_added_since_it_was_decided(
    store, somebody, moderator, monkeypatch
):
    told = tell(store, somebody)
    with store.writing() as session:
        approve(session, told.feedback_id, after=0, by=moderator, at=NOW)
        correct(session, told.feedback_id, "The soup was not.", by=somebody, at=NOW)
    page = open_page("moderation", store, moderator, monkeypatch)
    assert "Already approved" in page.warning[0].value
    assert "added to it since" in page.info[0].value


def test_what_is_added_while_somebody_reads_is_read_before_it_is_signed(
    store, somebody, moderator, monkeypatch
):
    told = tell(store, somebody)
    page = open_page("moderation", store, moderator, monkeypatch)
    with store.writing() as session:
        correct(session, told.feedback_id, "The soup was not.", by=somebody, at=NOW)
    may_others_read(page).set_value(Outcome.APPROVED).run()
    sign(page).click().run()
    assert "nothing was signed" in page.warning[0].value
    assert "The soup was not." in words_on(page)


def test_what_is_taken_back_while_somebody_reads_closes(store, somebody, moderator, monkeypatch):
    told = tell(store, somebody)
    page = open_page("moderation", store, moderator, monkeypatch)
    with store.writing() as session:
        withdraw(session, told.feedback_id, by=somebody, at=NOW)
    may_others_read(page).set_value(Outcome.APPROVED).run()
    assert not page.exception
    assert "taken it back" in page.error[0].value
    assert "The tea was warm." not in words_on(page)


def test_what_was_taken_back_is_not_opened_by_its_reference(store, somebody, moderator, monkeypatch):
    told, other = tell(store, somebody), tell(store, somebody)
    with store.writing() as session:
        withdraw(session, told.feedback_id, by=somebody, at=NOW)
    page = open_page("moderation", store, moderator, monkeypatch)
    page.text_input[0].set_value(told.reference).run()
    assert not page.exception and "taken it back" in page.error[0].value
    assert any(other.reference in said.value for said in page.markdown)
    assert f"{told.reference}, on 20 November 2026" in words_on(page)


def test_how_a_move_went_is_said_in_words(store, somebody, moderator, monkeypatch):
    went = HandoverDraft(
        from_sector=Sector.GP,
        to_sector=Sector.HOSPITAL,
        problems=["had_to_chase"],
        times_sent_back=1,
        who_chased=WhoChased.NOBODY,
        days_lost=3,
        is_sorted=IsSorted.NO,
    )
    tell(store, somebody, handovers=[went], collected_by="carers-centre")
    texts = [text.value for text in open_page("moderation", store, moderator, monkeypatch).text]
    assert "Had to chase; sent back once; nobody chased it; 3 days lost; not sorted yet" in texts
    assert "carers-centre" in texts
