"""Answers are read back as they were given."""

import pytest

from content.question_set import question_set
from content.said_back import said_back

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
    ],
)
def test_an_answer_is_read_back_in_the_words_it_was_given_in(question, answers, said):
    assert said_back(QUESTIONS[question], answers, services={"7": "Testford General"}) == said
