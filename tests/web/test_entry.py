"""The page of an entry: who may open it, and that whatever is typed is kept."""

import re
from html import unescape
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from actions.add_programme import add_programme
from actions.change_entry import reopen
from actions.entry_drafts import discard, load
from actions.read_feedback import open_feedback
from models.callback import Callback
from models.entry import EntryDraft
from models.escalation import Escalation
from models.feedback import Feedback
from models.people import job
from models.programme import ProgrammeDraft
from models.staff import StaffMember
from models.vocabulary import Role, Sector
from tests.conftest import NOW, WATCHDOG
from tests.entering import sent, typed
from tests.factories import a_service, signed_in
from tests.web.conftest import a_browser, sign_in, token_of

JSON = {"accept": "application/json", "origin": "http://feedback.example.org"}
PLAIN = {"origin": "http://feedback.example.org"}
SAID = "The GP sent a referral to the hospital and they lost it. I had to chase it for weeks."


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def at_work(door, volunteer, moderator):
    """A volunteer's browser."""
    with a_browser(door) as browser:
        sign_in(browser, "cam@example.org")
        yield browser


def begin(browser, channel="phone"):
    """The address of a new entry, and the entry's own."""
    began = browser.get(f"/entry/new?channel={channel}").headers["location"]
    return began, began.split("?")[0]


def type_in(browser, began, headers=JSON, **typed):
    path, _, query = began.partition("?")
    return browser.post(f"{path}/typed?{query}", data={"parts": "yes"} | typed, headers=headers)


def drafts(store):
    with store.reading() as session:
        return session.exec(select(EntryDraft)).all()


def test_whoever_is_not_signed_in_is_led_to_sign_in_and_back(browser, store, volunteer):
    own = f"/entry/{uuid4()}"
    assert browser.get(own).headers["location"] == f"/sign-in?next={own}"
    assert browser.get("/entry/new?channel=phone").headers["location"] == "/sign-in?next=/phone_entry"

    page = browser.get(f"/sign-in?next={own}").text
    assert f'name="next" value="{own}"' in page
    assert type_in(browser, own, words=SAID).json() == {"signed_out": True}
    assert browser.get("/sign-in?next=/entry/https://elsewhere.example").text.count("elsewhere") == 0


def test_an_entry_is_made_by_the_first_thing_that_is_typed(at_work, store):
    began, own = begin(at_work)
    assert at_work.get(began).status_code == 200
    assert drafts(store) == []

    answer = type_in(at_work, began, words=SAID).json()

    assert answer["saved"] == "Saved 9:30:00"
    assert SAID in at_work.get(own).text and 'value="CV"' in at_work.get(own).text


def test_the_draft_of_another_volunteer_is_not_there(at_work, store, door):
    began, own = begin(at_work)
    type_in(at_work, began, words=SAID)
    with a_browser(door) as another:
        sign_in(another, "ash@example.org")

        assert another.get(own).status_code == 404
        mine = type_in(another, began, words="Mine now")
        assert mine.status_code == 404 and "Somebody else has taken this over" in mine.json()["gone"]
        for below in ("read-back", "sent"):
            assert another.get(f"{own}/{below}").status_code == 404

    assert SAID in at_work.get(own).text


def test_a_page_whose_writer_may_write_no_more_is_told_so_where_its_script_reads_it(
    at_work, store, volunteer
):
    began, own = begin(at_work)
    type_in(at_work, began, words=SAID)
    with store.writing() as session:
        session.get_one(StaffMember, (WATCHDOG, volunteer.staff_id)).roles = frozenset({Role.ANALYST})

    answer = type_in(at_work, own, words="More")

    assert answer.status_code == 403 and "Copy your words" in answer.json()["gone"]
    assert "<html" in type_in(at_work, own, headers=PLAIN, words="More").text


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}, {}]
)
def test_what_another_site_sends_is_refused(at_work, store, headers):
    began, own = begin(at_work)

    assert type_in(at_work, began, headers=headers, words=SAID).status_code == 403
    refused = at_work.post(own + "?channel=phone", data={"words": SAID}, headers=headers)
    assert refused.status_code == 403 and SAID in refused.text
    assert drafts(store) == []


def test_a_browser_that_does_not_say_where_it_was_sends_what_our_form_carries(at_work, store):
    began, own = begin(at_work)
    token = token_of(at_work.get(began).text)

    answer = at_work.post(began, data={"form_token": token, "words": SAID, "action": "stop"})

    assert answer.headers["location"] == "/phone_entry"
    assert SAID in at_work.get(own).text


def test_more_than_can_be_sent_is_kept_whole_and_said_before_sending(at_work, store):
    began, own = begin(at_work)
    long = "a" * 20_001

    type_in(at_work, began, words=long)

    assert long in at_work.get(own).text
    assert "20,000" in at_work.get(f"{own}/read-back").text


def test_what_an_entry_has_no_answer_for_is_passed_over(at_work, store, volunteer):
    began, own = begin(at_work)

    type_in(at_work, began, **{"words": SAID, "role": "administrator", "consent.reports.at": "2001-01-01"})

    with store.reading() as session:
        answers = load(session, drafts(store)[0].id, by=volunteer).answers
    assert answers == {"initials": "CV", "words": SAID}


def test_an_offer_is_written_when_it_is_pressed_and_not_before(at_work, store, volunteer):
    began, own = begin(at_work)
    first = type_in(at_work, began, words=SAID).json()
    offered = re.findall(r'name="confirm" value="([^"]+)"', first["parts"]["offers"].replace("&gt;", ">"))
    assert offered and first["values"] == {}

    pressed = type_in(at_work, own, confirm=offered[0]).json()

    assert pressed["values"]["join_1.from"] == "sector:gp"
    assert pressed["values"]["join_1.to"] == "sector:hospital"
    assert offered[0] not in pressed["parts"]["offers"].replace("&gt;", ">")


def test_an_offer_that_was_waved_away_does_not_come_back(at_work, store):
    began, own = begin(at_work)
    first = type_in(at_work, began, words=SAID).json()["parts"]["offers"].replace("&gt;", ">")
    offered = re.findall(r'name="dismiss" value="([^"]+)"', first)

    after = type_in(at_work, own, dismiss=offered[0]).json()["parts"]["offers"].replace("&gt;", ">")

    assert f'value="{offered[0]}"' not in after


def test_of_two_tabs_each_box_shows_what_was_typed_last(at_work, store, clock):
    began, own = begin(at_work)
    seen = type_in(at_work, began, words="First").json()["saved_at"]
    clock.forward(seconds=1)
    type_in(at_work, own, seen=seen, contact_name="Jo")
    clock.forward(seconds=1)

    answer = type_in(at_work, own, seen=seen, words="Second").json()

    assert answer["values"]["contact_name"] == "Jo" and answer["values"]["words"] == "Second"
    assert "another tab" in answer["elsewhere"]


def test_what_several_ticks_say_without_a_script_can_be_taken_back(at_work, store, volunteer):
    began, own = begin(at_work)
    form = {"form_token": token_of(at_work.get(began).text), "drawn": "join_1.problems"}

    at_work.post(began, data=form | {"join_1.problems": ["referral_lost", "had_to_chase"]})
    with store.reading() as session:
        both = load(session, drafts(store)[0].id, by=volunteer).answers["join_1.problems"]
    at_work.post(own, data=form)

    with store.reading() as session:
        none = load(session, drafts(store)[0].id, by=volunteer).answers["join_1.problems"]
    assert (both, none) == ("referral_lost,had_to_chase", "")


def test_keys_that_were_turned_off_stay_off(at_work, store):
    began, own = begin(at_work)
    assert 'data-keys="on"' in at_work.get(began).text

    [back] = re.findall(r'name="back" value="([^"]+)"[^<]*<button[^>]+name="keys"', at_work.get(began).text)
    led = at_work.post("/display", data={"keys": "off", "back": unescape(back)})

    page = at_work.get(led.headers["location"])
    assert led.headers["location"] == began and page.status_code == 200
    assert 'data-keys="on"' not in page.text and "Alt+" not in page.text
    at_work.post("/display", data={"look": "dark", "back": own})
    assert 'data-keys="on"' not in at_work.get(began).text


def test_the_next_sheet_begins_with_the_date_and_the_service_of_the_last(at_work, store):
    began, own = begin(at_work, "paper")
    type_in(at_work, began, **{"words": SAID, "happened.month": "3", "happened.year": "2026"})

    next_one = at_work.get(f"/entry/new?channel=paper&like={own.split('/')[-1]}").headers["location"]

    page = at_work.get(next_one).text
    assert '<option value="3" selected>March</option>' in page and SAID not in page


def test_a_practice_call_answers_like_a_real_one_and_keeps_nothing(at_work, store):
    page = at_work.get("/entry/practice").text
    assert "Your caller says" in page

    answer = at_work.post("/entry/practice/typed", data={"words": SAID, "parts": "yes"}, headers=JSON).json()

    assert 'name="confirm"' in answer["parts"]["offers"]
    said = {"words": SAID, "consent.reports": "yes", "initials": "CV"}
    pressed = at_work.post("/entry/practice", data=said | {"action": "danger"}, headers=JSON).text
    assert "Nobody was told: this is practice" in pressed and SAID in pressed
    aloud = at_work.post("/entry/practice", data=said | {"action": "read_back"}, headers=JSON).text
    assert f'name="words" value="{SAID}"' in aloud and "Change" not in aloud
    end = at_work.post("/entry/practice", data=said | {"action": "send"}, headers=JSON).text
    assert "Nothing was sent: this was practice" in end
    assert drafts(store) == []
    with store.reading() as session:
        assert session.exec(select(Feedback)).all() == []
        assert session.exec(select(Escalation)).all() == []


def press(browser, address, **typed):
    """Send a form of the page as a browser without scripts does."""
    token = token_of(browser.get(address.split("?")[0].removesuffix("/danger")).text)
    return browser.post(address, data={"form_token": token} | typed)


def test_without_a_script_a_call_is_written_down_read_back_and_sent(at_work, store):
    began, own = begin(at_work)
    token = token_of(at_work.get(began).text)
    said = {"words": SAID, "consent.reports": "yes", "action": "read_back", "form_token": token}

    assert at_work.post(began, data=said).headers["location"] == f"{own}/read-back"
    page = at_work.get(f"{own}/read-back").text
    assert SAID in page and "We take that as no" in page
    again = [at_work.post(f"{own}/read-back", data={"form_token": token, "action": "send"}) for _ in range(2)]

    assert [answer.headers["location"] for answer in again] == [f"{own}/sent"] * 2
    with store.reading() as session:
        [kept] = session.exec(select(Feedback)).all()
    assert kept.words == SAID and kept.consent_reports and not kept.consent_quotation
    assert kept.reference in at_work.get(f"{own}/sent").text
    assert at_work.get(own).headers["location"] == f"{own}/sent"
    assert type_in(at_work, own, words="More").status_code == 409


def test_what_is_to_be_put_right_stands_on_what_is_read_back_and_nothing_is_sent(at_work, store):
    began, own = begin(at_work)
    type_in(at_work, began, **{"words": SAID, "consent.contact": "yes"})

    page = at_work.get(f"{own}/read-back").text
    answer = press(at_work, f"{own}/read-back", action="send")

    assert f'href="{own}#contact_telephone"' in page
    assert answer.status_code == 422
    with store.reading() as session:
        assert session.exec(select(Feedback)).all() == []


@pytest.mark.parametrize("is_script", [True, False])
def test_in_danger_the_lead_is_told_at_once_with_what_was_not_saved_yet(at_work, store, is_script):
    began, own = begin(at_work)
    typed = {"words": "She says she will jump", "danger_note": "She’s on the bridge"}
    token = token_of(at_work.get(began).text)
    headers = JSON if is_script else {}
    query = began.partition("?")[2]

    answer = at_work.post(f"{own}/danger?{query}", data=typed | {"form_token": token}, headers=headers)

    if is_script:
        assert answer.json()["told"].startswith("The lead has been told at 9:30, and has what")
    else:
        assert "The lead has been told at 9:30" in at_work.get(answer.headers["location"]).text
    with store.reading() as session:
        [kept] = session.exec(select(Feedback)).all()
        [concern] = session.exec(select(Escalation)).all()
    assert (kept.words, concern.feedback_id) == ("She says she will jump", kept.id)
    type_in(at_work, own, words="She says she will jump. She is down now.")
    assert "She is down now." in at_work.get(own).text


def test_words_that_may_be_a_sign_of_danger_point_to_the_button(at_work, store):
    began, own = begin(at_work)
    quiet = type_in(at_work, began, words=SAID).json()["parts"]["worry"]
    loud = type_in(at_work, own, words="I want to kill myself").json()["parts"]["worry"]

    assert "press here" not in quiet and "press here" in loud


def test_an_earlier_call_from_the_same_number_is_asked_about_without_its_words(at_work, store):
    began, own = begin(at_work)
    told = {"words": SAID, "contact_telephone": "01632 960111", "callback.date": "2026-11-23"}
    type_in(at_work, began, **told | {"callback.time": "10:00"})
    press(at_work, f"{own}/read-back", action="send")
    began, own = begin(at_work)

    earlier = type_in(at_work, began, contact_telephone="+44 1632 960111").json()["parts"]["earlier"]

    assert "Is it the same story?" in earlier and "referral" not in earlier
    after = type_in(at_work, own, same="no").json()["parts"]["earlier"]
    assert after.strip() == ""
    known = {"contact_telephone": "01632 960111", "parts": "yes"}
    practice = at_work.post("/entry/practice/typed", data=known, headers=JSON).json()
    assert practice["parts"]["earlier"].strip() == ""


def test_whoever_puts_an_entry_right_too_late_is_told_what_became_of_it(at_work, store, volunteer, moderator):
    feedback_id = sent(store, typed(store, volunteer, words=SAID), volunteer).feedback_id
    with store.writing() as session:
        own = f"/entry/{reopen(session, feedback_id, by=volunteer, at=NOW)}"
    type_in(at_work, own, words="They found it.")
    open_feedback(store, feedback_id, visit="one", by=signed_in(store, moderator), at=NOW)

    answer = press(at_work, f"{own}/read-back", action="send")

    assert "A moderator had opened it" in at_work.get(answer.headers["location"]).text


def test_what_was_begun_in_danger_shows_its_reference_though_it_is_finished_a_day_later(
    at_work, store, clock
):
    began, own = begin(at_work)
    type_in(at_work, began, words=SAID)
    press(at_work, f"{own}/danger", danger_note="She’s on the bridge")
    clock.forward(days=1)
    sign_in(at_work, "cam@example.org")
    press(at_work, f"{own}/read-back", action="send")

    with store.reading() as session:
        [kept] = session.exec(select(Feedback)).all()
    assert f'<dd id="reference">{kept.reference}</dd>' in at_work.get(f"{own}/sent").text


def test_a_page_whose_entry_was_thrown_away_is_not_told_that_it_was_sent(at_work, store, clock, volunteer):
    began, own = begin(at_work)
    type_in(at_work, began, words=SAID)
    with store.writing() as session:
        discard(session, UUID(own.split("/")[-1]), by=volunteer, at=NOW)

    answer = type_in(at_work, own, words="More")

    assert answer.status_code == 409 and "thrown away" in answer.json()["gone"]


@pytest.mark.parametrize("headers", [JSON, {}])
@pytest.mark.parametrize(("number", "callbacks"), [("01632 960111", 1), ("", 0)])
def test_whoever_asked_to_be_rung_is_in_the_queue_once_a_call_is_put_by(
    at_work, store, headers, number, callbacks
):
    began, own = begin(at_work)
    asked = {"contact_telephone": number, "callback.date": "2026-11-23", "callback.time": "10:00"}
    token = token_of(at_work.get(began).text)
    below = began.replace("?", "/typed?") if headers else began

    answer = at_work.post(
        below, data=asked | {"words": SAID, "action": "stop", "form_token": token}, headers=headers
    )

    assert answer.status_code == (200 if headers else 303)
    with store.reading() as session:
        assert len(session.exec(select(Callback)).all()) == callbacks
        assert session.exec(select(Feedback)).all() == []


def test_there_is_a_script_wherever_somebody_talks_and_none_beside_a_sheet(at_work, store):
    call, sheet, event = (
        at_work.get(begin(at_work, channel)[0]).text for channel in ("phone", "paper", "event")
    )
    for spoken in (call, event):
        assert "May we print some of your own words" in spoken and "As they say it" in spoken
    assert "Say this" not in sheet and "As they say it" not in sheet and "Alt+Y" not in sheet
    for own in ("Type it as it is written", "Mark what is ticked on the sheet", "Check it against the sheet"):
        assert own in sheet and own not in event
    assert "Caller may" in call and "Caller may" not in sheet + event


def test_what_is_copied_from_a_sheet_is_checked_against_it_and_not_read_aloud(at_work, store):
    for channel, says in (("paper", "Check it against the sheet"), ("event", "Read this aloud")):
        began, own = begin(at_work, channel)
        type_in(at_work, began, words=SAID)
        page = at_work.get(f"{own}/read-back").text
        assert says in page and ("Read this aloud" in page) is (channel == "event")


def test_a_service_that_a_sheet_brings_from_the_last_is_seen_before_it_is_said_what_it_is_about(
    at_work, store
):
    with store.writing() as session:
        ward = str(a_service(session, "Testford General", Sector.HOSPITAL))
    began, own = begin(at_work, "paper")
    type_in(at_work, began, words=SAID, service=ward)

    next_one = at_work.get(f"/entry/new?channel=paper&like={own.split('/')[-1]}").headers["location"]

    asked = at_work.get(next_one).text.split('<div class="asked"')
    [place] = [one for one in asked if 'id="service"' in one]
    assert f'<option value="{ward}" selected>' in place and " hidden>" not in place.partition("\n")[0]


def test_a_call_that_came_by_a_programmes_link_is_kept_as_its_own_and_the_next_sheet_too(at_work, store):
    with store.writing() as session:
        by = job(WATCHDOG, "terminal")
        hub = add_programme(session, ProgrammeDraft("Discharge <hub>"), by=by, at=NOW).id
        other = add_programme(session, ProgrammeDraft("Winter team"), by=by, at=NOW).id
    began = at_work.get("/entry/new?channel=paper&programme=discharge-hub").headers["location"]
    page = at_work.get(began).text
    assert f'<option value="{hub}" selected>Discharge &lt;hub&gt;</option>' in page
    assert f'<option value="{other}">Winter team</option>' in page

    own = began.split("?")[0]
    type_in(at_work, began, words=SAID)
    press(at_work, f"{own}/read-back", action="send")
    with store.reading() as session:
        assert session.exec(select(Feedback)).one().programme_id == hub
    next_one = at_work.get(f"/entry/new?channel=paper&like={own.split('/')[-1]}").headers["location"]
    assert f'value="{hub}" selected' in at_work.get(next_one).text
    nobody_s = at_work.get("/entry/new?channel=paper&programme=nobody-s").headers["location"]
    assert f'value="{hub}" selected' not in at_work.get(nobody_s).text
