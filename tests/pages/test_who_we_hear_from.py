"""Who we have not heard from: nothing yet, a file that is wrong, one that is kept, and what it then shows."""

from datetime import date

import pytest

from actions.keep_about_you import keep_about_you
from content.question_sets import ABOUT_YOU
from models.people import resident
from models.period import Period
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback
from tests.pages.opening import everything_on, open_page

FILE = b"kind,group,people\nsex,female,500\nsex,male,500\n"


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def told(store):
    """Forty people in an October: thirty women and ten men."""
    somebody = resident(WATCHDOG)
    with store.writing() as session:
        for number in range(40):
            token = f"the-token-of-a-browser-{number}"
            some_feedback(session, somebody, submission_token=token, happened_on=date(2024, 10, 3))
            answers = {"sex": "female" if number < 30 else "male"}
            keep_about_you(session, token, answers, question_set=ABOUT_YOU, by=somebody, at=NOW)


def test_figures_of_the_area_are_looked_at_then_kept_then_drawn(store, told, administrator, monkeypatch):
    page = open_page("who_we_hear_from", store, administrator, monkeypatch)
    assert "Nobody has put in figures of who lives in our area yet" in everything_on(page)

    page.file_uploader[0].set_value(("census.csv", FILE + b"sex,**they**,5\n", "text/csv")).run()
    shown = everything_on(page)
    assert "1 thing has to be put right first. Nothing was kept." in shown
    assert "**they**" in "".join(one.value for one in page.text) and not button(page, "Keep these figures")

    page.file_uploader[0].set_value(("census.csv", FILE, "text/csv")).run()
    assert "500" in "".join(one.proto.body for one in page.get("html"))
    button(page, "Keep these figures")[0].click().run()
    assert [one.value for one in page.error] == ["Say whose figures these are, in 200 characters or fewer"]
    page.text_input[0].set_value("Census *2021*").run()
    page.date_input[0].set_value(date(2021, 3, 21)).run()
    button(page, "Keep these figures")[0].click().run()
    assert not page.exception
    shown = everything_on(page)
    assert "The figures are kept." in shown and "Too few people have told us" in shown
    assert "There are no figures of our area yet for: Age; Gender same as sex at birth" in shown

    page.pills(key="reach-period").set_value(Period.ALL_TIME).run()
    shown = everything_on(page)
    assert "People whose sex is male are 50% of our area and 25% of the 40 people" in shown
    assert "Census \\*2021\\*, of 21 March 2021" in shown


def test_who_may_not_put_figures_in_is_told_who_can(store, told, publisher, monkeypatch):
    page = open_page("who_we_hear_from", store, publisher, monkeypatch)
    assert "An analyst or an administrator can put them in" in everything_on(page)
    assert not page.file_uploader


def test_figures_can_be_put_in_before_anybody_has_told_us_anything(store, administrator, monkeypatch):
    page = open_page("who_we_hear_from", store, administrator, monkeypatch)
    page.file_uploader[0].set_value(("census.csv", FILE, "text/csv")).run()
    assert not page.exception and button(page, "Keep these figures")


def button(page, label):
    return [one for one in page.button if one.label == label]
