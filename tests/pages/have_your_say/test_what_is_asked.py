"""The resident's form, drawn and pressed: what is asked, and what is stored of it."""

from models.feedback import Contact, Feedback, FeedbackService, Handover
from models.organisation import Service
from models.vocabulary import Channel, Journey, Rating, Sector, Speaker, Standing
from tests.conftest import NOW
from tests.factories import a_service
from tests.pages.have_your_say.pressing import (
    NAUGHTY,
    check_your_answers,
    choose,
    go_on,
    on_the_page,
    press,
    rows,
    title,
    to_the_words,
)
from ui import access

# The three journeys


def test_leaving_hospital_is_stored_with_the_hospital_and_the_join_to_what_came_next(form, store, services):
    go_on(form, "Leaving hospital")
    go_on(form, "Testford General Hospital")
    assert title(form) == "Where did you go when you left hospital?"
    go_on(form, "A care home to live in")
    to_the_words(form, NAUGHTY)
    go_on(form, "Very poor")
    form.selectbox[0].set_value("10")
    form.selectbox[1].set_value("2026")
    go_on(form)
    go_on(form, "Someone in my family")
    go_on(form, "They have died")
    form.checkbox[1].check()
    go_on(form)
    press(form, "Send my feedback")

    (kept,) = rows(store, Feedback)
    assert kept.words == NAUGHTY
    assert (kept.journey, kept.rating) == (Journey.LEAVING_HOSPITAL, Rating.VERY_POOR)
    assert (kept.speaker, kept.standing) == (Speaker.FAMILY, Standing.HAS_DIED)
    assert str(kept.happened_on) == "2026-10-01"
    assert kept.channel is Channel.ONLINE
    assert kept.answers == {"destination": "care_home"}
    assert (kept.consent_reports, kept.consent_quotation) == (False, True)
    assert (kept.consent_pass_on, kept.consent_contact) == (False, False)
    assert [row.service_id for row in rows(store, FeedbackService)] == [services["hospital"]]
    (join,) = rows(store, Handover)
    assert (join.from_service_id, join.from_sector) == (services["hospital"], Sector.HOSPITAL)
    assert (join.to_service_id, join.to_sector) == (None, Sector.CARE_HOME)
    assert kept.reference in " ".join(str(element.proto.body) for element in form.get("html"))


def test_a_move_is_stored_as_one_join_with_the_sectors_of_both_services(form, store, services):
    go_on(form, "A move")
    go_on(form, "Market Street Surgery")
    go_on(form, "Testford General Hospital")
    to_the_words(form, "The referral was lost.")
    for _ in ("rating", "when", "speaker"):
        press(form, "Skip this question")
    go_on(form)
    press(form, "Send my feedback")

    (join,) = rows(store, Handover)
    assert (join.from_service_id, join.from_sector) == (services["gp"], Sector.GP)
    assert (join.to_service_id, join.to_sector) == (services["hospital"], Sector.HOSPITAL)
    places = sorted(rows(store, FeedbackService), key=lambda row: row.position)
    assert [row.service_id for row in places] == [services["gp"], services["hospital"]]


def test_something_else_can_be_about_a_service_that_is_not_listed(form, store, services):
    go_on(form, "Something else")
    choose(form, "It isn’t listed")
    form.text_input[0].set_value("The *mobile* clinic")
    go_on(form)
    press(form, "Skip this question")
    go_on(form, "Good")
    for _ in ("when", "speaker"):
        press(form, "Skip this question")
    go_on(form)
    press(form, "Send my feedback")

    (kept,) = rows(store, Feedback)
    assert (kept.service_not_listed, kept.words, kept.rating) == ("The *mobile* clinic", "", Rating.GOOD)
    assert rows(store, FeedbackService) == []


def test_contact_details_are_asked_for_and_kept_only_with_their_own_tick(form, store):
    check_your_answers(form)
    [button] = [button for button in form.button if button.key == "change.consent_contact"]
    button.click().run()
    assert form.text_input.len == 0
    form.checkbox[3].check().run()
    form.text_input[0].set_value("Jo")
    form.text_input[1].set_value("01632 960555")
    go_on(form)
    press(form, "Send my feedback")

    (contact,) = rows(store, Contact)
    assert (contact.name, contact.telephone, contact.email) == ("Jo", "01632 960555", "")
    assert rows(store, Feedback)[0].consent_contact
    assert "The service answers you itself" in on_the_page(form)


def test_the_form_works_before_there_is_any_list_of_services(form, store):
    go_on(form, "Leaving hospital")
    assert "We don’t have a list of services yet" in on_the_page(form)
    choose(form, "I’ll type its name")
    form.text_input[0].set_value("Testford General")
    go_on(form)
    press(form, "Skip this question")
    to_the_words(form, "Fine.")
    for _ in ("rating", "when", "speaker"):
        press(form, "Skip this question")
    go_on(form)
    press(form, "Send my feedback")
    assert rows(store, Feedback)[0].service_not_listed == "Testford General"


# What is asked, and how


def test_the_progress_says_which_question_of_how_many(form):
    assert form.get("progress")[0].proto.text == "Question 1 of 8"
    go_on(form, "Leaving hospital")
    press(form, "Skip this question")
    assert form.get("progress")[0].proto.text == "Question 3 of 8"


def test_the_first_question_can_neither_be_skipped_nor_gone_back_from(form):
    assert [button.label for button in form.button] == ["Continue"]


def test_a_long_list_of_services_is_searched_and_not_scrolled_through(form, store):
    with store.writing() as session:
        for number in range(12):
            a_service(session, f"Surgery {number:02}", Sector.GP)
    go_on(form, "A move")
    form.selectbox[0].select("Surgery 07").run()
    press(form, "Continue")
    assert title(form) == "Which service were you moving to?"
    (not_listed, _) = form.checkbox
    not_listed.check().run()
    form.text_input[0].set_value("Dr Ashe")
    press(form, "Continue")
    press(form, "Back")
    assert form.checkbox[0].value is True
    assert form.text_input[0].value == "Dr Ashe"
    press(form, "Back")
    assert form.selectbox[0].value is not None


def test_a_closed_service_can_be_chosen_and_says_when_it_closed(form, store, services):
    with store.writing() as session:
        gp = session.get_one(Service, (access.watchdog().id, services["gp"]))
        gp.valid_to = NOW.date().replace(year=2025, month=3, day=31)
    go_on(form, "Something else")
    assert "Market Street Surgery (closed in March 2025)" in form.radio[0].options


def test_names_of_services_are_not_read_as_markdown(form, store):
    with store.writing() as session:
        a_service(session, "![x](http://203.0.113.1/x.png) *St* Fiacre's")
    go_on(form, "Leaving hospital")
    offered = form.radio[0].options[0]
    assert "![x](" not in offered
    assert offered.replace("\\", "").replace("\u2060", "") == "![x](http://203.0.113.1/x.png) *St* Fiacre's"


def test_every_page_gives_the_numbers_for_somebody_who_needs_help_now(form):
    def numbers() -> str:
        return " ".join(str(element.proto.body) for element in form.get("html"))

    assert "01632 960201" in numbers() and "999" in numbers()
    check_your_answers(form)
    assert "01632 960202" in numbers()
    press(form, "Send my feedback")
    assert "01632 960202" in numbers()
