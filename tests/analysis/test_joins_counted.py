"""How many people stand at each join, and what is counted of it."""

from collections import Counter

from analysis.joins_counted import (
    Pair,
    at,
    by_answer,
    by_pair,
    by_theme,
    days_lost,
    first_joins,
    pairs_of,
    people,
    times_sent_back,
    to_look_at_first,
    told_joins,
)
from tests.joins_told import PROBLEMS, Told, facts_of, people_by_ends, service_of, some_stories, went


def told_of(*stories):
    return told_joins(facts_of(stories))


def test_somebody_who_went_the_same_way_twice_is_one_person_there():
    told = told_of([*went("gp", "hospital"), *went("gp", "hospital")], went("gp", "hospital"))
    found = by_pair(told)
    assert (found["people"].tolist(), len(told), people(told)) == ([2], 3, 2)


def test_counting_at_once_and_person_by_person_agree():
    stories = some_stories(300, seed=4)
    facts = facts_of(stories)
    told = told_joins(facts)

    found = by_pair(told)
    slowly = people_by_ends(stories)
    assert dict(zip(pairs_of(found), found["people"], strict=True)) == {
        Pair(*ends): n for ends, n in slowly.items()
    }
    wrong = [[one for one in story if {*one.themes} & {*PROBLEMS}] for story in stories]
    assert found.set_index(["start", "end"])["with_problem"].to_dict() == {
        ends: people_by_ends(wrong)[ends] for ends in slowly
    }
    named = by_theme(told, facts.problems).set_index("theme")
    assert named["people"].to_dict() == Counter(
        theme for story in stories for theme in {theme for one in story for theme in one.themes}
    )
    assert named["joins"].to_dict() == Counter(
        theme for story in stories for one in story for theme in one.themes
    )
    for column, count in (("times_sent_back", times_sent_back), ("days_lost", days_lost)):
        said = {
            row: sum(getattr(one, column) or 0 for one in story)
            for row, story in enumerate(stories)
            if any(getattr(one, column) is not None for one in story)
        }
        assert count(told).to_dict() == said
    answers, whole = by_answer(told, "who_chased")
    chased = [{one.who_chased for one in story} - {None, "dont_know"} for story in stories]
    assert whole == sum(map(bool, chased))
    assert {answer: people(joins) for answer, joins in answers.items()} == {
        answer: sum(answer in said for said in chased) for answer in answers
    }


def test_a_join_of_which_only_the_ends_are_known_says_nothing_of_how_it_went():
    ends_only, praised, both = Told("gp", "hospital"), ("warm_handover",), ("warm_handover", "had_to_chase")
    told = told_of(
        [ends_only],
        [ends_only._replace(themes=praised)],
        [ends_only._replace(themes=both)],
        [ends_only._replace(days_lost=0)],
        [ends_only._replace(is_reviewed=True)],
    )
    assert told["says_how"].tolist() == [False, True, True, True, True]
    assert told["has_problem"].tolist() == [False, False, True, False, False]
    assert told["went_well"].tolist() == [False, True, False, False, False]


def test_a_join_of_ten_people_is_looked_at_by_its_services_and_of_nine_by_its_kinds():
    said = ("had_to_chase",)
    ten = [[Told("gp:Ash", "hospital:Ward", said)]] * 10
    nine = [[Told("gp:Elm", "hospital:Ward", said)]] * 9
    unnamed = [[Told("gp", "hospital", ("warm_handover",))]]
    too_few = [[Told("hospital", "social_care", said)]] * 9
    told = told_of(*ten, *nine, *unnamed, *too_few, *[went("gp:Ash", "hospital:Ward")] * 5)

    found = to_look_at_first(told, fewest=10)

    assert pairs_of(found) == [
        Pair(service_of("gp:Ash"), service_of("hospital:Ward")),
        Pair("gp", "hospital"),
    ]
    assert found["people"].tolist() == [10, 10]
    assert found["with_problem"].tolist() == [10, 9]
    assert found["is_rest"].tolist() == [False, True]


def test_an_end_that_is_a_kind_stands_for_all_of_that_kind_and_a_service_for_itself():
    told = told_of(went("gp:Ash", "hospital"), went("gp:Elm", "hospital"), went("gp", "hospital"))
    assert people(at(told, Pair("gp", "hospital"))) == 3
    assert people(at(told, Pair(service_of("gp:Ash"), "hospital"))) == 1


def test_everybody_has_one_first_join():
    told = told_of(went("gp", "hospital", "gp"), went("hospital", "gp"))
    firsts = first_joins(told)
    assert list(zip(firsts["row"], firsts["from_sector"], strict=True)) == [(0, "gp"), (1, "hospital")]


def test_nobody_who_told_of_a_join_is_no_fault():
    told = told_of([])
    assert by_pair(told).empty and by_theme(told, facts_of([[]]).problems).empty
    assert to_look_at_first(told, fewest=10).empty
