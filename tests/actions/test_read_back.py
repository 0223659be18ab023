"""What somebody chose in a programme's own form is read back in the words in which it was asked."""

import io
import zipfile

from actions.add_programme import add_programme
from actions.data_requests import copy_for_person
from actions.open_story import open_story
from models.people import job
from models.programme import ProgrammeDraft
from models.vocabulary import Journey
from tests.conftest import NOW, WATCHDOG
from tests.factories import signed_in, some_feedback
from ui.moderation_facts import other_choices

CHOSEN = {
    "care_areas": "planned,urgent",
    "planned_now": "not_well",
    "urgent_now": "badly",
    "urgent_change": "sooner,closer",
}


def test_answers_of_the_reviews_own_form_are_told_apart_and_in_words(sqlite_store, somebody, a_moderator):
    with sqlite_store.writing() as session:
        review = add_programme(session, ProgrammeDraft("Our review"), by=job(WATCHDOG, "terminal"), at=NOW)
        told = some_feedback(
            session,
            somebody,
            question_set="healthcare_review/1",
            programme_id=review.id,
            journey=Journey.SOMETHING_ELSE,
            answers=CHOSEN | {"long_gone": "yes"},
        )

    by = signed_in(sqlite_store, a_moderator)
    opened = open_story(sqlite_store, told.feedback_id, visit="one", by=by, at=NOW)
    assert other_choices(opened.choices) == [
        ("Kinds of care", "Planned care\nUrgent care"),
        ("Planned care: how it works now", "Not very well"),
        ("Urgent care: how it works now", "Badly"),
        (
            "Urgent care: what would make it better",
            "Being seen sooner\nCare closer to home",
        ),
    ]
    assert opened.story.choices.answers == CHOSEN

    copied = copy_for_person(sqlite_store, told.feedback_id, by=a_moderator, at=NOW)
    with zipfile.ZipFile(io.BytesIO(copied.content)) as copy:
        text = copy.read(f"{told.reference}.txt").decode()
    assert "Planned care: how it works now: Not very well" in text
    assert "Urgent care: how it works now: Badly" in text
    assert "Which programme’s form: Our review" in text
