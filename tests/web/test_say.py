"""The plain form: from what to expect to the reference, with no script at all."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from sqlmodel import select

from actions import drafts
from actions.known_again import secret_digest
from actions.switch_question_set import switch_question_set
from models.draft import Draft
from models.feedback import AboutYou, Contact, Feedback, FeedbackService, Handover
from models.people import job
from models.vocabulary import Channel, HeldBecause, Journey, Sector
from models.watchdog import Signpost, SignpostKind
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_service
from tests.web.conftest import a_browser, a_door
from tests.web.saying import begin, follow, press, reference, rows, send, sent, tab, title, to_the_end


@pytest.fixture
def services(store):
    with store.writing() as session:
        return {
            "hospital": a_service(session, "Testford General Hospital"),
            "gp": a_service(session, "Market Street Surgery", Sector.GP),
        }


# The way through


def test_the_start_page_says_what_to_expect_and_leads_to_the_first_question(browser):
    page = browser.get("/say")

    start = re.search(r'id="start" href="([^"]+)"', page.text).group(1)
    assert "West Testford Voice" in page.text and "about 5 minutes" in page.text
    assert title(browser.get(start)) == "What would you like to tell us about?"


def test_a_story_is_sent_and_its_reference_shown_once_it_is_stored(browser, store, clock, services):
    page = press(browser, browser.get("/say/about"), journey="leaving_hospital")
    page = press(browser, page, words="They sent her home with no medicines.")
    page = press(browser, page, hospital=str(services["hospital"]))
    page = press(browser, page, destination="care_home")
    clock.forward(minutes=4)
    page = press(browser, to_the_end(browser, page), "send")
    page = press(browser, page, "finish")

    (kept,) = rows(store, Feedback)
    assert reference(page) == kept.reference
    assert (kept.words, kept.channel) == ("They sent her home with no medicines.", Channel.ONLINE)
    assert (kept.journey, kept.held_because) == (Journey.LEAVING_HOSPITAL, None)
    assert [row.service_id for row in rows(store, FeedbackService)] == [services["hospital"]]
    (join,) = rows(store, Handover)
    assert (join.from_service_id, join.to_sector) == (services["hospital"], Sector.CARE_HOME)


def test_each_page_has_one_form_and_one_main_button(browser):
    page = press(browser, browser.get("/say/about"), journey="between_services")
    seen = set()
    while 'id="reference"' not in page.text:
        main = page.text.split("<main")[1].split("</main>")[0]
        assert main.count('<form id="question"') == 1
        (value,) = re.findall(r'class="button" name="action" value="(\w+)"', main)
        assert value == ("send" if title(page) == "Check your answers" else "continue")
        assert page.text.startswith("<!doctype html>") or page.text.lstrip().startswith("<!doctype html>")
        assert re.search(r'<html lang="en" dir="ltr"', page.text)
        assert 'id="help"' in page.text, f"{title(page)}: whom to ring"
        seen.add(title(page))
        page = press(browser, page, value, words="Nobody rang us back.")
    assert len(seen) > 10


def test_six_services_make_five_joins_in_order(browser, store, services):
    page = press(browser, browser.get("/say/about"), journey="between_services")
    page = press(browser, page, words="Back and forth.")
    for _ in range(4):
        page = press(browser, page, "add")
    assert 'value="add"' not in page.text
    ids = [str(services[name]) for name in ("gp", "hospital", "gp", "hospital", "gp", "hospital")]
    page = press(browser, page, **{f"place_{number}": id_ for number, id_ in enumerate(ids, 1)})
    page = press(browser, page, which_move="2", went_wrong=["referral_lost", "had_to_chase"], days_lost="12")
    press(browser, to_the_end(browser, page), "send")

    joins = sorted(rows(store, Handover), key=lambda row: row.position)
    assert [row.from_sector for row in joins] == [
        Sector.GP, Sector.HOSPITAL, Sector.GP, Sector.HOSPITAL, Sector.GP,
    ]  # fmt: skip
    assert (joins[1].problems, joins[1].days_lost) == (["referral_lost", "had_to_chase"], 12)
    assert joins[0].problems == [] and joins[0].days_lost is None


def test_what_was_added_is_still_on_the_page_with_what_was_chosen(browser, services):
    page = press(browser, browser.get("/say/about"), journey="between_services")
    page = press(browser, page)
    page = press(browser, page, "add", place_1=str(services["gp"]))

    assert "Third service" in unescape(page.text)
    assert re.search(rf'name="place_1"[^>]*value="{services["gp"]}" checked', page.text)


def test_a_long_list_of_services_is_grouped_by_kind(browser, store):
    with store.writing() as session:
        for number in range(9):
            a_service(session, f"Surgery {number:02}", Sector.GP)
        a_service(session, "Testford General Hospital")
    page = begin(browser)

    assert re.findall(r'<optgroup label="([^"]+)"', page.text) == ["GP practice", "Hospital"]
    assert "It isn’t listed" in page.text and "I don’t know" in page.text


def test_a_name_that_is_not_listed_is_kept_even_if_nothing_was_chosen(browser, store, services):
    page = press(browser, begin(browser), **{"service.name": "The mobile clinic"})
    press(browser, to_the_end(browser, page), "send")

    assert rows(store, Feedback)[0].service_not_listed == "The mobile clinic"


def test_contact_details_are_asked_for_on_the_same_page_once_their_tick_is_given(browser, store):
    page = press(browser, begin(browser), "finish")
    assert title(page) == "What may we do with what you’ve told us?"
    assert "contact_email" not in page.text
    page = press(browser, page, consent_contact="yes")
    assert "to put right" not in page.text and "contact_email" in page.text
    page = press(browser, page, consent_contact="yes", contact_email="jo@example.org")
    press(browser, page, "send")

    (contact,) = rows(store, Contact)
    assert contact.email == "jo@example.org"


def test_about_you_is_asked_after_sending_and_kept_apart(browser, store):
    page = press(browser, to_the_end(browser, begin(browser)), "send")
    assert "Your reference" in page.text or rows(store, Feedback)[0].reference in page.text
    page = press(browser, page, age="65_to_79")
    page = press(browser, page, "finish")

    (about,) = rows(store, AboutYou)
    assert "65_to_79" in about.answers
    assert reference(page) == rows(store, Feedback)[0].reference


def test_a_whole_postcode_is_cut_before_it_is_kept_anywhere_and_other_words_are_handed_back(browser, store):
    press(browser, to_the_end(browser, begin(browser)), "send")
    asked = send(browser, browser.get("/say/about-you/area"), area="The High Street")
    assert asked.status_code == 422
    assert 'value="The High Street"' in asked.text and "first half of your postcode, like MK9" in asked.text
    press(browser, asked, "save", area="mk9 3xa")
    [draft] = rows(store, Draft)
    assert json.loads(draft.state)["answers"] == {"area": "MK9"}
    press(browser, browser.get("/say/about-you/area"), area="mk9 3xa")

    [about] = rows(store, AboutYou)
    assert about.area == "MK9" and "MK9" not in about.answers


def test_about_you_can_be_left_out(browser, store):
    page = press(browser, to_the_end(browser, begin(browser)), "send")
    page = press(browser, page, "finish")

    assert reference(page) and rows(store, AboutYou) == []


def test_where_about_you_is_switched_off_the_reference_comes_at_once(browser, store):
    with store.writing() as session:
        terminal = job(WATCHDOG, "terminal")
        switch_question_set(session, "about_you", is_on=False, after=0, by=terminal, at=NOW)

    page = press(browser, to_the_end(browser, begin(browser)), "send")

    assert reference(page) == rows(store, Feedback)[0].reference


def test_the_second_secret_that_is_shown_opens_what_happened_to_it(browser, store):
    page = sent(browser)
    secret = re.search(r'id="secret">([^<]+)', page.text).group(1)

    assert rows(store, Feedback)[0].secret_digest == secret_digest(secret)


# What is to be put right


def test_an_error_is_on_top_beside_the_question_and_in_the_title(browser):
    page = send(browser, browser.get("/say/about"))

    assert page.status_code == 422
    assert tab(page).startswith("Something to put right: What would you like to tell us about?")
    assert "There’s one thing to put right" in page.text
    assert '<a href="#journey">Choose what you’d like to tell us about</a>' in page.text
    assert 'id="journey-why">Choose what you’d like to tell us about' in page.text
    assert re.search(r'role="alert" tabindex="-1" autofocus', page.text)


def test_words_above_the_limit_come_back_whole_with_what_to_do(browser):
    page = press(browser, browser.get("/say/about"), journey="something_else")
    words = "é" * 20_003
    answer = send(browser, page, words=words)

    assert answer.status_code == 422
    assert "take out 3" in answer.text and f">\n{words}</textarea>" in answer.text


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        ("when", {"happened.month": "3"}, "Choose the year as well"),
        ("when", {"happened.month": "12", "happened.year": "2026"}, "Choose a month that has begun"),
        ("service", {"service": "nonsense"}, "Choose a service from the list"),
        ("service", {"service": "not_listed", "service.name": "x" * 201}, "Use 200 characters or fewer"),
        ("rating", {"rating": "awful"}, "Choose one of the answers shown"),
        ("uses", {"consent_contact": "yes", "contact_email": "jo"}, "Enter an email address"),
    ],
)
def test_each_kind_of_answer_says_what_to_put_right_and_keeps_what_was_typed(browser, step, typed, sentence):
    begin(browser)
    press(browser, browser.get(f"/say/{step}"), **{"consent_contact": "yes"} if step == "uses" else {})

    answer = send(browser, browser.get(f"/say/{step}"), **typed)

    assert answer.status_code == 422 and sentence in answer.text
    for said in typed.values():
        assert said in answer.text or said == "awful" or said == "nonsense"


@pytest.mark.parametrize("said", ["many", "-1", "4000", "3.5"])
def test_a_number_that_is_none_is_said_and_stays_as_it_was_typed(browser, said):
    begin(browser, journey="between_services")
    answer = send(browser, browser.get("/say/the_move"), days_lost=said)

    assert answer.status_code == 422 and f'value="{said}"' in answer.text


def test_saying_nothing_at_all_is_met_kindly_when_it_is_sent(browser, store):
    page = to_the_end(browser, begin(browser, words=""))
    answer = send(browser, page, "send")

    assert answer.status_code == 422 and "Tell us what happened" in answer.text
    assert tab(answer).startswith("Something to put right: Check your answers")
    assert rows(store, Feedback) == []


def test_a_service_that_was_closed_then_is_said_beside_its_question(browser, store, services):
    with store.writing() as session:
        closed = a_service(session, "Old clinic", valid_to=(NOW - timedelta(days=900)).date())
    press(browser, begin(browser), service=str(closed))
    press(browser, browser.get("/say/when"), **{"happened.month": "10", "happened.year": "2026"})
    answer = send(browser, to_the_end(browser, browser.get("/say/speaker")), "send")

    assert answer.status_code == 422 and "Old clinic closed on" in answer.text


# Back, skip, change


def test_back_keeps_what_was_typed_and_each_page_has_its_own_address(browser):
    page = press(browser, browser.get("/say/about"), journey="something_else")
    page = press(browser, page, "back", words="Half a sen")

    assert title(page) == "What would you like to tell us about?"
    assert "Half a sen" in browser.get("/say/words").text


def test_back_from_the_first_question_leads_to_the_start(browser):
    page = press(browser, browser.get("/say/about"), "back")
    assert title(page) == "Tell us what happened"


def test_skipping_undoes_a_choice_but_never_throws_typed_words_away(browser, services):
    begin(browser)
    press(browser, browser.get("/say/service"), service="not_listed", **{"service.name": "Dr Ashe"})
    press(browser, browser.get("/say/service"), "skip", **{"service.name": "Dr Ashe"})
    press(browser, browser.get("/say/words"), "skip", words="An hour of typing.")

    page = browser.get("/say/service").text
    assert " checked>" not in page and "Dr Ashe" in page
    assert "An hour of typing." in browser.get("/say/words").text


def test_a_tick_can_be_taken_away_again(browser):
    begin(browser)
    press(browser, browser.get("/say/uses"), consent_reports="yes")
    assert " checked>" in browser.get("/say/uses").text
    press(browser, browser.get("/say/uses"))

    assert " checked>" not in browser.get("/say/uses").text


def test_change_leads_straight_back_to_checking(browser):
    page = to_the_end(browser, begin(browser))
    change = re.search(r'href="([^"]+)">Change<span class="vh"> How it was overall', page.text).group(1)
    page = press(browser, browser.get(change), rating="good")

    assert title(page) == "Check your answers" and "Good" in page.text


def test_changing_what_it_is_about_asks_only_what_was_not_asked_before(browser):
    to_the_end(browser, begin(browser))
    page = press(browser, browser.get("/say/about?change=yes"), journey="leaving_hospital")
    asked = []
    while title(page) != "Check your answers":
        asked.append(title(page))
        page = press(browser, page)

    assert "Which hospital did you leave?" in asked
    assert "What happened?" not in asked and "How was it overall?" not in asked


def test_an_address_that_the_answers_do_not_lead_to_goes_to_the_start(browser):
    begin(browser)
    assert browser.get("/say/hospital").headers["location"] == "/say"
    assert browser.get("/say/nonsense").headers["location"] == "/say"
    assert browser.get("/say/heard").headers["location"] == "/say", "asked of workers alone"


def test_somebody_with_nothing_to_check_is_led_to_the_start(browser):
    for address in ("/say/check", "/say/sent", "/say/about-you"):
        assert browser.get(address).headers["location"] == "/say"


def test_whoever_comes_back_goes_on_where_they_left_off(browser):
    begin(browser)
    page = browser.get("/say")

    assert "You’ve begun already" in page.text
    assert re.search(r'id="start" href="/say/service"', page.text)


# Sending once


def test_however_often_send_is_pressed_one_row_is_kept(browser, store):
    page = to_the_end(browser, begin(browser))
    answers = [send(browser, page, "send") for _ in range(3)]

    assert {answer.status_code for answer in answers} == {303}
    (kept,) = rows(store, Feedback)
    assert reference(browser.get("/say/sent")) == kept.reference


def test_once_sent_the_words_are_gone_from_the_draft_and_back_shows_the_reference(browser, store):
    sent(browser)

    assert browser.get("/say/words").headers["location"] == "/say/sent"
    (draft,) = rows(store, Draft)
    assert "Nobody rang" not in draft.state


def test_another_piece_is_begun_from_the_start_with_a_key_of_its_own(browser, store):
    sent(browser)
    start = re.search(r'id="start" href="([^"]+)"', browser.get("/say").text).group(1)
    page = press(browser, browser.get(start), journey="something_else")
    page = press(browser, page, words="Another thing.")
    press(browser, to_the_end(browser, page), "send")

    assert sorted(row.words for row in rows(store, Feedback)) == ["Another thing.", "Nobody rang us back."]


def test_a_bug_while_sending_costs_nobody_their_words(browser, store, monkeypatch):
    page = to_the_end(browser, begin(browser))
    monkeypatch.setattr("web.say_check.submit", lambda *_, **__: 1 / 0)
    answer = send(browser, page, "send")

    assert answer.status_code == 500 and "Your words are still here" in answer.text
    monkeypatch.undo()
    assert press(browser, answer, "send").status_code == 200
    assert [row.words for row in rows(store, Feedback)] == ["Nobody rang us back."]


# Who is held for staff to look at


def test_what_is_sent_faster_than_anybody_reads_is_held_and_not_refused(browser, store):
    assert reference(sent(browser))
    assert rows(store, Feedback)[0].held_because is HeldBecause.TOO_FAST


def test_what_a_program_fills_in_is_held(browser, store, clock):
    page = to_the_end(browser, begin(browser))
    clock.forward(minutes=3)
    press(browser, page, "send", leave_empty="https://example.com")

    assert rows(store, Feedback)[0].held_because is HeldBecause.HIDDEN_FIELD


# Shut, refused and stale


def test_a_form_that_is_shut_says_why_and_whom_to_ring(browser, store):
    with store.writing() as session:
        kind = SignpostKind.SAFEGUARDING_ADULTS
        session.exec(select(Signpost).where(Signpost.kind == kind)).one().number = ""
    for address in ("/say", "/say/about", "/say/words"):
        page = browser.get(address)
        assert title(page) == "This form isn’t open yet"
        assert "01632 960123" in page.text and 'id="question"' not in page.text


def test_a_form_that_shuts_while_somebody_writes_waits_for_them(browser, store):
    page = to_the_end(browser, begin(browser))
    with store.writing() as session:
        terminal = job(WATCHDOG, "terminal")
        switch_question_set(session, "have_your_say", is_on=False, after=0, by=terminal, at=NOW)

    press(browser, page, "send")

    assert len(rows(store, Feedback)) == 1


def test_a_browser_that_keeps_no_cookies_is_told_so_and_shown_what_it_typed(browser):
    page = press(browser, browser.get("/say/about"), journey="something_else")
    browser.cookies.clear()
    answer = send(browser, page, words="An hour of typing.")

    assert answer.status_code == 403
    assert "let this site keep its cookies" in answer.text and "An hour of typing." in answer.text
    assert "01632\u00a0960123" in answer.text


def test_a_form_from_another_site_changes_nothing(browser, store):
    page = to_the_end(browser, begin(browser))
    answer = browser.post("/say/check", data={"action": "send", "form_token": "forged"})

    assert answer.status_code == 403 and "still here" in answer.text
    assert rows(store, Feedback) == []
    assert press(browser, page, "send").status_code == 200


def test_an_address_of_a_partner_goes_along_and_is_stored(browser, store):
    start = re.search(r'id="start" href="([^"]+)"', browser.get("/say?by=age-uk").text).group(1)
    page = press(browser, browser.get(start), journey="something_else")
    page = press(browser, page, words="Nobody rang us back.")
    press(browser, to_the_end(browser, page), "send")

    assert rows(store, Feedback)[0].collected_by == "age-uk"


def test_cookies_are_out_of_reach_of_scripts_and_behind_tls_bound_to_this_host(store, clock):
    for over_tls, name in ((False, "hys_draft"), (True, "__Host-hys_draft")):
        with a_browser(a_door(store, clock, over_tls=over_tls)) as browser:
            given = [one for one in browser.get("/say").headers.get_list("set-cookie") if "hys_draft" in one]
        (cookie,) = given
        assert cookie.startswith(f"{name}=") and "HttpOnly" in cookie and "SameSite=lax" in cookie
        assert "Path=/" in cookie and ("Secure" in cookie) == over_tls


def test_what_was_said_is_in_no_address_and_no_cookie(browser):
    begin(browser, words="Nobody rang us back.")
    assert "Nobody" not in str(dict(browser.cookies))
    assert follow(browser, browser.get("/say/service")).url.query == b""


def test_words_that_suggest_danger_bring_up_whom_to_ring_and_stop_nobody(browser):
    page = begin(browser, words="I want to die. Nobody called me back.")

    assert 'id="danger"' in page.text and "You can still go on" in page.text
    assert 'id="danger"' not in begin(browser, words="The food was cold.").text


def test_a_draft_of_another_watchdog_is_not_read_here(browser, store):
    begin(browser)
    assert drafts.cookie_name(over_tls=False) in browser.cookies
    assert all(row.watchdog_id == WATCHDOG for row in rows(store, Draft))
