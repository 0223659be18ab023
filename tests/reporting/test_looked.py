"""Who is counted where a theme is chosen, and what is said of it: the machine's finding, or a person's."""

from datetime import date

import pytest

from analysis.measures import measure_called
from analysis.narrow import how_many_held, narrow
from models.facts import Facts
from models.scope import Scope
from reporting.looked import Looked
from reporting.picture_words import rests_on
from reporting.pictures_of_overview import people
from reporting.pictures_over_time import over_time
from tests.over_time_facts import look, some_facts

CHASED = Scope(theme="had_to_chase")
BY_MACHINE = {"month": "2026-03-09", "themes": ["had_to_chase"]}
BY_PERSON = BY_MACHINE | {"is_checked_themes": True}
OTHERS = {"month": "2026-03-09", "themes": ["waiting"], "is_checked_themes": True}


@pytest.fixture(scope="module")
def facts() -> Facts:
    return some_facts([BY_MACHINE] * 30 + [BY_PERSON] * 4 + [OTHERS] * 5)


@pytest.mark.parametrize(("is_people_only", "counted"), [(False, 34), (True, 4)])
def test_with_peoples_tags_only_nobody_is_counted_because_the_machine_found_a_theme(
    facts, is_people_only, counted
) -> None:
    inside = narrow(facts, CHASED, is_people_only=is_people_only)
    assert inside.people == counted
    said = rests_on(people(Looked(inside, inside, CHASED, date(2026, 11, 20), 10, is_people_only)))
    assert f"among {counted} people" in said
    assert ("as a person here found" in said) is is_people_only is ("No machine read it" in said)

    facts.feedback["is_held"] = True
    try:
        assert how_many_held(facts, CHASED, is_people_only=is_people_only) == counted
    finally:
        facts.feedback["is_held"] = False


def test_what_is_followed_of_joins_says_how_many_were_found_in_words() -> None:
    facts = some_facts([{"month": "2026-03-09", "joins": [{"times_sent_back": 1.0}]}] * 3)
    picture = over_time(look(facts), measure_called("joins.sent_back"))
    assert "No machine read it" in rests_on(picture)
    facts.joins.loc[0, "is_reviewed"] = True
    picture = over_time(look(facts), measure_called("joins.sent_back"))
    assert "confirmed by a person here: 1 join." in rests_on(picture)
