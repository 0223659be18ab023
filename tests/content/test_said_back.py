"""Answers are read back as they were given."""

import pytest

from content.question_sets import question_set
from content.said_back import said_back, to_read_back

QUESTIONS = {
    question.id: question for step in question_set("have_your_say").steps for question in step.questions
}


@pytest.mark.parametrize(
    ("question", "answers", "said"),
    [
        ("rating", {"rating": "poor"}, "Poor"),
        ("rating", {}, "Not answered"),
        ("hospital", {"hospital": "7"}, "Testford General"),
        ("hospital", {"hospital": "not_listed", "hospital.name": " The *old* one"}, " The *old* one"),
        ("hospital", {"hospital": "not_listed"}, "It isn’t listed"),
        ("hospital", {"hospital": "dont_know", "hospital.name": "x"}, "I don’t know"),
        ("hospital", {"hospital": ""}, "Not answered"),
        ("happened", {"happened.month": "3", "happened.year": "2026"}, "March 2026"),
        ("happened", {"happened.month": "3"}, "March"),
        ("happened", {"happened": "dont_know", "happened.month": "3"}, "I don’t know when"),
        ("happened", {}, "Not answered"),
        ("consent_reports", {}, "No"),
        ("consent_reports", {"consent_reports": "yes"}, "Yes"),
        ("words", {"words": "One\n\n**two**"}, "One\n\n**two**"),
        ("words", {"words": " \n"}, "Not answered"),
        ("support", {"support": "nurse,none"}, "A nurse who came to me\nNo help"),
        ("support", {"support": "nurse,long gone"}, "A nurse who came to me\nlong gone"),
        ("support", {}, "Not answered"),
        ("times_sent_back", {"times_sent_back": "0"}, "0"),
        ("which_move", {"which_move": "2"}, "From there to here"),
        ("which_move", {}, "Not answered"),
    ],
)
def test_an_answer_is_read_back_in_the_words_it_was_given_in(question, answers, said):
    names = {"services": {"7": "Testford General"}, "moves": {"2": "From there to here"}}
    assert said_back(QUESTIONS[question], answers, **names) == said


STEPS = {step.id: step for step in question_set("have_your_say").steps}


@pytest.mark.parametrize(
    ("step", "answers", "faulty", "read_back"),
    [
        ("rating", {}, (), ["rating"]),
        ("the_move", {}, (), []),
        ("the_move", {"went_well": "referred_quickly"}, (), ["went_well"]),
        ("the_move", {}, ("days_lost",), ["days_lost"]),
        ("places", {"place_2": "7"}, (), ["place_2"]),
        ("service", {}, (), ["service"]),
        ("uses", {}, (), [f"consent_{what}" for what in ("reports", "quotation", "pass_on", "contact")]),
    ],
)
def test_of_several_questions_those_are_read_back_that_were_answered(step, answers, faulty, read_back):
    assert [one.id for one in to_read_back(STEPS[step], answers, faulty=faulty)] == read_back
