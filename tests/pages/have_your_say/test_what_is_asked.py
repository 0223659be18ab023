"""The resident's form, drawn and pressed: what is asked, and what is stored of it."""

from models.feedback import Contact, Feedback, FeedbackService, Handover
from models.organisation import Service
from models.vocabulary import Channel, IsSorted, Journey, Rating, Sector, Speaker, Standing, WhoChased
from tests.conftest import NOW
from tests.factories import a_service
from tests.pages.have_your_say.pressing import (
    NAUGHTY,
    change,
    check_your_answers,
    choose,
    go_on,
    in_html,
    number,
    on_the_page,
    press,
    rows,
    the_radio,
    tick,
    title,
    to_the_words,
)
from ui import access

# The three journeys


def test_leaving_hospital_is_stored_with_the_hospital_the_help_and_how_it_went(form, store, services):
    go_on(form, "Leaving hospital")
    to_the_words(form, NAUGHTY)
    go_on(form, "Testford General Hospital")
    assert title(form) == "Where did you go when you left hospital?"
    go_on(form, "A care home to live in")
    tick(form, "A nurse who came to me", "Equipment, or changes to my home")
    go_on(form)
    assert [radio.label for radio in form.radio] == [
        "Did you know what would happen next, and who would do what?",
        "Were you or your family asked what you wanted before you left?",
        "Were you told in good time when you’d leave?",
        "Did you understand your medicines?",
        "What time of day did you leave?",
    ]
    the_radio(form, "What time of day did you leave?").set_value("night")
    the_radio(form, "Did you understand your medicines?").set_value("to_some_extent")
    go_on(form)
    the_radio(form, "Was everything ready where you went?").set_value("no").run()
    tick(form, "Transport", "Somebody to meet me")
    the_radio(form, "Did the next service already know about you?").set_value("not_sure")
    go_on(form)
    the_radio(form, "Did anybody ask about your home or housing?").set_value("yes")
    go_on(form)
    go_on(form, "Very poor")
    form.text_area[0].set_value(f"Ring her. {NAUGHTY}")
    go_on(form)
    form.selectbox[0].set_value("10")
    form.selectbox[1].set_value("2026")
    go_on(form)
    go_on(form, "Someone in my family")
    go_on(form, "They have died")
    form.checkbox[1].check()
    go_on(form)
    press(form, "Send my feedback")

    (kept,) = rows(store, Feedback)
    assert (kept.words, kept.should_happen) == (NAUGHTY, f"Ring her. {NAUGHTY}")
    assert (kept.journey, kept.rating) == (Journey.LEAVING_HOSPITAL, Rating.VERY_POOR)
    assert (kept.speaker, kept.standing) == (Speaker.FAMILY, Standing.HAS_DIED)
    assert str(kept.happened_on) == "2026-10-01"
    assert kept.channel is Channel.ONLINE
    assert kept.answers == {
        "destination": "care_home",
        "support": "nurse,equipment",
        "understood_medicines": "to_some_extent",
        "time_of_day": "night",
        "all_ready": "no",
        "not_ready": "transport,nobody_there",
        "story_known": "not_sure",
        "housing_asked": "yes",
    }
    assert (kept.consent_reports, kept.consent_quotation) == (False, True)
    assert (kept.consent_pass_on, kept.consent_contact) == (False, False)
    assert [row.service_id for row in rows(store, FeedbackService)] == [services["hospital"]]
    (join,) = rows(store, Handover)
    assert (join.from_service_id, join.from_sector) == (services["hospital"], Sector.HOSPITAL)
    assert (join.to_service_id, join.to_sector) == (None, Sector.CARE_HOME)
    assert kept.reference in in_html(form)


def test_a_way_through_three_services_is_two_joins_and_tells_of_the_one_that_was_meant(form, store, services):
    go_on(form, "A move")
    to_the_words(form, "The referral was lost.")
    assert len(form.radio) == 2
    the_radio(form, "First service").set_value(str(services["gp"]))
    the_radio(form, "Second service").set_value(str(services["hospital"]))
    press(form, "Add another service")
    the_radio(form, "Third service").set_value(str(services["gp"]))
    go_on(form)
    moves = the_radio(form, "Which move is this about?")
    assert moves.options == [
        "From Market Street Surgery to Testford General Hospital",
        "From Testford General Hospital to Market Street Surgery",
    ]
    moves.set_value("2")
    tick(form, "I was sent back and forth", "I had to keep chasing", "I was seen quickly")
    number(form, "How many times were you sent back?").set_value(" 2 ")
    the_radio(form, "Who had to chase it up?").set_value("family")
    number(form, "How many days were lost?").set_value("30")
    the_radio(form, "Is it sorted out now?").set_value("partly")
    go_on(form)
    press(form, "Skip to the end")
    go_on(form)
    assert "I was sent back and forth\nI had to keep chasing" in [str(one.value) for one in form.text]
    press(form, "Send my feedback")

    first, second = sorted(rows(store, Handover), key=lambda row: row.position)
    assert (first.from_sector, first.to_sector) == (Sector.GP, Sector.HOSPITAL)
    assert (first.problems, first.times_sent_back, first.is_sorted) == ([], None, None)
    assert (second.from_service_id, second.to_service_id) == (services["hospital"], services["gp"])
    assert second.problems == ["back_and_forth", "had_to_chase", "referred_quickly"]
    assert (second.times_sent_back, second.days_lost) == (2, 30)
    assert (second.who_chased, second.is_sorted) == (WhoChased.FAMILY, IsSorted.PARTLY)
    places = sorted(rows(store, FeedbackService), key=lambda row: row.position)
    assert [row.service_id for row in places] == [services["gp"], services["hospital"]]


def test_something_else_can_be_about_services_that_are_not_listed(form, store, services):
    go_on(form, "Something else")
    press(form, "Skip this question")
    choose(form, "It isn’t listed")
    form.text_input[0].set_value("The *mobile* clinic")
    press(form, "Add another service")
    the_radio(form, "Another service it’s about").set_value(str(services["pharmacy"]))
    go_on(form)
    go_on(form, "Good")
    for _ in ("should_happen", "when", "speaker"):
        press(form, "Skip this question")
    go_on(form)
    press(form, "Send my feedback")

    (kept,) = rows(store, Feedback)
    assert (kept.service_not_listed, kept.words, kept.rating) == ("The *mobile* clinic", "", Rating.GOOD)
    assert [row.service_id for row in rows(store, FeedbackService)] == [services["pharmacy"]]


def test_contact_details_are_asked_for_and_kept_only_with_their_own_tick(form, store):
    check_your_answers(form)
    change(form, "consent_contact")
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
    to_the_words(form, "Fine.")
    assert "We don’t have a list of services yet" in on_the_page(form)
    choose(form, "I’ll type its name")
    form.text_input[0].set_value("Testford General")
    go_on(form)
    press(form, "Skip to the end")
    go_on(form)
    press(form, "Send my feedback")
    assert rows(store, Feedback)[0].service_not_listed == "Testford General"


# What is asked, and how


def test_the_progress_says_which_question_of_how_many(form):
    assert form.get("progress")[0].proto.text == "Question 1 of 13"
    go_on(form, "Something else")
    press(form, "Skip this question")
    assert form.get("progress")[0].proto.text == "Question 3 of 8"


def test_who_has_written_what_happened_may_leave_the_rest_and_change_it_later(form):
    go_on(form, "A move")
    assert "Skip to the end" not in [button.label for button in form.button]
    to_the_words(form, "Nobody rang.")
    press(form, "Skip to the end")
    assert title(form) == "What may we do with what you’ve told us?"
    assert "Skip to the end" not in [button.label for button in form.button]
    go_on(form)
    change(form, "rating")
    go_on(form, "Poor")
    assert title(form) == "Check your answers", "what was left out is not asked again"
    change(form, "the_move")
    assert title(form) == "How did the move go?"


def test_a_number_that_is_none_is_said_beside_its_question_and_stays_as_it_was_typed(form):
    go_on(form, "A move")
    to_the_words(form, "Nobody rang.")
    press(form, "Skip these questions")
    number(form, "How many times were you sent back?").set_value("twice")
    go_on(form)
    assert title(form) == "How did the move go?"
    said = "Enter a number in figures, such as 3. Leave it blank if you don’t know"
    assert said in form.error[0].value
    box = number(form, f"Error: {said}. How many times were you sent back?")
    assert box.value == "twice"
    box.set_value("2")
    go_on(form)
    assert title(form) == "Did anybody see the whole of it?"


def test_skipping_a_page_of_ticks_takes_the_ticks_away(form, store):
    go_on(form, "A move")
    to_the_words(form, "Nobody rang.")
    press(form, "Skip these questions")
    tick(form, "I had to keep chasing")
    number(form, "How many days were lost?").set_value("9")
    press(form, "Skip these questions")
    press(form, "Back")
    assert not any(box.value for box in form.checkbox)
    assert number(form, "How many days were lost?").value == "9"


def test_six_services_at_the_most_can_be_named(form):
    go_on(form, "A move")
    to_the_words(form, "Nobody rang.")
    for _ in range(4):
        press(form, "Add another service")
    assert len(form.radio) == 6
    assert "Add another service" not in [button.label for button in form.button]


def test_the_first_question_can_neither_be_skipped_nor_gone_back_from(form):
    assert [button.label for button in form.button] == ["Continue"]


def test_a_long_list_of_services_is_searched_and_not_scrolled_through(form, store):
    with store.writing() as session:
        for number in range(12):
            a_service(session, f"Surgery {number:02}", Sector.GP)
    go_on(form, "A move")
    press(form, "Skip this question")
    form.selectbox[0].select("Surgery 07").run()
    not_listed = form.checkbox[2]
    not_listed.check().run()
    form.text_input[0].set_value("Dr Ashe")
    press(form, "Continue")
    press(form, "Back")
    assert form.checkbox[2].value is True
    assert form.text_input[0].value == "Dr Ashe"
    assert form.selectbox[0].value is not None


def test_a_closed_service_can_be_chosen_and_says_when_it_closed(form, store, services):
    with store.writing() as session:
        gp = session.get_one(Service, (access.watchdog().id, services["gp"]))
        gp.valid_to = NOW.date().replace(year=2025, month=3, day=31)
    go_on(form, "Something else")
    press(form, "Skip this question")
    assert "Market Street Surgery (closed in March 2025)" in form.radio[0].options


def test_names_of_services_are_not_read_as_markdown(form, store):
    with store.writing() as session:
        a_service(session, "![x](http://203.0.113.1/x.png) *St* Fiacre's")
    go_on(form, "Leaving hospital")
    press(form, "Skip this question")
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
