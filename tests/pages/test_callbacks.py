"""The page for callbacks: whom to ring and when, how it went, and who is not to be rung."""

from datetime import timedelta

import pytest

from actions.callbacks import ask_callback, try_callback
from models.callback import CallbackResult
from tests.conftest import NOW
from tests.pages.opening import everything_on, open_page
from ui import access
from ui.plain import WORD_JOINER

HOUR = timedelta(hours=1)
NAME, WHY = "Pat *Penrose*", "Her tablets ![x](http://example.org/x.png)"


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def opened(store, monkeypatch):
    """The page as somebody sees it."""

    def open_it(viewer):
        monkeypatch.setattr(access, "now", lambda: NOW)
        page = open_page("callbacks", store, viewer, monkeypatch)
        assert not page.exception
        return page

    return open_it


@pytest.fixture
def asked(store, volunteer):
    """A way to have somebody rung by the volunteer, so many hours from now, after so many tries."""

    def ask(hours=0, *, tries=0, telephone="01632 960001"):
        said = {"telephone": telephone, "name": NAME, "why": WHY, "due_at": NOW + hours * HOUR}
        with store.writing() as session:
            one = ask_callback(session, **said, by=volunteer, at=NOW)
            for number in range(tries):
                nobody = {"after": number, "next_at": NOW + hours * HOUR, "by": volunteer}
                before = NOW - timedelta(days=1)
                try_callback(session, one, CallbackResult.NO_ANSWER, "", **nobody, at=before)
        return one

    return ask


def shown(page):
    return everything_on(page).replace(WORD_JOINER, "")


def press(page, key):
    page.button(key=key).click().run()
    assert not page.exception


def test_the_queue_says_what_is_late_what_is_due_today_and_what_comes_later(opened, asked, volunteer):
    asked(26), asked(-2), asked(2)
    page = opened(volunteer)
    assert [each.value for each in page.subheader] == ["Late", "Today", "Later"]
    for moment in ("Late by 2 hours", "Today at 11:30", "21 November 2026 at 11:30"):
        assert moment in shown(page)


def test_whoever_rings_sees_whom_inert_and_writes_down_how_it_went(opened, asked, volunteer):
    one = asked(-1)
    page = opened(volunteer)
    press(page, f"open-{one}")
    assert NAME in [each.value for each in page.text] and WHY in [each.value for each in page.text]
    assert any('href="tel:+441632960001"' in each.proto.body for each in page.get("html"))
    assert "say only that West Testford Voice rang" in shown(page)

    press(page, f"keep-{one}")
    assert "Choose what happened" in shown(page)
    page.radio(key=f"result-{one}-0").set_value(CallbackResult.NO_ANSWER).run()
    page.text_area(key=f"note-{one}-0").set_value("Try her daughter").run()
    press(page, f"keep-{one}")

    assert page.success[0].value == "Kept."
    assert "23 November 2026 at 10:00" in shown(page), "the next working day"
    press(page, f"open-{one}")
    assert "Try her daughter" in [each.value for each in page.text]


@pytest.mark.parametrize(("tries", "may"), [(2, False), (3, True)])
def test_after_three_tries_without_an_answer_somebody_may_give_up(opened, asked, volunteer, tries, may):
    one = asked(-1, tries=tries)
    page = opened(volunteer)
    press(page, f"open-{one}")
    assert (f"give-up-{one}" in {button.key for button in page.button}) == may
    if may:
        press(page, f"give-up-{one}")
        assert "Nobody waits to be rung" in shown(page)


def test_a_moderator_sees_whom_only_after_taking_it_over(opened, asked, moderator):
    one = asked(-1)
    page = opened(moderator)
    press(page, f"open-{one}")
    assert "Cam Volunteer rings" in shown(page)
    assert NAME not in shown(page) and f"keep-{one}" not in {each.key for each in page.button}
    press(page, f"mine-{one}")
    assert NAME in shown(page) and f"keep-{one}" in {each.key for each in page.button}


def test_of_two_on_one_callback_the_second_is_told_what_the_first_wrote(opened, asked, store, volunteer):
    one = asked(-1)
    page = opened(volunteer)
    press(page, f"open-{one}")
    page.radio(key=f"result-{one}-0").set_value(CallbackResult.REACHED).run()
    nobody = {"after": 0, "next_at": NOW + HOUR, "by": volunteer, "at": NOW}
    with store.writing() as session:
        try_callback(session, one, CallbackResult.LEFT_MESSAGE, "", **nobody)
    press(page, f"keep-{one}")
    assert "Somebody else tried to ring a moment ago" in page.warning[0].value


def test_a_number_is_not_rung_again_and_its_owner_may_allow_it(opened, asked, volunteer):
    asked(-1)
    page = opened(volunteer)
    press(page, "stop")
    assert "Enter a phone number" in page.error[0].value
    page.text_input(key="stop-0").set_value("+44 1632 960001").run()
    press(page, "stop")
    assert "Nobody waits to be rung" in shown(page)
    page.text_input(key="stop-1").set_value("01632 960001").run()
    press(page, "allow")
    assert "may be rung again" in page.success[0].value
