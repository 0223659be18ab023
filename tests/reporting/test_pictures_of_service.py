"""One service: what people speak of beside everywhere else, three voices apart, and the ways in and out."""

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import product
from uuid import UUID

import pandas as pd
import pytest

from analysis.disclosure import Rules
from analysis.narrow import keep
from models.facts import Directory, Facts, KnownService
from models.scope import Scope
from reporting.looked import Looked
from reporting.picture import Source
from reporting.pictures_of_service import beside, heard, how_it_went, themes
from reporting.pictures_of_ways import before_and_after
from reporting.publishable import publishable_table
from reporting.voices import Voice
from tests.reporting.frames import drawn_words

WARD, SURGERY, TRUST = UUID(int=1), UUID(int=2), UUID(int=9)
HERE = Scope(service_id=WARD)
GP, HOSPITAL = ("gp", None), ("hospital", WARD)
NAMED = Directory(
    services={
        WARD: KnownService("Ward 9", TRUST, "hospital"),
        SURGERY: KnownService("Old Mill Surgery", TRUST, "gp"),
    }
)


def told(*pieces: dict) -> Facts:
    """Facts of pieces: `themes` with whether a person decided, `joins` as (from, to, problems), choices."""
    number = range(len(pieces))
    chosen = {
        name: pd.Categorical([one.get(name) for one in pieces])
        for name in ("rating", "machine_sentiment", "person_sentiment")
    }
    joins = [(row, *join) for row, one in enumerate(pieces) for join in one.get("joins", ())]
    tags = [(row, *tag) for row, one in enumerate(pieces) for tag in one.get("themes", {}).items()]
    wrong = [(at, row, theme) for at, (row, _, _, problems) in enumerate(joins) for theme in problems]
    ends = pd.DataFrame(
        [(row, 1, *before, *after) for row, before, after, _ in joins],
        columns=["row", "position", "from_sector", "from_service", "to_sector", "to_service"],
    )
    unsaid = {
        "times_sent_back": float("nan"),
        "who_chased": None,
        "days_lost": float("nan"),
        "is_sorted": None,
    }
    return Facts(
        feedback=pd.DataFrame(
            {
                "id": [f"{one:032x}" for one in number],
                "is_tagged": True,
                "is_checked": False,
                "is_checked_themes": [any(one.get("themes", {}).values()) for one in pieces],
                **chosen,
            },
            index=number,
        ),
        answers=pd.DataFrame(index=number),
        services=pd.DataFrame({"row": list(number), "service": pd.Categorical([WARD] * len(pieces))}),
        themes=pd.DataFrame(tags, columns=["row", "theme", "by_person"]).astype(
            {"row": int, "theme": "category", "by_person": bool}
        ),
        joins=ends.assign(**unsaid, is_reviewed=True).astype(
            {"row": int, "from_sector": "category", "to_sector": "category"}
            | {"from_service": object, "to_service": object}
        ),
        problems=pd.DataFrame(wrong, columns=["join", "row", "theme"]).astype(
            {"join": int, "row": int, "theme": "category"}
        ),
        directory=NAMED,
    )


def look(facts: Facts, *, is_people_only: bool = False) -> Looked:
    return Looked(facts, facts, HERE, date(2026, 11, 20), 10, is_people_only)


def first_row(picture) -> list:
    return picture.table.iloc[0].tolist()


def spoke(people: int, of: int, theme: str = "waiting") -> tuple[dict, ...]:
    return tuple({"themes": {theme: False} if one < people else {}} for one in range(of))


def test_of_the_people_who_spoke_of_a_theme_the_checked_ones_are_told_apart() -> None:
    facts = told({"themes": {"waiting": True}}, *spoke(2, 3), {"themes": {"medicines": False}})
    picture = themes(look(facts))
    assert first_row(picture) == ["Waiting and speed", 3, 1, 2]
    assert picture.marks["Waiting and speed"] == [0, 1, 2] and picture.fewest == 1
    assert (
        picture.sentence == "More people spoke of “Waiting and speed” than of any other theme: 3 of 5 people."
    )
    only_people = themes(look(facts, is_people_only=True))
    assert first_row(only_people) == ["Waiting and speed", 1, 1, 0] and len(only_people.table) == 1


@pytest.mark.parametrize(
    ("here", "elsewhere", "says"),
    [
        ((30, 60), (20, 100), "People speak of “Waiting and speed” more here: 50% of 60 people, and 20% of"),
        ((10, 100), (50, 100), "People speak of “Waiting and speed” less here: 10% of 100 people"),
        ((30, 60), (45, 100), "Nothing people speak of here is clearly different"),
        ((10, 10), (10, 100), "People speak of “Waiting and speed” more here: 100% of 10 people"),
        ((9, 9), (10, 100), "Too few people"),
        ((10, 10), (1, 9), "Too few people"),
    ],
)
def test_a_theme_is_called_different_only_where_chance_would_not_do_it(here, elsewhere, says) -> None:
    picture = beside(look(told(*spoke(*here))), told(*spoke(*elsewhere)))
    assert says in picture.sentence
    chart = picture.draw("light").to_dict()
    assert chart["description"].startswith(picture.sentence)
    is_compared = "Too few" not in says
    assert any("everywhere else. " in said for said in drawn_words(chart)) == is_compared
    assert ("%" in picture.table.to_string()) == is_compared


def test_rating_our_reading_and_the_machines_are_three_pictures_and_three_sources() -> None:
    one = {"rating": "very_good", "machine_sentiment": "very_negative", "person_sentiment": "positive"}
    assert [one.name for one in how_it_went(look(told(one), is_people_only=True))] == [
        "service_rating",
        "service_person",
    ]
    rating, person, machine = how_it_went(look(told(*[one] * 10, {"rating": "dont_know"})))
    assert [each.source for each in (rating, person, machine)] == [
        Source.ANSWERS,
        Source.PEOPLE,
        Source.MACHINE,
    ]
    assert rating.sentence == "100% of 10 people rated it good or very good; 0% poor or very poor."
    assert "positive, and 0% negative" in person.sentence and "0% of 10 people read" in machine.sentence
    assert rating.table["People"].tolist() == [0, 0, 0, 0, 10]
    assert rating.marks["Very good"] == list(range(10))


@pytest.mark.parametrize(("people", "has_share"), [(9, False), (10, True)])
def test_ten_people_are_enough_for_a_share_of_ratings_and_nine_are_not(people: int, has_share: bool) -> None:
    picture = heard(look(told(*[{"rating": "good"}] * people)), Voice.RATING)
    assert ("%" in picture.sentence + picture.table.to_string()) is has_share
    assert "Nobody" in heard(look(told({})), Voice.RATING).sentence


def test_whoever_goes_there_and_back_twice_is_one_person_on_either_side() -> None:
    there, back = (GP, HOSPITAL, ["had_to_chase"]), (HOSPITAL, GP, [])
    came, went = before_and_after(look(told({"joins": [there, back, there, back]})))
    assert first_row(came) == ["A GP", 1, 1, 0, 0] and first_row(went) == ["A GP", 1, 0, 1, 0]
    assert came.sentence == "1 person told us where they came here from."
    assert came.marks == {"A GP": [0]}


def silent(facts: Facts, *joins: int) -> Facts:
    """With joins of which nobody said how they went."""
    return replace(facts, joins=facts.joins.assign(is_reviewed=~facts.joins.index.isin(joins)))


def test_nobody_who_did_not_say_how_it_went_is_counted_as_without_a_problem() -> None:
    lost, fine, home = (
        (GP, HOSPITAL, ["had_to_chase"]),
        (GP, HOSPITAL, []),
        (("community", None), HOSPITAL, []),
    )
    pieces = [*[{"joins": [lost]}] * 10, *[{"joins": [fine]}] * 20, *[{"joins": [home]}] * 20]
    came, _ = before_and_after(look(silent(told(*pieces), *range(20, 50))))
    assert came.table.iloc[:, 1:].to_numpy().tolist() == [[30, 10, 10, 10], [20, 0, 0, 20]]
    published = publishable_table(came.counts, Rules())
    assert published.to_numpy().tolist() == [["A GP", 10, 50, 10, 50, 20]], "nothing of community health"
    drawn = drawn_words(came.draw("light").to_dict())
    assert "Community health: didn’t say how it went: 20 people" in drawn
    assert "Community health: said how it went, no problem: 20 people" not in drawn
    nobody, _ = before_and_after(look(silent(told(*pieces[10:]), *range(40))))
    assert nobody.counts is None


def test_whoever_told_of_one_of_two_ways_from_a_place_said_how_it_went() -> None:
    fine = (GP, HOSPITAL, [])
    came, _ = before_and_after(look(silent(told({"joins": [fine, fine]}), 0)))
    assert first_row(came) == ["A GP", 1, 0, 1, 0]


def test_what_went_well_is_no_problem_and_the_worse_way_is_named_only_when_it_is_clear() -> None:
    well, badly = (GP, HOSPITAL, ["warm_handover"]), (HOSPITAL, GP, ["had_to_chase"])
    fine, lost = (HOSPITAL, GP, []), (GP, HOSPITAL, ["had_to_chase"])
    one_sided = look(told(*[{"joins": [well, badly]}] * 12))
    came, went = before_and_after(one_sided)
    assert came.table["Told of a problem"].sum() == 0
    assert "The way on goes worse than the way here" in went.sentence
    assert "100% of 12 people told of a problem on the way on" in went.sentence
    _, turned = before_and_after(look(told(*[{"joins": [lost, fine]}] * 12)))
    assert "The way here goes worse than the way on" in turned.sentence
    _, alike = before_and_after(look(told(*[{"joins": [lost, badly]}] * 12)))
    assert "Neither way goes clearly worse" in alike.sentence
    both = [{"joins": [well, (GP, HOSPITAL, [])]}, {"joins": [(("community", None), HOSPITAL, [])]}]
    tied, _ = before_and_after(look(told(*both * 5)))
    assert "people came here from a GP and community health: 5 of 10 people each." in tied.sentence
    _, few = before_and_after(look(told(*[{"joins": [well, badly]}] * 9)))
    assert "%" not in few.sentence


@pytest.mark.parametrize(("people", "is_named"), [(9, False), (10, True)])
def test_a_service_is_named_where_ten_people_came_from_it(people: int, is_named: bool) -> None:
    came, _ = before_and_after(
        look(told(*[{"joins": [(("gp", SURGERY), HOSPITAL, [])]}] * people, {"joins": [(GP, HOSPITAL, [])]}))
    )
    names = came.table["From"].tolist()
    assert names == (["Old Mill Surgery", "A GP"] if is_named else ["A GP"])
    assert came.table["People"].sum() == people + 1


def test_the_ways_are_as_a_slow_count_of_every_join_says() -> None:
    dice = random.Random(4)
    places = [GP, HOSPITAL, ("gp", SURGERY), ("community", None)]
    kinds = [pair for pair in product(places, places) if pair[0] != pair[1]]
    facts = told(
        *(
            {
                "joins": [
                    (*dice.choice(kinds), dice.choice(([], ["had_to_chase"], ["warm_handover"])))
                    for _ in range(dice.randrange(4))
                ]
            }
            for _ in range(160)
        )
    )
    came, went = before_and_after(look(facts))
    for picture, here, there in ((came, "to", "from"), (went, "from", "to")):
        seen, wrong = defaultdict(set), defaultdict(set)
        for at, join in facts.joins.iterrows():
            if join[f"{here}_service"] == WARD:
                named = join[f"{there}_service"] == SURGERY
                place = "Old Mill Surgery" if named else {"gp": "A GP"}.get(join[f"{there}_sector"])
                place = place or "Community health"
                seen[place].add(join["row"])
                problems = set(facts.problems["theme"][facts.problems["join"] == at])
                if "had_to_chase" in problems:
                    wrong[place].add(join["row"])
        told_of = {row[0]: (row[1], row[2]) for row in picture.table.itertuples(index=False)}
        assert len(seen["Old Mill Surgery"]) >= 10
        assert told_of == {place: (len(rows), len(wrong[place])) for place, rows in seen.items()}
        assert {place: set(rows) for place, rows in picture.marks.items()} == dict(seen)


def test_nobody_draws_words_and_no_figure() -> None:
    nobody = look(keep(told({}), pd.Series([False]).to_numpy()))
    pictures = (themes(nobody), beside(nobody, told({})), *how_it_went(nobody), *before_and_after(nobody))
    for picture in pictures:
        assert picture.fewest is None and not picture.marks.get("Very good")
        assert picture.draw("dark").to_dict()["description"] == picture.sentence
