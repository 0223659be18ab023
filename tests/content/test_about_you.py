"""The questions about somebody are those of the standard, and may every one be left out."""

import pytest

from content.answers import as_taken
from content.question_set import Kind, path
from content.question_sets import question_set
from content.questions import to_keep_apart, to_put_right
from models.words import canonical

ASKED = question_set("about_you")
QUESTIONS = {question.id: question for step in ASKED.steps for question in step.questions}
TYPED = {name for name, question in QUESTIONS.items() if question.kind is Kind.LINE}


# GOV.UK Design System, "Equality information": the order and the words are theirs.
@pytest.mark.parametrize(
    ("question", "title", "labels"),
    [
        ("sex", "What is your sex?", "Female|Male"),
        ("gender", "Is the gender you identify with the same as your sex registered at birth?", "Yes|No"),
        (
            "sexual_orientation",
            "Which of the following options best describes how you think of yourself?",
            "Heterosexual or straight|Gay or lesbian|Bisexual|Other",
        ),
        (
            "ethnic_group",
            "What is your ethnic group?",
            (
                "White|Mixed or multiple ethnic groups|Asian or Asian British|"
                "Black, African, Caribbean or Black British|Other ethnic group"
            ),
        ),
        (
            "background_white",
            "Which of the following best describes your White background?",
            (
                "English, Welsh, Scottish, Northern Irish or British|Irish|Gypsy or Irish Traveller|"
                "Any other White background"
            ),
        ),
        (
            "disability",
            (
                "Do you have any physical or mental health conditions or illness lasting or expected to last "
                "12 months or more?"
            ),
            "Yes|No",
        ),
        (
            "disability_impact",
            "Do any of your conditions or illnesses reduce your ability to carry out day to day activities?",
            "Yes, a lot|Yes, a little|Not at all",
        ),
        (
            "religion",
            "What is your religion?",
            "No religion|Christian|Buddhist|Hindu|Jewish|Muslim|Sikh|Any other religion",
        ),
    ],
)
def test_the_standards_questions_are_asked_in_its_words(question, title, labels):
    asked = QUESTIONS[question]
    assert asked.title == title
    assert [option.label for option in asked.options[:-1]] == labels.split("|")


def test_every_question_can_be_answered_by_prefer_not_to_say_or_left_out():
    for name, question in QUESTIONS.items():
        assert not question.needed
        if name not in TYPED:
            assert (question.options[-1].label, question.options[-1].says_nothing) == (
                "Prefer not to say",
                True,
            )
    assert all(step.may_skip for step in ASKED.steps)


def test_nobody_is_asked_for_a_day_of_birth():
    assert not {"date", "birth"} & set(QUESTIONS["age"].title.lower().split())
    assert QUESTIONS["age"].options[0].label == "Under 13"


@pytest.mark.parametrize("group", ["white", "multiple", "asian", "black", "other", "prefer_not_to_say", ""])
def test_the_second_question_about_ethnic_group_follows_the_first(group):
    asked = [step.id for step in path(ASKED, {"ethnic_group": group}) if step.id.startswith("background")]
    assert asked == ([f"background_{group}"] if f"background_{group}" in QUESTIONS else [])


def test_what_is_answered_is_kept_and_what_no_longer_applies_is_left_out():
    answers = {
        "age": "80_or_over",
        "ethnic_group": "white",
        "background_white": "other",
        "background_white_described": "  Cornish\n",
        "background_asian": "indian",
        "gender": "yes",
        "gender_described": "typed first",
    }
    kept, problems = to_keep_apart(ASKED, answers)
    assert problems == {}
    assert kept == {
        "age": "80_or_over",
        "gender": "yes",
        "ethnic_group": "white",
        "background_white": "other",
        "background_white_described": "Cornish",
    }


def test_nothing_answered_is_nothing_kept():
    assert to_keep_apart(ASKED, {}) == ({}, {})


@pytest.mark.parametrize(
    "typed", ["😭", "\u202eשלום", "<b>x</b>", "'; DROP TABLE about_you; --", "=1+1", "be\x00fore"]
)
def test_naughty_words_about_oneself_are_kept_as_they_are(typed):
    kept, _ = to_keep_apart(ASKED, {"religion": "other", "religion_described": typed})
    assert kept is not None and kept["religion_described"] == canonical(typed)


@pytest.mark.parametrize(("length", "is_kept"), [(200, True), (201, False)])
def test_a_description_has_room_for_200_characters(length, is_kept):
    answers = {"religion": "other", "religion_described": "x" * length}
    kept, problems = to_keep_apart(ASKED, answers)
    assert (kept is not None) is is_kept
    assert problems == (
        {} if is_kept else {"religion_described": "Use 200 characters or fewer. You have used 201"}
    )


def test_an_answer_that_is_not_offered_is_said_beside_its_question():
    step = next(step for step in ASKED.steps if step.id == "age")
    said = {"age": "Choose one of the answers shown"}
    assert to_keep_apart(ASKED, {"age": "82"}) == (None, said)
    assert to_put_right(ASKED, step, {"age": "82", "religion": "x"}, told_on=None) == said


@pytest.mark.parametrize("typed", ["mk9", "MK9 3XA", " mk93xa "])
def test_of_a_postcode_only_the_first_half_is_kept(typed):
    assert to_keep_apart(ASKED, {"area": typed}) == ({"area": "MK9"}, {})


def test_what_is_no_postcode_is_said_beside_its_question_in_every_language():
    said = {"area": "Enter the first half of your postcode, like MK9, or leave it blank"}
    assert to_keep_apart(ASKED, {"area": "Testford"}) == (None, said)
    assert to_keep_apart(ASKED, {"area": " "}) == ({}, {})
    for language in ("pl", "ro", "ur"):
        _, problems = to_keep_apart(question_set("about_you", language=language), {"area": "Testford"})
        assert problems["area"] not in ("", said["area"])


def test_where_somebody_lives_is_asked_last_so_that_the_standards_questions_keep_their_order():
    assert [step.id for step in ASKED.steps][-2:] == ["marriage", "area"]


@pytest.mark.parametrize("typed", ["MKO 3XA", "MK9 3XAA", "3XA MK9O"])
def test_of_what_may_be_a_mistyped_postcode_a_door_takes_no_more_than_a_half_would_be(typed):
    assert as_taken(QUESTIONS["area"], typed) == typed[:4]


def test_a_whole_postcode_is_cut_as_a_door_takes_it_and_other_words_are_left_alone():
    assert as_taken(QUESTIONS["area"], "MK9 3XA") == "MK9"
    for name, typed in (("area", "by the mill "), ("religion_described", "MK9 3XA"), ("area", "")):
        assert as_taken(QUESTIONS[name], typed) == typed
