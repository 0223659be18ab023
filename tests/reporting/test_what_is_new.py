"""What is new: no sentence for a board says more than those said who were asked."""

import pytest

from analysis.measures import measure_called
from reporting.spc_wording import name_of
from reporting.what_is_new import what_is_new
from tests.over_time_facts import look, some_facts


def said_last_month(*pieces) -> str:
    return what_is_new(look(some_facts([{"month": "2026-10-05", **one} for one in pieces]))).said[0]


@pytest.mark.parametrize(
    ("yes", "somewhat", "no", "said"),
    [
        (6, 3, 1, "4 in 10 people who left hospital in October 2026 said that not everything was ready"),
        (0, 9, 1, "None of the 10 people who left hospital in October 2026 had everything ready."),
        (10, 0, 0, "All 10 people who left hospital in October 2026 had everything ready."),
    ],
)
def test_what_was_ready_to_some_extent_was_not_everything(yes, somewhat, no, said):
    answers = ["yes"] * yes + ["to_some_extent"] * somewhat + ["no"] * no
    assert said_last_month(*({"answers": {"all_ready": one}} for one in answers)).startswith(said)


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        (4, "4 in 10 people who said how a move between services went in October 2026 had a problem with it"),
        (10, "All 10 people who said how a move between services went in October 2026 had a problem with it"),
        (0, "Of 10 people who said how a move between services went in October 2026, nobody had a problem"),
    ],
)
def test_a_move_of_which_only_the_ends_are_known_is_in_no_share_of_problems(problems, said):
    went = [{"times_sent_back": 0, "problems": ["had_to_chase"] * (at < problems)} for at in range(10)]
    assert said_last_month(*({"joins": [one]} for one in [*went, *[{}] * 30])).startswith(said)
    assert "of those who said how it went" in name_of(measure_called("joins.problem"))
