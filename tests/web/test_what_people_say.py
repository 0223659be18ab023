"""The page for residents, boards and journalists: what is published stands there, and nothing else."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from actions.publish_page import prepare_page, publish_page
from content import display, languages
from models.moderation import ApprovedWords
from models.people import Viewer
from models.provider_response import ChangeState, Stance
from models.recommendation import Recommendation, RecommendationStep
from models.report_parts import QuotationChosen
from models.vocabulary import Role
from tests.answering import SENT, a_body, a_recommendation, an_answer_row
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.publishing import facts_to_publish, quotable_inside
from tests.web.conftest import a_browser, a_door

BY = Viewer(WATCHDOG, frozenset({Role.PUBLISHER}), name="Eli Publisher", staff_id=uuid4())
SAID = "Nobody told us who to call once Dad was home."
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def browser(sqlite_store, clock):
    with a_browser(a_door(sqlite_store, clock)) as browser:
        yield browser


def published(session, *, due=TODAY, **changes):
    """A recommendation that anybody may read of."""
    one = a_recommendation(session, a_body(session, f"Trust {uuid4()}"), published_at=NOW, **changes)
    sent = session.exec(select(RecommendationStep).where(RecommendationStep.recommendation_id == one)).first()
    if sent is not None:
        sent.due_on = sent.longer_due_on = due
    return one


def answer(session, recommendation_id, *, is_public=True, **changes):
    public = {"published_at": NOW, "published_by": "x"} if is_public else {}
    session.add(an_answer_row(recommendation_id=recommendation_id, **public, **changes))


def test_before_the_first_edition_it_says_so_and_shows_what_was_asked(browser, sqlite_store):
    with sqlite_store.writing() as session:
        published(session, due=TODAY - timedelta(days=4))
        published(session, sent=None, asks="A draft that was never sent")
        a_recommendation(session, a_body(session), asks="Not published")

    page = browser.get("/what_people_say").text

    assert "No figures are published yet." in page
    assert "Ring everybody within two days of going home" in page
    assert "4 working days late" in page
    assert "A draft that was never sent" not in page
    assert "Not published" not in page
    assert page.count("<h1") == 1
    assert "<script" not in page


def test_what_was_answered_is_said_with_its_days_and_no_word_of_it_is_obeyed(browser, sqlite_store):
    with sqlite_store.writing() as session:
        one = published(session, asks=f"Ring them {SCRIPT}", finding=f"Nobody rang {SCRIPT}")
        answer(
            session, one, dated_on=SENT, received_on=date(2026, 11, 12), stance=Stance.REFUSED,
            words="as it came", shown=f"No. {SCRIPT}", reason=f"No money {SCRIPT}",
            change=ChangeState.PLANNED, change_what=f"A leaflet {SCRIPT}", change_by=date(2027, 1, 31),
        )  # fmt: skip

    page = browser.get("/what_people_say").text

    for said in ("12 November 2026, 8 working days later", "They said no", "by 31 January 2027", "No money"):
        assert said in page
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 5
    assert "as it came" not in page


def test_an_answer_that_is_not_published_never_shows_and_nobody_is_called_late_for_it(browser, sqlite_store):
    with sqlite_store.writing() as session:
        one = published(session, due=TODAY - timedelta(days=4))
        answer(session, one, is_public=False, shown="We will do it.", stance=Stance.ACCEPTED)

    page = browser.get("/what_people_say").text

    assert "We will do it." not in page
    assert "They said yes" not in page
    assert "working days late" not in page
    assert "We’re checking it before we show it." in page


def test_a_recommendation_that_we_no_longer_ask_is_gone(browser, sqlite_store):
    with sqlite_store.writing() as session:
        session.get_one(Recommendation, (WATCHDOG, published(session))).ended_at = NOW

    assert "Ring everybody" not in browser.get("/what_people_say").text


def an_edition(sqlite_store, beside=None):
    """One with a quotation, and with a theme that only two spoke of."""
    groups = (
        (43, {"rating": "good", "themes": ["medicines"]}),
        (2, {"rating": "poor", "themes": ["care_package"]}),
    )
    with sqlite_store.writing() as session:
        one = quotable_inside(session, SAID)
        quoted = [QuotationChosen(feedback_id=one, start=0, end=26, beside=beside)]
        prepared = prepare_page(session, facts_to_publish(*groups), quoted=quoted, by=BY, at=NOW)
        publish_page(session, prepared, by=BY, at=NOW)
    return one


def test_a_number_is_the_published_one_and_few_people_are_none(browser, sqlite_store):
    an_edition(sqlite_store)

    page = browser.get("/what_people_say").text

    assert "about 45 people told us about their care" in page
    assert "43" not in page.split("<main")[1]
    assert "So few people that no number is shown:" in page
    assert 'style="flex:' in page


def test_words_that_are_withdrawn_vanish_at_once(browser, sqlite_store):
    one = an_edition(sqlite_store)
    assert "“Nobody told us who to call …”" in browser.get("/what_people_say").text

    with sqlite_store.writing() as session:
        session.delete(session.exec(select(ApprovedWords).where(ApprovedWords.feedback_id == one)).one())

    page = browser.get("/what_people_say").text
    assert "Nobody told us" not in page
    assert "In people’s own words" not in page


def test_words_beside_a_recommendation_stand_in_its_card_without_their_month_and_outlive_it(
    browser, sqlite_store
):
    with sqlite_store.writing() as session:
        one = published(session)
        answer(session, one, shown="Yes.", stance=Stance.ACCEPTED)
    an_edition(sqlite_store, beside=1)

    page = browser.get("/what_people_say").text
    card = page.partition('<section class="card"')[2].partition("</section>")[0]
    assert "Nobody told us" in card and page.count("Nobody told us") == 1
    assert "Heard in" not in page and "In people’s own words" not in page

    with sqlite_store.writing() as session:
        session.get_one(Recommendation, (WATCHDOG, one)).ended_at = NOW
    alone = browser.get("/what_people_say").text.partition("In people’s own words")[2]
    assert "Nobody told us" in alone and "Heard in" not in alone


@pytest.mark.parametrize("code", ["pl", "ro", "ur"])
def test_in_another_language_what_staff_and_bodies_wrote_is_marked_as_english(
    browser, sqlite_store, monkeypatch, code
):
    an_edition(sqlite_store)
    with sqlite_store.writing() as session:
        answer(session, published(session), shown="No.", stance=Stance.ACCEPTED)
        published(session)
    for module in (languages, display):
        monkeypatch.setattr(module, "is_open", lambda code: True)
    browser.cookies.set("hys_display", f"device.usual.{code}")

    page = browser.get("/what_people_say").text

    assert f'<html lang="{code}"' in page
    assert 'lang="en" dir="ltr">Ring everybody' in page
    assert "What we heard" not in page
