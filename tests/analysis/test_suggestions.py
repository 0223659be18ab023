"""What somebody who types while another person talks is offered, and what is never offered again."""

import sys

import pytest

from analysis.normalise import LONGEST_ANALYSED
from analysis.services import DirectoryService, service_names
from analysis.suggestions import MOST, MOST_BESIDE_JOINS, SuggestionKind, order, suggest
from benchmarks.suggestions import calls, joins_offered, west_testford
from models.vocabulary import ConcernKind, Sector
from tests.analysis.texts import AWKWARD

GENERAL = "0190c3a1-0000-7000-8000-00000000000a"
NAMES = service_names([DirectoryService(GENERAL, "Testford General", Sector.HOSPITAL)])
CALL = (
    "He was in Testford General and they said the district nurse would come on Monday. She never came. I "
    "rang the nurses and they'd never had the referral. The GP said it's not us, ring the hospital. I kept "
    "ringing."
)


def keys(text, **settled):
    return [offer.key for offer in suggest(text, "en", NAMES, **settled).offers]


@pytest.mark.parametrize(
    "call", [call for call in calls() if call["id"].startswith("seen")], ids=lambda call: call["id"]
)
def test_three_joins_of_a_rambling_call_are_offered_and_no_more_than_one_is_wrong(call):
    offered = joins_offered(suggest(call["text"], "en", west_testford()).offers, west_testford())
    told = [tuple(join) for join in call["joins"]]

    assert len(set(told) & set(offered)) >= min(3, len(told))
    assert len(set(offered) - set(told)) <= 1


def test_a_join_is_offered_by_the_name_of_the_service_and_with_what_went_wrong_there():
    first, second, *_ = suggest(CALL, "en", NAMES).offers

    assert first.key == f"join:{GENERAL}>community"
    assert "referral_not_sent" in first.problems
    assert second.key == "join:gp>hospital"


def test_what_was_confirmed_or_waved_away_is_not_offered_again_in_other_words_either():
    in_other_words = (
        CALL + " The hospital should have sent the nurse. She was waiting for the nurse from the hospital."
    )
    joins = [f"join:{GENERAL}>community", "join:gp>hospital"]

    for settled in ({"confirmed": joins}, {"dismissed": joins}):
        left = keys(in_other_words, **settled)
        assert [key for key in left if key.startswith("join:")] == []


def test_another_join_of_the_same_service_is_still_offered():
    offered = keys(CALL, confirmed=[f"join:{GENERAL}>community"])

    assert any(key.startswith("join:gp>") for key in offered)


def test_a_name_that_was_typed_may_be_any_service():
    assert not any(key.startswith("join:gp>") for key in keys(CALL, confirmed=["join:gp>unknown"]))


def test_leaving_hospital_is_offered_when_the_words_say_so_until_it_is_said_what_it_is_about():
    said = "They sent her home from the hospital with no tablets."

    assert "journey:leaving_hospital" in keys(said)
    assert "journey:leaving_hospital" not in keys(said, confirmed=["journey:something_else"])
    assert "journey:leaving_hospital" not in keys("My GP referred me to physio.")


def test_a_service_is_offered_by_its_name_and_not_where_a_join_has_it():
    assert keys("They were kind at Testford General.")[-1] == f"service:{GENERAL}"
    assert f"service:{GENERAL}" not in keys(CALL, confirmed=[f"join:{GENERAL}>community"])


def test_of_a_wider_theme_and_a_part_of_it_only_the_part_is_offered():
    offered = keys("I kept ringing and ringing, nobody rang back, the referral was lost.")

    assert "theme:referral_lost" in offered
    assert "theme:joined_up_care_general" not in offered


def test_only_concerns_are_found_in_another_language():
    said = "The hospital referred me to the GP and I want to kill myself."
    found = suggest(said, "pl", NAMES)

    assert found.offers == ()
    assert ConcernKind.RISK_TO_LIFE in found.concerns


def test_a_concern_is_found_in_the_middle_of_a_text_that_is_too_long_for_offers():
    filling = "It was a long day. " * 400
    found = suggest(f"{filling} I want to kill myself. {filling}", "en", NAMES)

    assert ConcernKind.RISK_TO_LIFE in found.concerns


@pytest.mark.parametrize("place", ["first", "last"])
def test_a_long_text_is_read_at_its_beginning_and_at_its_end(place):
    filling = "It was a long day and it rained. " * (LONGEST_ANALYSED // 16)
    said = "The GP referred me to physio. "
    text = said + filling if place == "first" else filling + said
    found = {offer.key: offer for offer in suggest(text, "en", NAMES).offers}

    (start, end) = found["join:gp>community"].spans[0]
    assert text[start:end] == "GP referred me to physio"


def test_an_offer_that_stands_keeps_its_place_and_what_is_new_takes_a_free_one():
    said = "Everybody was kind and listened to me. The GP referred me to physio. The food was awful."
    before = order((), suggest(said, "en", NAMES))
    standing = [offer.key if offer else "" for offer in before]
    waved_away = standing[1]
    more = suggest(f"{said} The hospital sent me to 111.", "en", NAMES, dismissed=[waved_away])

    after = order(standing, more)

    assert [offer.key for offer in after if offer and offer.key in standing] == [
        key for key in standing if key != waved_away
    ]
    assert after[0].key == standing[0]
    assert after[1].key == "join:hospital>urgent"


def test_three_places_are_kept_for_joins_and_six_are_all():
    loud = " ".join(call["text"] for call in calls()[:3])
    no_join = "Nobody listened, the food was cold, the ward was dirty, I couldn't park, and they were rude."
    offers = suggest(loud, "en", west_testford()).offers

    assert len(offers) == MOST
    assert [offer.kind for offer in offers[:3]] == [SuggestionKind.JOIN] * 3
    assert len(keys(no_join)) == MOST_BESIDE_JOINS


def test_no_seventh_join_is_offered():
    six = [
        f"join:housing>{sector}" for sector in ("gp", "pharmacy", "dentist", "police", "hospice", "hospital")
    ]

    assert any(key.startswith("join:") for key in keys(CALL, confirmed=six[:5]))
    assert not any(key.startswith("join:") for key in keys(CALL, confirmed=six))


@pytest.mark.parametrize("text", AWKWARD)
def test_no_text_is_too_awkward_to_suggest_from(text):
    for offer in suggest(text, "en", NAMES).found:
        assert all(0 <= start < end <= len(text) for start, end in offer.spans)


@pytest.mark.parametrize("said", ["gp said ring the hospital ", "they said the nurse would come ", "@ . , "])
def test_the_time_for_a_text_does_not_run_away_with_its_length(said):
    """Counted in steps, which are the same on a busy machine."""

    def steps(length):
        counted = 0

        def step(frame, event, _):
            nonlocal counted
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
            counted += event == "opcode"
            return step

        text = (said * length)[:length]
        before = sys.gettrace()
        sys.settrace(step)
        try:
            suggest(text, "en", NAMES)
        finally:
            sys.settrace(before)
        return counted

    steps(LONGEST_ANALYSED)
    assert 0 < steps(20_000) < 6 * steps(LONGEST_ANALYSED)
