"""What people are asked, and what becomes of every kind of answer, good and bad."""

from datetime import date
from uuid import uuid4

import pytest

from content.question_set import NOT_LISTED, QuestionSet, path, questions_on_path
from content.question_sets import VOCABULARIES, question_set
from content.questions import beside, to_draft, to_put_right
from content.said_back import said_back
from models.feedback_draft import LONGEST_WORDS, FeedbackDraft
from models.vocabulary import Channel, Journey, Rating, Sector, Speaker, Standing
from models.words import canonical

TOLD_ON = date(2026, 11, 20)
TOKEN = "a-token-of-sixteen-or-more"
LEAVING = {"journey": "leaving_hospital"}
MOVE = {"journey": "between_services"}
OTHER = {"journey": "something_else"}
FIRST = ["about", "words"]
LAST = ["rating", "should_happen", "when", "speaker", "uses"]
HOW_LEAVING_WENT = ["getting_ready", "afterwards", "helpers"]


@pytest.fixture
def asked() -> QuestionSet:
    return question_set("have_your_say")


def drafted(asked: QuestionSet, answers: dict[str, str]) -> tuple[FeedbackDraft | None, dict[str, str]]:
    return to_draft(asked, answers, token=TOKEN, told_on=TOLD_ON, channel=Channel.ONLINE)


def kept(asked: QuestionSet, answers: dict[str, str]) -> FeedbackDraft:
    draft, problems = drafted(asked, answers)
    assert problems == {}
    assert draft is not None
    return draft


def refused(asked: QuestionSet, answers: dict[str, str]) -> dict[str, str]:
    before = dict(answers)
    draft, problems = drafted(asked, answers)
    assert draft is None
    assert answers == before, "checking must not touch what was typed"
    return problems


# What is asked


def test_every_choice_about_a_closed_list_offers_words_of_that_list(asked):
    questions = {question.fills: question for step in asked.steps for question in step.questions}
    for field, vocabulary in VOCABULARIES.items():
        offered = [option.value for option in questions[field].options]
        assert set(offered) <= {member.value for member in vocabulary}, field
        assert len(offered) == len(set(offered))


def test_every_rating_and_every_speaker_can_be_chosen(asked):
    questions = {question.fills: question for step in asked.steps for question in step.questions}
    for field in ("journey", "rating", "speaker", "standing"):
        assert {option.value for option in questions[field].options} == set(VOCABULARIES[field])


def test_i_dont_know_is_the_last_thing_offered(asked):
    for step in asked.steps:
        for question in step.questions:
            values = [option.value for option in question.options]
            if "dont_know" in values:
                assert values[-1] == "dont_know"


@pytest.mark.parametrize(
    ("answers", "ids"),
    [
        (LEAVING, [*FIRST, "hospital", "destination", "support", *HOW_LEAVING_WENT, *LAST]),
        (MOVE, [*FIRST, "places", "the_move", "helpers", *LAST]),
        (OTHER, [*FIRST, "service", *LAST]),
        (OTHER | {"speaker": "family"}, [*FIRST, "service", *LAST[:-1], "standing", "uses"]),
    ],
)
def test_each_journey_is_asked_its_own_questions(asked, answers, ids):
    assert [step.id for step in path(asked, answers)] == ids


def test_only_people_who_work_here_are_asked_how_it_reached_us(asked):
    assert path(asked, LEAVING, for_workers=True)[0].id == "heard"
    assert "heard" not in [step.id for step in path(asked, LEAVING)]


def test_a_partner_is_asked_about_only_where_one_may_have_collected_it(asked):
    for channel, is_asked in {"phone": False, "paper": True, "event": True, "online": False}.items():
        ids = [step.id for step in path(asked, LEAVING | {"channel": channel}, for_workers=True)]
        assert ("collected" in ids) is is_asked, channel


def test_contact_details_are_asked_for_only_by_somebody_who_wants_them_passed_on(asked):
    without = {question.id for question in questions_on_path(asked, LEAVING)}
    ticked = {question.id for question in questions_on_path(asked, LEAVING | {"consent_contact": "yes"})}
    assert ticked - without == {"contact_name", "contact_telephone", "contact_email"}


@pytest.mark.parametrize(
    ("question", "answers", "then"),
    [
        ("all_ready", ("to_some_extent", "no"), "not_ready"),
        ("got_in_touch", ("yes", "to_some_extent"), "contact_when"),
    ],
)
def test_what_was_missing_and_when_they_rang_is_asked_of_those_it_happened_to(asked, question, answers, then):
    for said in ("", "yes", "to_some_extent", "no", "not_sure", "does_not_apply"):
        is_asked = then in {one.id for one in questions_on_path(asked, LEAVING | {question: said})}
        assert is_asked is (said in answers), said


def test_what_no_longer_applies_of_how_leaving_went_is_left_out(asked):
    ticked = {"not_ready": "transport,care", "contact_when": "within_a_week", "time_of_day": "night"}
    all_of_it = LEAVING | ticked | {"all_ready": "no", "got_in_touch": "yes"}
    assert ticked.items() <= kept(asked, all_of_it).answers.items()
    thought_better = kept(asked, all_of_it | {"all_ready": "yes", "got_in_touch": "no"}).answers
    assert {"not_ready", "contact_when"}.isdisjoint(thought_better)
    assert kept(asked, all_of_it | OTHER | {"words": "Fine."}).answers == {}


def test_no_words_of_ours_break_the_house_rules(asked):
    for step in asked.steps:
        for question in step.questions:
            said = [question.title, question.hint, question.needed, *(o.label for o in question.options)]
            for text in said:
                assert not {"invalid", "must", "failed", "please"} & set(text.lower().split()), text


# What becomes of good answers


def test_leaving_hospital_makes_a_join_from_the_hospital_to_where_somebody_went(asked):
    hospital = uuid4()
    draft = kept(asked, LEAVING | {"hospital": str(hospital), "destination": "care_home", "words": "Fine."})

    assert draft.journey is Journey.LEAVING_HOSPITAL
    assert draft.service_ids == [hospital]
    assert draft.answers == {"destination": "care_home"}
    (join,) = draft.handovers
    assert (join.from_service_id, join.from_sector) == (hospital, Sector.HOSPITAL)
    assert (join.to_service_id, join.to_sector) == (None, Sector.CARE_HOME)


@pytest.mark.parametrize("destination", ["home_without_help", "family_or_friend", "dont_know", ""])
def test_going_home_to_no_service_makes_no_join(asked, destination):
    draft = kept(asked, LEAVING | {"destination": destination, "words": "Fine."})
    assert draft.handovers == []


def test_help_arranged_at_home_is_a_join_to_a_service_nobody_named(asked):
    (join,) = kept(asked, LEAVING | {"destination": "home_with_help", "words": "Fine."}).handovers
    assert (join.from_sector, join.to_sector) == (Sector.HOSPITAL, Sector.UNKNOWN)


def test_a_name_typed_and_then_left_for_a_service_in_the_list_is_not_kept(asked):
    draft = kept(asked, OTHER | {"service": str(uuid4()), "service.name": "The clinic", "words": "Fine."})
    assert draft.service_not_listed == ""


def test_answers_to_questions_that_no_longer_apply_are_left_out(asked):
    draft = kept(asked, OTHER | {"destination": "care_home", "hospital": str(uuid4()), "words": "Fine."})
    assert draft.answers == {}
    assert draft.service_ids == []
    assert draft.handovers == []


def test_a_month_is_kept_as_its_first_day(asked):
    draft = kept(asked, OTHER | {"words": "x", "happened.month": "11", "happened.year": "2026"})
    assert draft.happened_on == date(2026, 11, 1)
    assert draft.happened_in_month


def test_not_knowing_when_says_more_than_a_month_that_was_chosen_before(asked):
    chosen = {"happened.month": "12", "happened.year": "2026"}
    assert kept(asked, OTHER | {"words": "x", "happened": "dont_know"} | chosen).happened_on is None


def test_somebody_elses_story_keeps_who_tells_it_and_on_what_footing(asked):
    draft = kept(asked, OTHER | {"words": "x", "speaker": "carer", "standing": "has_died"})
    assert (draft.speaker, draft.standing) == (Speaker.CARER, Standing.HAS_DIED)
    alone = kept(asked, OTHER | {"words": "x", "speaker": "myself", "standing": "has_died"})
    assert alone.standing is Standing.NOT_SAID


def test_every_consent_is_off_until_its_own_tick(asked):
    names = ["consent_reports", "consent_quotation", "consent_pass_on", "consent_contact"]
    nothing = kept(asked, OTHER | {"words": "x"})
    assert [getattr(nothing, name) for name in names] == [False] * 4
    for name in names:
        draft = kept(asked, OTHER | {"words": "x", name: "yes", "contact_telephone": "01632 960001"})
        assert [other for other in names if getattr(draft, other)] == [name]
    assert nothing.consent_wording == asked.consent_wording


def test_contact_details_without_the_tick_are_not_kept(asked):
    draft = kept(asked, OTHER | {"words": "x", "contact_name": "Jo", "contact_email": "jo@example.org"})
    assert (draft.contact_name, draft.contact_email) == ("", "")


@pytest.mark.parametrize(
    "answers",
    [
        {"words": "Fine."},
        {"should_happen": "Ring her."},
        {"rating": "poor"},
        LEAVING | {"destination": "care_home"},
        LEAVING | {"support": "none"},
        LEAVING | {"got_in_touch": "no"},
        MOVE | {"went_well": "referred_quickly"},
        MOVE | {"times_sent_back": "0"},
        MOVE | {"is_sorted": "no"},
        MOVE | {"place_1": "dont_know", "place_2": "dont_know", "place_3": "dont_know", "days_lost": "9"},
    ],
)
def test_any_one_answer_about_care_is_enough(asked, answers):
    assert kept(asked, OTHER | answers).question_set == "have_your_say/3"


# What needs another look


def test_what_it_is_about_is_the_one_thing_needed_to_go_on(asked):
    steps = asked.steps
    first = next(step for step in steps if step.id == "about")
    assert to_put_right(asked, first, {}, told_on=TOLD_ON) == {
        "journey": "Choose what you’d like to tell us about"
    }
    for step in steps:
        assert to_put_right(asked, step, LEAVING, told_on=TOLD_ON) == {}


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"words": " \n\t\u200b", "should_happen": "\u200b"},
        {"rating": "dont_know"},
        {"destination": "dont_know", "support": "dont_know"},
        {"knew_next": "not_sure", "involved": "does_not_apply"},
    ],
)
def test_saying_nothing_at_all_is_met_kindly_at_the_end(asked, answers):
    said = refused(asked, LEAVING | answers)
    assert said == {"words": "Tell us what happened, or how it was overall. A few words are enough"}


def test_the_longest_story_is_kept_whole_and_one_character_more_is_handed_back_whole(asked):
    longest = "é" * LONGEST_WORDS
    assert kept(asked, OTHER | {"words": longest}).words == longest
    said = refused(asked, OTHER | {"words": longest + "!"})
    assert said == {"words": "Use 20,000 characters or fewer. You have used 20,001, so take out 1"}
    step = next(step for step in asked.steps if step.id == "words")
    assert to_put_right(asked, step, OTHER | {"words": longest + "!"}, told_on=TOLD_ON) == said


@pytest.mark.parametrize(
    "words",
    [
        "😭👩‍👩‍👧‍👦 nobody rang",
        "\u202eהם לא התקשרו\u202c مرحبا",
        "be\x00fore",
        "half \ud83d a pair",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "![x](http://203.0.113.1/x.png) [y](javascript:alert(1)) # heading",
        "'; DROP TABLE feedback; --",
        '=HYPERLINK("http://203.0.113.1","x")',
        "  two  spaces\r\nand lines\n\n",
        "{watchdog} {0} %s \\n",
        "A\u030angstro\u0308m",
    ],
)
def test_naughty_words_are_kept_as_they_are(asked, words):
    assert kept(asked, OTHER | {"words": words}).words == canonical(words)


@pytest.mark.parametrize(
    ("answers", "question", "sentence"),
    [
        ({"happened.month": "12", "happened.year": "2026"}, "happened", "Choose a month that has begun"),
        ({"happened.month": "1", "happened.year": "1890"}, "happened", "Choose 2006 or later"),
        ({"happened.month": "3"}, "happened", "Choose the year as well"),
        ({"happened.year": "2026"}, "happened", "Choose the month as well"),
        ({"happened.month": "13", "happened.year": "2026"}, "happened", "Choose one of the answers shown"),
        ({"happened.month": "1", "happened.year": "9" * 12}, "happened", "Choose one of the answers shown"),
        ({"happened.month": "x", "happened.year": "\ud83d"}, "happened", "Choose one of the answers shown"),
        ({"rating": "ten out of ten"}, "rating", "Choose one of the answers shown"),
        ({"speaker": "MYSELF"}, "speaker", "Choose one of the answers shown"),
        ({"rating": "good,poor"}, "rating", "Choose one of the answers shown"),
        ({"service": "the clinic"}, "service", "Choose a service from the list"),
        ({"service": NOT_LISTED, "service.name": "x" * 201}, "service", "Use 200 characters or fewer"),
        ({"consent_contact": "yes"}, "contact_telephone", "Give a phone number or an email address"),
        ({"consent_contact": "yes", "contact_name": "Jo"}, "contact_telephone", "Give a phone number"),
        (
            {"consent_contact": "yes", "contact_email": "nonsense"},
            "contact_email",
            "Enter an email address like",
        ),
        ({"consent_contact": "yes", "contact_email": "a@b"}, "contact_email", "Enter an email address like"),
        (
            {"consent_contact": "yes", "contact_name": "x" * 201},
            "contact_name",
            "Use 200 characters or fewer",
        ),
    ],
)
def test_what_needs_another_look_is_said_beside_its_own_question(asked, answers, question, sentence):
    said = refused(asked, OTHER | {"words": "Nobody rang."} | answers)
    assert list(said) == [question]
    assert said[question].startswith(sentence)


@pytest.mark.parametrize(
    ("month", "is_kept"), [("10", True), ("11", True), ("12", False)], ids=["before", "this month", "after"]
)
def test_a_month_counts_as_begun_from_its_first_day(asked, month, is_kept):
    draft, _ = drafted(asked, OTHER | {"words": "x", "happened.month": month, "happened.year": "2026"})
    assert (draft is not None) is is_kept


def test_two_faults_are_both_said(asked):
    answers = {"words": "x" * 20_001, "happened.month": "12", "happened.year": "2026"}
    assert set(refused(asked, OTHER | answers)) == {"words", "happened"}


def test_the_librarys_own_sentences_never_reach_a_person(asked):
    said = refused(asked, {"journey": "\x00"})
    assert "Input should be" not in str(said)
    assert said == {"journey": "Choose one of the answers shown"}


def test_a_service_that_the_store_refuses_is_said_beside_the_question_about_it(asked):
    assert beside(asked, LEAVING, "service_ids") == "hospital"
    assert beside(asked, MOVE, "service_ids") == "place_1"
    assert beside(asked, OTHER, "service_ids") == "service"


def test_nobody_can_say_over_the_form_that_they_came_by_another_way(asked):
    assert kept(asked, OTHER | {"words": "x", "channel": "paper"}).channel is Channel.ONLINE


def test_a_rating_alone_is_feedback(asked):
    assert kept(asked, OTHER | {"rating": "good"}).rating is Rating.GOOD


# Numbers, ticks, and who collected it


@pytest.mark.parametrize(
    ("question", "typed", "kept_as"),
    [
        ("times_sent_back", "0", 0),
        ("times_sent_back", " 3 ", 3),
        ("times_sent_back", "٣", 3),
        ("times_sent_back", "99", 99),
        ("days_lost", "3650", 3650),
        ("days_lost", "007", 7),
        ("days_lost", " \u200b", None),
    ],
)
def test_a_number_is_kept_as_a_number(asked, question, typed, kept_as):
    (join,) = kept(asked, MOVE | {"words": "x", question: typed}).handovers
    assert getattr(join, question) == kept_as


@pytest.mark.parametrize(
    ("question", "typed", "sentence"),
    [
        ("times_sent_back", "100", "Enter 99 or fewer"),
        ("days_lost", "3651", "Enter 3,650 or fewer"),
        *(
            ("days_lost", typed, "Enter a number in figures, such as 3")
            for typed in ("-1", "1.5", "two", "1e3", "²", "1,000", "\x00", "9" * 40, "3\ud83d")
        ),
    ],
)
def test_what_is_no_number_is_said_beside_its_question(asked, question, typed, sentence):
    said = refused(asked, MOVE | {"words": "x", question: typed})
    assert list(said) == [question]
    assert said[question].startswith(sentence)


def test_a_number_alone_that_needs_another_look_is_the_one_thing_said(asked):
    assert list(refused(asked, MOVE | {"days_lost": "a week"})) == ["days_lost"]


def test_ticks_are_kept_each_once_and_one_that_is_not_offered_is_refused(asked):
    draft = kept(asked, LEAVING | {"support": "nurse,,family,nurse"})
    assert draft.answers == {"support": "nurse,family"}
    assert refused(asked, LEAVING | {"support": "nurse,butler"}) == {
        "support": "Choose one of the answers shown"
    }
    assert list(refused(asked, MOVE | {"went_wrong": "<script>,had_to_chase"})) == ["went_wrong"]


@pytest.mark.parametrize(
    ("code", "is_kept"),
    [
        ("age-uk_MK2", True),
        ("x" * 60, True),
        ("x" * 61, False),
        ("", False),
        ("jo@example.org", False),
        ("Jo Osei", False),
        ("a\nb", False),
        ("<b>", False),
    ],
)
def test_the_code_of_a_partner_is_kept_and_nothing_else_that_an_address_says(asked, code, is_kept):
    draft = kept(asked, OTHER | {"words": "x", "collected_by": code})
    assert draft.collected_by == (code if is_kept else "")


def test_somebody_who_works_here_types_who_collected_it_and_how_it_came(asked):
    answers = OTHER | {"words": "x", "channel": "paper", "collected_by": " Age UK\tTestford "}
    draft, problems = to_draft(
        asked, answers, token=TOKEN, told_on=TOLD_ON, channel=Channel.ONLINE, for_workers=True
    )
    assert problems == {} and draft is not None
    assert (draft.channel, draft.collected_by) == (Channel.PAPER, "Age UK Testford")
    assert list(
        to_draft(
            asked,
            answers | {"collected_by": "x" * 201},
            token=TOKEN,
            told_on=TOLD_ON,
            channel=Channel.ONLINE,
            for_workers=True,
        )[1]
    ) == ["collected_by"]


def test_the_secret_goes_with_the_draft_and_is_not_shown_when_that_is(asked):
    draft, _ = to_draft(
        asked,
        OTHER | {"words": "x"},
        token=TOKEN,
        told_on=TOLD_ON,
        channel=Channel.ONLINE,
        secret="7KCW-M3RT-9XDF",
    )
    assert draft is not None and draft.secret == "7KCW-M3RT-9XDF"
    assert draft.secret not in repr(draft)


# What was asked before


def test_every_answer_that_version_1_offered_is_still_read_back(asked):
    (destination,) = (one for step in asked.steps for one in step.questions if one.id == "destination")
    for value in (
        "home_without_help",
        "home_with_help",
        "short_stay",
        "care_home",
        "family_or_friend",
        "somewhere_else",
        "dont_know",
    ):
        assert said_back(destination, {"destination": value}, services={}) != value
