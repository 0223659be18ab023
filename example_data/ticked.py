"""What people tick beside their words: how leaving hospital went, how a move went, what should happen."""

import random
from typing import Any, NamedTuple

from example_data import review, scheme
from example_data.compose import Tone
from example_data.generate import ExampleFeedback
from example_data.left_hospital import how_far, left_hospital
from models.vocabulary import Channel, IsSorted, Journey, WhoChased

QUESTION_SET = "have_your_say/3"
ANSWERS_THEM = 0.7
SAYS_WHAT_SHOULD_HAPPEN = 0.3
THEMES = {  # what a story tells of, and what its teller would tick
    "back_and_forth": "back_and_forth",
    "conflicting": "conflicting_advice",
    "gap": "gap_while_waiting",
    "had_to_chase": "had_to_chase",
    "letter_late": "letter_not_received",
    "no_follow_up": "waiting_without_news",
    "no_news": "waiting_without_news",
    "nobodys_job": "nobodys_job",
    "referral_lost": "referral_lost",
    "refused": "referral_refused",
    "told_again": "told_story_again",
    "waiting": "referral_delayed",
    "joined_up": "warm_handover",
    "one_person": "one_person_who_understood",
    "prompt": "referred_quickly",
    "who_to_call": "told_what_comes_next",
}
ALSO_WRONG = ("records_not_shared", "carer_left_to_coordinate", "wrong_service", "housing_and_health")
EITHER = ("one_person", "housing_asked", "community_group")
SHOULD_HAPPEN = (
    "Somebody should ring the day after, every time.",
    "Give people one number, and have a person answer it.",
    "They should read the notes before they see her.",
    "I'd like an answer about where the referral went.",
    "Ask the family before you book the transport.",
    "Nothing for me. Just don't let it happen to the next person.",
    "Keep the nurse who rang. She made all the difference.",
    "Tell us the day before, not the hour before.",
    "Send the letter to the care home as well as to the surgery.",
    "Say who is in charge of it, by name.",
)
PARTNERS = ("age-friendly-testford", "testford-library", "carers-of-testford")


class Ticked(NamedTuple):
    """What goes beside the words of one piece. `how` is about the join with this number, from 0."""

    answers: dict[str, str]
    how: dict[str, Any]
    which: int
    should_happen: str
    collected_by: str
    question_set: str = QUESTION_SET


def ticked(piece: ExampleFeedback) -> Ticked:
    """What the teller of a piece answered beside it; the same every time. Letters and post answer nothing."""
    rng = random.Random(piece.token)
    if piece.programme == review.CODE:
        first = review.what_first(piece)
        return Ticked(review.review_answers(piece), {}, 0, first, "", review.QUESTION_SET)
    if piece.programme == scheme.CODE:
        how, which = _how_it_went(rng, piece), rng.randrange(len(piece.joins))
        return Ticked(scheme.scheme_answers(piece), how, which, "", "", scheme.QUESTION_SET)
    asked = piece.channel in (Channel.ONLINE, Channel.PHONE, Channel.EVENT) and not piece.is_concern
    partner = rng.choice(PARTNERS) if piece.channel is Channel.EVENT and rng.random() < 0.4 else ""
    answers_them = rng.random() <= ANSWERS_THEM or piece.programme
    if not (asked and answers_them):
        return Ticked({}, {}, 0, "", partner)
    is_a_move = piece.journey is Journey.BETWEEN_SERVICES and bool(piece.joins)
    return Ticked(
        answers=_answers(rng, piece),
        how=_how_it_went(rng, piece) if is_a_move else {},
        which=rng.randrange(len(piece.joins)) if is_a_move else 0,
        should_happen=rng.choice(SHOULD_HAPPEN) if rng.random() < SAYS_WHAT_SHOULD_HAPPEN else "",
        collected_by=partner,
    )


def _answers(rng: random.Random, piece: ExampleFeedback) -> dict[str, str]:
    if piece.journey is Journey.SOMETHING_ELSE:
        return {}
    told = left_hospital(rng, piece) if piece.journey is Journey.LEAVING_HOSPITAL else {}
    return told | {name: how_far(rng, name, piece) for name in EITHER if rng.random() < 0.9}


def _how_it_went(rng: random.Random, piece: ExampleFeedback) -> dict[str, Any]:
    problems = [THEMES[name] for name in piece.problems if name in THEMES]
    went_wrong = piece.tone is not Tone.HAPPY
    if went_wrong and rng.random() < 0.35:
        problems.append(rng.choice(ALSO_WRONG))
    how: dict[str, Any] = {"problems": list(dict.fromkeys(problems))}
    if not went_wrong:
        return how | {"who_chased": WhoChased.NOBODY, "times_sent_back": 0}
    if "back_and_forth" in problems:
        how["times_sent_back"] = rng.choice((2, 2, 3, 4, 6))
    elif rng.random() < 0.7:
        how["times_sent_back"] = rng.choice((0, 0, 0, 1, 1, 2))
    if rng.random() < 0.85:
        [how["who_chased"]] = rng.choices(list(WhoChased), (44, 32, 6, 10, 8))
    if rng.random() < 0.8:
        how["days_lost"] = rng.choice((2, 5, 7, 10, 14, 14, 21, 28, 30, 42, 60, 90, 180))
    if rng.random() < 0.85:
        [how["is_sorted"]] = rng.choices(list(IsSorted), (26, 28, 38, 8))
    return how
