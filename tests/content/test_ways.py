"""A way from service to service becomes joins in order, and how one of them went goes to that one."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from analysis.taxonomy import Tone, load_taxonomy
from content.question_set import DONT_KNOW, NOT_LISTED, may_add, one_more, shown
from content.question_sets import question_set
from content.questions import to_draft
from content.said_back import names_of_moves
from models.feedback_draft import FeedbackDraft, HandoverDraft
from models.vocabulary import Channel, IsSorted, Sector, WhoChased

ASKED = question_set("have_your_say")
PLACES = next(step for step in ASKED.steps if step.id == "places")
MOVE = {"journey": "between_services", "words": "Lost."}
A, B, C = (uuid4() for _ in range(3))


def refused_or_kept(answers: dict[str, str]) -> tuple[FeedbackDraft | None, dict[str, str]]:
    return to_draft(ASKED, MOVE | answers, token="-" * 16, told_on=date(2026, 11, 20), channel=Channel.ONLINE)


def kept(answers: dict[str, str]) -> FeedbackDraft:
    draft, problems = refused_or_kept(answers)
    assert problems == {}
    assert draft is not None
    return draft


def way(*places: UUID | str | None) -> dict[str, str]:
    return {f"place_{number}": str(place) for number, place in enumerate(places, 1) if place}


def ends(draft: FeedbackDraft) -> list[tuple[UUID | None, UUID | None]]:
    return [(join.from_service_id, join.to_service_id) for join in draft.handovers]


@pytest.mark.parametrize(
    ("told", "joins"),
    [
        (way(A, B), [(A, B)]),
        (way(A, B, C), [(A, B), (B, C)]),
        (way(A, B, A, B), [(A, B), (B, A), (A, B)]),
        (way(A, B, C, A, B, C), [(A, B), (B, C), (C, A), (A, B), (B, C)]),
        (way(A, None, C), [(A, C)]),
        (way(A, DONT_KNOW, C), [(A, None), (None, C)]),
        (way(A), [(A, None)]),
        (way(None, B), [(None, B)]),
        (way(None, None, C), [(None, C)]),
        (way(DONT_KNOW, DONT_KNOW), [(None, None)]),
        (way(), [(None, None)]),
    ],
)
def test_places_that_were_named_one_after_the_other_make_the_joins(told, joins):
    draft = kept(told)
    assert ends(draft) == joins
    assert all(
        sector is Sector.UNKNOWN for join in draft.handovers for sector in (join.from_sector, join.to_sector)
    ), "the store knows the kind of a service; the form does not"


def test_every_service_on_the_way_is_among_those_it_is_about():
    assert kept(way(A, B, A)).service_ids == [A, B, A]


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (("Dr  Ashe", "The clinic"), "Dr Ashe \u2192 The clinic"),
        (("", "The clinic"), "\u2026 \u2192 The clinic"),
        (("", ""), ""),
        (("Dr Ashe", "", "The *clinic*"), "Dr Ashe \u2192 \u2026 \u2192 The *clinic*"),
    ],
)
def test_names_that_were_typed_say_which_place_of_the_way_they_are(names, line):
    typed = {f"place_{number}.name": name for number, name in enumerate(names, 1)}
    assert kept(way(*[NOT_LISTED] * len(names)) | typed).service_not_listed == line


def test_six_long_names_fit_into_the_one_line_they_share_and_one_that_is_too_long_is_said_beside_it():
    names = {f"place_{number}.name": "x" * 90 for number in range(1, 7)}
    all_typed = way(*[NOT_LISTED] * 6) | names
    assert len(kept(all_typed).service_not_listed) == 6 * 90 + 5 * 3
    _, problems = refused_or_kept(all_typed | {"place_4.name": "x" * 91})
    assert list(problems) == ["place_4"]


# How one of the joins went

HOW = {
    "went_wrong": "had_to_chase,referral_lost",
    "went_well": "warm_handover",
    "times_sent_back": "2",
    "who_chased": "family",
    "days_lost": "30",
    "is_sorted": "partly",
}
TOLD = HandoverDraft(
    problems=["had_to_chase", "referral_lost", "warm_handover"],
    times_sent_back=2,
    who_chased=WhoChased.FAMILY,
    days_lost=30,
    is_sorted=IsSorted.PARTLY,
)


def how(join: HandoverDraft) -> tuple[object, ...]:
    return (join.problems, join.times_sent_back, join.who_chased, join.days_lost, join.is_sorted)


def test_how_the_only_move_went_belongs_to_it_without_being_asked_which():
    draft = kept(way(A, B) | HOW)
    assert [how(join) for join in draft.handovers] == [how(TOLD)]
    assert draft.answers == {}


@pytest.mark.parametrize("which", [1, 2])
def test_of_several_moves_it_belongs_to_the_one_that_was_chosen(which):
    draft = kept(way(A, B, C) | HOW | {"which_move": str(which)})
    told = [how(join) == how(TOLD) for join in draft.handovers]
    assert told == [which == 1, which == 2]
    assert draft.answers == {}


@pytest.mark.parametrize("which", ["", "3", "9"])
def test_of_several_moves_with_none_chosen_it_is_kept_beside_them(which):
    draft = kept(way(A, B, C) | HOW | {"which_move": which})
    assert not any(join.says_something for join in draft.handovers)
    assert draft.answers == HOW


def test_a_move_that_is_no_number_is_refused():
    _, problems = refused_or_kept(way(A, B, C) | {"which_move": "the second"})
    assert problems == {"which_move": "Choose one of the answers shown"}


def test_nothing_is_told_of_a_join_by_not_knowing():
    unsure = HandoverDraft(who_chased=WhoChased.DONT_KNOW, is_sorted=IsSorted.DONT_KNOW)
    assert not unsure.says_something
    assert HandoverDraft(times_sent_back=0).says_something


def test_the_moves_to_choose_from_are_named_by_our_words_and_never_by_what_was_typed():
    answers = MOVE | way(A, NOT_LISTED, DONT_KNOW) | {"place_2.name": "![x](//203.0.113.1)"}
    assert names_of_moves(ASKED, answers, services={str(A): "Testford General"}) == {
        "1": "From Testford General to Second service",
        "2": "From Second service to Third service",
    }
    assert names_of_moves(ASKED, MOVE, services={}) == {
        "1": "From somewhere you didn\u2019t name to somewhere you didn\u2019t name"
    }


# How many places are shown


@pytest.mark.parametrize(
    ("answers", "count"),
    [
        ({}, 2),
        (way(A), 2),
        (way(A, B), 2),
        (way(A, B, C), 3),
        (way(None, None, None, None, None, A), 6),
        ({"places.shown": "4"}, 4),
        ({"places.shown": "4"} | way(None, None, None, None, A), 5),
        ({"places.shown": "1"}, 2),
        ({"places.shown": "99"}, 6),
        ({"places.shown": "9" * 4_400}, 2),
        ({"places.shown": "-3"}, 2),
        ({"places.shown": "²"}, 2),
        ({"place_3.name": "typed and then unticked"}, 3),
    ],
)
def test_two_places_are_shown_and_then_as_many_as_are_answered_or_asked_for(answers, count):
    assert len(shown(PLACES, answers)) == count
    assert may_add(PLACES, answers) is (count < 6)


def test_asking_for_another_place_shows_one_more_and_never_a_seventh():
    answers: dict[str, str] = {}
    for count in (3, 4, 5, 6, 6):
        answers |= one_more(PLACES, answers)
        assert len(shown(PLACES, answers)) == count


@pytest.mark.parametrize(("question", "tone"), [("went_wrong", Tone.PROBLEM), ("went_well", Tone.PRAISE)])
def test_what_can_be_ticked_about_a_move_is_a_theme_of_joins_that_leans_that_way(question, tone):
    (asked,) = (one for step in ASKED.steps for one in step.questions if one.id == question)
    themes = load_taxonomy().themes
    for option in asked.options:
        theme = themes[option.value]
        assert (theme.group, theme.tone) == ("joins", tone), option.value
