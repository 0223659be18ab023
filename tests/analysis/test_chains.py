"""Which way did each person go? Checked against a way of counting that goes one step at a time."""

import pytest

from analysis.chains import APART, ARROW, Way, chains
from analysis.joins_counted import told_joins
from tests.joins_told import Story, facts_of, kind_of, some_stories, went


def chains_of(*stories: Story):
    return chains(told_joins(facts_of(stories)))


def told_slowly(story: Story) -> tuple[str, int]:
    """A person's chain and how often they came back, place by place."""
    named = [end for one in story for end in (one.start, one.end) if ":" in end]

    def place(end: str) -> str:
        same_kind = {one for one in named if kind_of(one) == end}
        return same_kind.pop() if len(same_kind) == 1 else end

    legs: list[list[str]] = []
    for one in story:
        if not legs or place(legs[-1][-1]) != place(one.start):
            legs.append([one.start])
        legs[-1].append(one.end)
    returns = 0
    for leg in legs:
        places = [place(end) for end in leg]
        for at in range(2, len(places)):
            if places[at] in places[: at - 1] and places[at] != places[at - 1] and places[at] != "unknown":
                returns += 1
    return APART.join(ARROW.join(map(kind_of, leg)) for leg in legs), returns


def test_from_a_gp_to_hospital_and_back_and_to_hospital_again_is_one_persons_back_and_forth():
    found = chains_of(went("gp", "hospital", "gp", "hospital"))

    assert len(found) == 1
    assert found.iloc[0].to_dict() == {
        "chain": "gp → hospital → gp → hospital",
        "joins": 3,
        "returns": 2,
        "way": Way.BACK_AND_FORTH,
    }


@pytest.mark.parametrize(
    ("stops", "way"),
    [
        ("gp hospital", Way.ONWARDS),
        ("gp hospital social_care", Way.ONWARDS),
        ("gp hospital gp", Way.BACK_ONCE),
        ("gp hospital social_care gp", Way.BACK_ONCE),
        ("gp hospital gp hospital", Way.BACK_AND_FORTH),
        ("hospital hospital hospital", Way.ONWARDS),
        ("hospital:One hospital:Two hospital:One", Way.BACK_ONCE),
        ("gp hospital:One gp hospital:Two", Way.BACK_ONCE),
        ("gp:Ash hospital gp", Way.BACK_ONCE),
        ("gp:Ash hospital gp:Elm", Way.ONWARDS),
        ("unknown gp unknown", Way.ONWARDS),
    ],
)
def test_somebody_came_back_where_they_had_left_a_place_before(stops, way):
    assert chains_of(went(*stops.split())).iloc[0]["way"] == way


def test_a_join_that_does_not_begin_where_the_last_one_led_to_stands_apart():
    story = [*went("hospital", "gp"), *went("hospital", "social_care")]
    assert list(chains_of(story)["chain"]) == ["hospital → gp · hospital → social_care"]


def test_counting_at_once_and_step_by_step_agree():
    stories = some_stories(400, seed=9)
    found = chains_of(*stories)
    assert list(zip(found["chain"], found["returns"], strict=True)) == [told_slowly(one) for one in stories]
    assert list(found["joins"]) == [len(one) for one in stories]
    assert {*found["way"]} == {*Way}
