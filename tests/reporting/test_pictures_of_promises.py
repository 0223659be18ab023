"""A promise beside what people say: what was so before its baseline, since, and when nothing is drawn."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from uuid import UUID

import pytest

from analysis.taxonomy import Retired, load_taxonomy
from models.commitment import LONGEST_SEEN, CommitmentSeen, Direction
from models.facts import Happening, KnownProgramme
from models.programme import DayGiven, ProgrammeKind, ProgrammeSeen
from reporting.pictures_of_promises import Side, before_and_since, look_at, promise_shown
from reporting.promised_baselines import promised_baselines
from tests.over_time_facts import HUB, asked, some_facts
from tests.reporting.test_pictures_over_time import BETTER, PEOPLE, TOLD, USUAL

TODAY = date(2026, 11, 20)
PROMISE = CommitmentSeen(
    UUID(int=1),
    UUID(int=2),
    "Testford Hub",
    "hub",
    "You will be told whom to contact.",
    "Testford Trust",
    "Board papers",
    said_on=date(2025, 10, 20),
    due_on=date(2026, 3, 31),
    measure=TOLD.id,
    direction=Direction.UP,
    baseline=date(2025, 11, 1),
    frozen_by="J. Osei",
    frozen_at=datetime(2026, 11, 12, 9, tzinfo=UTC),
)

ITS = ProgrammeSeen(
    PROMISE.programme_id,
    PROMISE.programme_code,
    PROMISE.programme,
    ProgrammeKind.SERVICE,
    started_on=HUB.on,
    source=HUB.source,
    days=(DayGiven("Began", HUB.on, "The news"), DayGiven("Opened to all", date(2025, 12, 1), "A leaflet")),
)


def shown(facts, *, today=TODAY, **changes):
    promise = replace(PROMISE, **changes)
    return promise_shown(look_at(facts, promise, ITS, today=today, smallest=10), promise)


def test_before_and_since_are_told_apart_by_the_month_of_the_baseline():
    looked = look_at(
        asked((3, 10), (4, 12), (9, 11), first="2025-09"), PROMISE, ITS, today=TODAY, smallest=10
    )
    assert before_and_since(looked, TOLD, date(2025, 11, 1)) == (Side(7, 22, 2), Side(9, 11, 1))
    assert before_and_since(looked, TOLD, date(2025, 9, 1)) == (Side(0, 0, 0), Side(16, 33, 3))


def test_a_month_that_is_not_over_is_in_no_count_of_people():
    looked = look_at(
        asked((3, 10), (4, 12), (9, 11), first="2026-09"), PROMISE, ITS, today=TODAY, smallest=10
    )
    assert before_and_since(looked, PEOPLE, date(2026, 10, 1)) == (Side(10, 10, 1), Side(12, 12, 1))


def test_the_chart_has_the_frozen_baseline_and_the_days_of_the_promise_and_its_programme_alone():
    days = [("Market", "hub"), ("Library", ""), ("Temple", "other")]
    listened = [Happening(date(2026, 1, 9), place, "", "outreach", of) for place, of in days]
    other = HUB._replace(name="Another hub", programme="other")
    found = shown(asked(*USUAL, *BETTER, happenings=[HUB, other, *listened]))
    assert found.picture.heading == "Since the promise: Told who to contact"
    assert "The average before November 2025 was 43% of 360 people." in found.picture.sentence
    note = "Limits fixed on what came before November 2025, by J. Osei, 12 November 2026"
    assert any(one.startswith(note) for one in found.picture.notes)
    events = found.picture.notes[0]
    assert "1 The promise was made, 20 October 2025" in events
    assert "2 Testford Discharge Hub, 3 November 2025" in events
    assert "3 Opened to all, 1 December 2025" in events and "A leaflet" in events
    assert "4 Listening at Market, 9 January 2026" in events
    assert "5 The promise was due, 31 March 2026" in events
    assert not any(said in events for said in ("· 6 ", "Began", "Another hub", "Library", "Temple"))


def test_people_say_how_it_was_before_and_since_and_how_far_chance_could_move_it():
    found = shown(asked(*USUAL, *BETTER))
    # 156 of 360 before; 246 of 360 since: 25 points, and Newcombe's range of them.
    assert found.people_say == (
        "Before November 2025: 43% of 360 people. Since then: 68% of 360 people. "
        "That is 25 percentage points more (with this many people it could be anything from "
        "18 percentage points more to 32 percentage points more). "
        "It goes the way that was promised, by more than chance. "
        "That doesn’t show what brought it about."
    )
    assert found.finding == f"{found.picture.sentence} {found.people_say}"
    assert not found.is_thin


def test_what_comes_in_later_about_the_months_before_is_told_beside_the_finding_that_was_kept():
    then = shown(asked(*USUAL, *BETTER)).finding
    assert not shown(asked(*USUAL, *BETTER, (9, 30))).counts_otherwise_than(then)
    told_late = [(USUAL[0][0] + 9, USUAL[0][1] + 9), *USUAL[1:]]
    found = shown(asked(*told_late, *BETTER))
    assert found.counts_otherwise_than(then)
    assert not found.counts_otherwise_than("") and not shown(asked((1, 3))).counts_otherwise_than(then)
    assert not found.counts_otherwise_than(then.ljust(LONGEST_SEEN, ".")), "it may have been cut short"


def test_the_same_change_is_the_other_way_where_less_was_promised_and_chance_where_it_is_small():
    assert (
        "It goes the other way than promised"
        in shown(asked(*USUAL, *BETTER), direction=Direction.DOWN).people_say
    )
    same = shown(asked(*USUAL, *USUAL)).people_say
    assert same.endswith("Chance alone could do that.") and "That is no difference (" in same


@pytest.mark.parametrize("facts", [asked(*USUAL, *BETTER), asked(*USUAL), some_facts([])])
def test_no_sentence_says_that_anything_was_caused(facts):
    said = shown(facts).finding
    assert "caused" not in said and "because of" not in said


@pytest.mark.parametrize(
    ("before", "since", "is_thin"), [(9, 30, True), (10, 30, False), (30, 9, True), (30, 10, False)]
)
def test_fewer_than_ten_people_on_a_side_are_not_compared(before, since, is_thin):
    found = shown(asked((4, before), (4, since), first="2025-10"))
    assert found.is_thin is is_thin
    assert (
        found.people_say == f"Too few people to compare: {before} people before November 2025, "
        f"{since} people since."
    ) is is_thin


def test_too_few_months_for_the_baseline_are_said_to_be():
    notes = shown(asked(*USUAL[:6], *BETTER, first="2025-05")).picture.notes
    assert any(one.startswith("Not followed here: the decision about November 2025") for one in notes)


def test_with_nobody_there_is_a_sentence_and_nothing_to_compare():
    found = shown(some_facts([]))
    assert found.picture.sentence == "Nobody has told us about this yet."
    assert found.is_thin and found.people_say.startswith("Too few people to compare: nobody before")


def test_a_mean_of_days_is_told_for_both_sides_and_people_by_the_month():
    lost = [
        {"month": f"2025-{month:02}", "joins": [{"days_lost": days}]}
        for month, days in ((10, 4.0), (11, 2.0))
        for _ in range(10)
    ]
    days = shown(some_facts(lost), measure="joins.days_lost", direction=Direction.DOWN).people_say
    assert days == (
        "Before November 2025: 4.0 days on average, for 10 people. "
        "Since then: 2.0 days on average, for 10 people."
    )
    people = shown(asked((1, 10), (1, 12), (1, 13), first="2025-09"), measure="people").people_say
    assert people == "Before November 2025, 11 people told us in a usual month. Since then, 13."
    one = shown(asked((1, 12), first="2025-11"), measure="people").people_say
    assert one == "There is no whole month to count on both sides of November 2025 yet."


def test_without_a_baseline_nothing_is_compared():
    found = shown(asked(*USUAL), baseline=None)
    assert found.people_say == "" and "usual variation" in found.picture.sentence


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"measure": ""}, "nobody has chosen what to measure"),
        ({"lost": ("service_id",)}, "what it was measured in isn’t there any more"),
        ({"measure": "answer.gone"}, "we don’t know the figure that was chosen"),
        ({"measure": "theme.never_was"}, "we don’t know the figure that was chosen"),
    ],
)
def test_why_nothing_is_drawn(changes, said):
    found = shown(asked(*USUAL), **changes)
    assert found.picture is None and said in found.nothing and found.finding == found.nothing


@pytest.mark.parametrize("changes", [{"measure": "theme.not_rung"}, {"scope": "theme=not_rung"}])
def test_a_retired_theme_is_not_drawn_and_what_came_after_it_is_named(changes, monkeypatch):
    now = load_taxonomy()
    retired = MappingProxyType({"not_rung": Retired("Nobody rang back", "had_to_chase")})
    for place in ("reporting.pictures_of_promises", "analysis.measures"):
        monkeypatch.setattr(f"{place}.load_taxonomy", lambda: replace(now, retired=retired))
    found = shown(asked(*USUAL), **changes)
    assert found.picture is None and "“Nobody rang back”" in found.nothing
    assert f"“{now.themes['had_to_chase'].title}”" in found.nothing


def test_a_promise_is_measured_in_its_scope_alone():
    facts = some_facts(
        [
            {"month": "2025-10", "speaker": who, "answers": {"told_whom_to_contact": "yes"}}
            for who in ("myself", "family")
        ]
    )
    promise = replace(PROMISE, scope="who=patients")
    looked = look_at(facts, promise, ITS, today=TODAY, smallest=10)
    assert looked.facts.people == 1


@pytest.mark.parametrize(
    ("changes", "is_held"),
    [
        ({}, True),
        ({"scope": "programme=strategy"}, True),
        ({"scope": "who=patients"}, False),
        ({"scope": "programme=hub"}, False),
        ({"baseline": None}, False),
        ({"lost": ("service_id",)}, False),
        ({"ended_at": datetime(2026, 11, 12, 9, tzinfo=UTC)}, False),
    ],
)
def test_a_page_holds_the_same_people_against_the_month_that_a_promise_does(changes, is_held):
    facts = asked((3, 10), first="2025-09")
    of_all = {"strategy": KnownProgramme("Strategy", frozenset(), covers_all=True)}
    facts = replace(facts, directory=replace(facts.directory, programmes=of_all))
    looked = look_at(facts, replace(PROMISE, scope="programme=strategy"), ITS, today=TODAY, smallest=10)
    found = promised_baselines(looked, [replace(PROMISE, **changes)])
    assert [one.month for one in found.get(TOLD.id, ())] == [date(2025, 11, 1)] * is_held
