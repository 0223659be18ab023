"""What an entry is asked where a programme has questions of its own."""

from uuid import uuid4

import pytest

from content.entry import to_entry
from content.entry_again import answers_again
from content.entry_keys import in_entry, typed_in_any_entry, typed_in_entry
from content.entry_was import as_it_was
from content.question_sets import HAVE_YOUR_SAY, question_set
from content.read_back import notices, read_back, unanswered
from models.vocabulary import Channel, Journey, Sector
from tests.conftest import NOW
from tests.content.test_entry import kept_from
from tests.entering import CALL

SCHEME, REVIEW = question_set("high_intensity_user_scheme"), question_set("healthcare_review")
WARD = uuid4()
A_JOIN = {"join_1.from": "sector:police", "join_1.to": "sector:housing", "join_1.days_lost": "7"}
RUNG = {"words": CALL, "understood_needs": "no", "helpers": "", "speaker": "myself"} | A_JOIN
A_CLINICIAN = {"care_areas": "planned,urgent", "planned_now": "badly", "urgent_change": "closer,staff"}


def made(asked, answers):
    entry, to_put_right = to_entry(asked, answers, token="-" * 16, channel=Channel.PHONE, at=NOW)
    assert to_put_right == {}
    return entry


def test_somebody_on_the_scheme_who_rings_is_asked_whether_one_person_understood_their_needs():
    assert "understood_needs" in {one.key for one in unanswered(SCHEME, {"words": CALL})}

    draft = made(SCHEME, RUNG).draft

    assert (draft.answers, draft.question_set) == ({"understood_needs": "no"}, SCHEME.name)
    [join] = draft.handovers
    assert (join.from_sector, join.to_sector, join.days_lost) == (Sector.POLICE, Sector.HOUSING, 7)
    aloud = read_back(SCHEME, RUNG, channel=Channel.PHONE, services={}, themes={}, at=NOW)
    assert ("understood_needs", "No") in {(line.key, line.said) for line in aloud}


@pytest.mark.parametrize(
    ("asked", "journey"), [(SCHEME, Journey.BETWEEN_SERVICES), (REVIEW, Journey.SOMETHING_ELSE)]
)
def test_what_the_set_itself_says_it_is_about_is_so_whatever_was_said_before(asked, journey):
    said = {"words": CALL, "journey": "leaving_hospital", "knew_next": "no", "hospital": str(WARD)}

    draft = made(asked, said).draft

    assert (draft.journey, draft.answers, draft.service_ids) == (journey, {}, [WARD])
    assert not any("filed under" in one for one in notices(asked, {"words": CALL}))


def test_a_clinician_on_the_phone_is_asked_about_each_kind_of_care_by_its_name():
    titles = [one.title for step in in_entry(REVIEW).steps for one in step.questions]
    assert len(titles) == len(set(titles)) and "Urgent care: how it works now" in titles
    left = {one.key for one in unanswered(REVIEW, A_CLINICIAN)}
    assert {"planned_change", "urgent_now"} <= left and "long_term_now" not in left

    assert made(REVIEW, A_CLINICIAN).draft.answers == A_CLINICIAN


def test_a_join_that_is_told_unasked_keeps_its_days():
    [join] = made(REVIEW, {"words": CALL} | A_JOIN).draft.handovers
    assert join.days_lost == 7


@pytest.mark.parametrize(
    ("asked", "answers"),
    [(SCHEME, RUNG), (REVIEW, A_CLINICIAN), (REVIEW, {"words": CALL, "service": str(WARD)} | A_JOIN)],
)
def test_it_is_put_right_from_what_was_kept_of_it(asked, answers):
    first = made(asked, answers)
    assert made(asked, answers_again(asked, kept_from(first))).draft == first.draft


def test_choosing_another_programme_takes_away_nothing_that_was_typed():
    usual = question_set(HAVE_YOUR_SAY)
    for asked in (usual, SCHEME, REVIEW):
        assert typed_in_entry(asked) <= typed_in_any_entry()
    assert not {"place_1", "channel", "consent_contact"} & typed_in_any_entry()


def test_what_an_entry_of_a_programme_said_before_is_told_in_its_words():
    assert ("One person understood your needs", "No") in as_it_was({"understood_needs": "no"})
