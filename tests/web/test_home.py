"""The home page: one thing to press, whom to ring, and who we are."""

from sqlmodel import select

from actions.switch_question_set import switch_question_set
from models.people import job
from models.watchdog import Signpost, SignpostKind, Watchdog
from tests.conftest import NOW, WATCHDOG


def change(store, **values):
    with store.writing() as session:
        watchdog = session.get_one(Watchdog, WATCHDOG)
        for name, value in values.items():
            setattr(watchdog, name, value)
        session.add(watchdog)


def test_the_one_button_leads_to_the_simple_form_and_beside_it_is_the_fuller_one(browser, store):
    page = browser.get("/").text

    assert page.count('class="button"') == 1
    assert '<a class="button" id="tell" href="/say">Tell us what happened</a>' in page
    assert '<a class="button second" href="/have_your_say">' in page


def test_the_languages_are_offered_each_in_its_own_name(browser, store):
    page = browser.get("/").text

    assert '<a href="/language/pl" lang="pl" dir="ltr">Polski</a>' in page
    assert '<a href="/language/ur" lang="ur" dir="rtl">اردو</a>' in page
    assert 'href="/language/en"' not in page


def test_it_leads_to_what_became_of_what_somebody_said(browser, store):
    assert 'href="/your_reference"' in browser.get("/").text


def test_numbers_come_from_the_watchdogs_own_rows(browser, store):
    page = browser.get("/").text

    assert 'Emergency: <b><a href="tel:999">999</a></b>' in page
    assert '<a href="tel:01632960201">01632\u00a0960201</a>' in page


def test_a_number_that_is_not_known_is_not_shown(browser, store):
    with store.writing() as session:
        for signpost in session.exec(select(Signpost)):
            signpost.number = "" if signpost.kind is SignpostKind.SAFEGUARDING_ADULTS else signpost.number
            session.add(signpost)

    page = browser.get("/").text

    assert "Adults at risk" not in page and "Children at risk" in page


def test_a_form_without_a_safeguarding_number_is_not_open_yet(browser, store):
    with store.writing() as session:
        for signpost in session.exec(select(Signpost)):
            signpost.number = ""
            session.add(signpost)

    page = browser.get("/").text

    assert "isn’t open yet" in page and "Tell us what happened" not in page


def test_a_form_that_is_switched_off_is_closed_and_the_telephone_stays(browser, store):
    with store.writing() as session:
        switch_question_set(
            session, "have_your_say", is_on=False, after=0, by=job(WATCHDOG, "terminal"), at=NOW
        )

    page = browser.get("/").text

    assert "closed for now" in page and 'id="tell"' not in page
    assert "01632\u00a0960123" in page


def test_the_watchdogs_telephone_is_there_if_it_has_one(browser, store):
    assert "Rather talk?" in browser.get("/").text

    change(store, telephone="")

    page = browser.get("/").text
    assert "Rather talk?" not in page and "or call" not in page


def test_a_demonstration_says_that_it_is_one(browser, store):
    assert "This is a demonstration" not in browser.get("/").text

    change(store, is_demonstration=True)

    assert "This is a demonstration" in browser.get("/").text


def test_a_name_is_shown_as_text(browser, store):
    change(store, name="Voice <b>& co</b>")

    page = browser.get("/").text

    assert "Voice &lt;b&gt;&amp; co&lt;/b&gt;" in page and "<b>& co" not in page


def test_it_says_what_we_are_not_and_where_our_team_goes(browser, store):
    page = browser.get("/").text

    assert "not part of the NHS or the council" in page
    assert 'href="/sign-in"' in page


def test_it_fetches_nothing_but_our_own_type_and_icon(browser, store):
    page = browser.get("/").text

    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "") and "https://" not in page
    assert "<script" not in page


def test_a_form_that_is_not_open_is_not_offered(browser, store):
    with store.writing() as session:
        for signpost in session.exec(select(Signpost)):
            signpost.number = ""
            session.add(signpost)
    page = browser.get("/").text
    assert 'href="/have_your_say"' not in page and 'href="/say"' not in page
    assert "isn’t open yet" in page
