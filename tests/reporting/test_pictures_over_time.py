"""One measure over time: what its chart and its card say, and what they must not."""

import re
from base64 import b64decode
from datetime import UTC, date, datetime
from uuid import UUID
from xml.etree.ElementTree import fromstring

import pytest

from analysis.follow import Every, Variation
from analysis.measures import ANSWERED, OTHERS, measure_called
from models.facts import Happening
from models.limits import Decided, LimitsKind
from models.scope import Scope
from reporting.picture import Source
from reporting.pictures_over_time import Reading, over_time, reading
from reporting.spc_icon import icon
from reporting.spc_places import apart
from reporting.spc_wording import name_of
from tests.over_time_facts import HUB, asked, look, some_facts
from tests.reporting.frames import drawn_words

TOLD, PEOPLE = measure_called("answer.told_whom_to_contact"), measure_called("people")
USUAL = ((12, 30), (14, 30)) * 6
BETTER = ((20, 30), (21, 30)) * 6


def decided(kind: LimitsKind, month: date = date(2025, 11, 1)) -> Decided:
    signed = datetime(2026, 11, 12, 9, tzinfo=UTC)
    return Decided(UUID(int=1), kind, month, "The hub <opened>.", "J. Osei", signed)


FROZEN, STEP = decided(LimitsKind.FROZEN), decided(LimitsKind.STEP)


def test_usual_variation_says_so_and_claims_nothing() -> None:
    picture = over_time(look(asked(*USUAL)), TOLD)
    assert picture.sentence == (
        "Told who to contact: usual variation. October 2025 was 47% of 30 people. "
        "The average is 43% of 360 people."
    )
    assert picture.source is Source.ANSWERS
    assert "Limits are made from 12 months, and are wider where fewer people answered." in picture.notes


def test_a_change_after_a_freeze_is_told_with_what_was_before_and_not_as_a_cause() -> None:
    picture = over_time(look(asked(*USUAL, *BETTER)), TOLD, [FROZEN])
    assert picture.sentence == (
        "Told who to contact: better than usual, two of three months close to the upper limit, "
        "and 12 months in a row above the average. October 2026 was 70% of 30 people. "
        "The average before November 2025 was 43% of 360 people. Of the 12 months since, 12 were above it. "
        "This is consistent with Testford Discharge Hub; it doesn’t show that it was the cause."
    )
    assert picture.heading == "Did anything change with Testford Discharge Hub? Told who to contact"
    note = "Limits fixed on what came before November 2025, by J. Osei, 12 November 2026: “The hub <opened>.”"
    assert note in picture.notes


@pytest.mark.parametrize("happenings", [(), (HUB._replace(on=date(2025, 9, 3)),)])
def test_nothing_is_consistent_with_a_programme_that_began_another_month(happenings) -> None:
    picture = over_time(look(asked(*USUAL, *BETTER, happenings=happenings)), TOLD, [FROZEN])
    assert "better than usual" in picture.sentence and "consistent" not in picture.sentence


def test_without_a_signal_after_a_freeze_there_is_no_talk_of_a_programme() -> None:
    sentence = over_time(look(asked(*USUAL, *USUAL)), TOLD, [FROZEN]).sentence
    assert "doesn’t differ from what was usual before by more than chance" in sentence
    assert "consistent" not in sentence


def test_what_got_worse_is_not_called_consistent_with_a_programme() -> None:
    worse = measure_called("answer.told_whom_to_contact.no")
    counts = [(whole - yes, whole) for yes, whole in (*USUAL, *BETTER)]
    sentence = over_time(look(asked(*counts)), worse, [FROZEN]).sentence
    assert "worse than usual" in sentence and "consistent" not in sentence
    assert "It came after Testford Discharge Hub began, which doesn’t show that it was the cause." in sentence


def test_a_frozen_baseline_is_of_the_months_before_it_whatever_period_is_shown() -> None:
    facts = asked(*USUAL, *BETTER)
    whole = over_time(look(facts), TOLD, [FROZEN])
    shown = over_time(look(facts, Scope(since=date(2026, 4, 15))), TOLD, [FROZEN])
    assert shown.sentence == whole.sentence
    assert shown.table.iloc[0, 0] == "April 2026" and len(shown.table) == 7
    assert shown.table["Average"].tolist() == whole.table["Average"].tolist()[-7:] == ["43%"] * 7
    assert "Months before the period you chose count for the limits too." in shown.notes


def test_a_step_has_an_average_of_its_own() -> None:
    picture = over_time(look(asked(*USUAL, *BETTER)), TOLD, [STEP])
    assert "The average since November 2025 is 68% of 360 people." in picture.sentence
    assert picture.table["Average"].tolist() == ["43%"] * 12 + ["68%"] * 12


@pytest.mark.parametrize(
    ("months", "note", "has_limits", "has_icon"),
    [
        (6, "No limits yet: they need 7 months, and there are 6 months.", False, False),
        (7, "Trial limits: they are made from only 7 months,", True, False),
        (11, "Trial limits: they are made from only 11 months,", True, False),
        (12, "Limits are made from 12 months,", True, True),
    ],
)
def test_limits_from_seven_points_and_an_icon_from_twelve(months, note, has_limits, has_icon) -> None:
    looked = look(asked(*USUAL[:months]))
    picture = over_time(looked, TOLD)
    assert any(one.startswith(note) for one in picture.notes)
    assert ("none" not in picture.table["Upper limit"].tolist()) is has_limits
    assert bool(icon(reading(looked, TOLD), "light")) is has_icon
    words = drawn_words(picture.draw("light").to_dict())
    assert any(one.startswith("upper limit") for one in words) is has_limits
    assert any(one.startswith("middle") for one in words) is not has_limits


@pytest.mark.parametrize(("last", "said"), [((7, 9), "was 7 of 9 people"), ((7, 10), "was 70% of 10 people")])
def test_fewer_than_ten_people_are_no_percentage(last, said) -> None:
    looked = look(asked(*USUAL, last))
    picture = over_time(looked, TOLD)
    assert said in picture.sentence and "78%" not in picture.sentence
    words = {*drawn_words(picture.draw("light").to_dict()), *picture.table["Share"]}
    assert not any("78%" in one for one in words)
    assert picture.table["Share"].iloc[-1] == ("too few people" if last[1] < 10 else "70%")
    assert reading(looked, TOLD).value == said.removeprefix("was ")


def test_a_month_with_nobody_is_a_gap_and_said_to_be_one() -> None:
    picture = over_time(look(asked(*USUAL[:5], (0, 0), *USUAL[:6])), TOLD)
    assert any("Nobody answered in April 2025. That is a gap, not a nought" in one for one in picture.notes)
    assert picture.table.iloc[5].tolist() == ["April 2025", 0, 0, "nobody", *["none"] * 4]
    assert any("only 11 months" in one for one in picture.notes)


def test_a_month_that_is_not_over_is_left_out_of_a_count_and_one_with_nobody_is_a_nought() -> None:
    facts = asked(*[(1, 30)] * 12, first="2025-09")
    counted = over_time(look(facts, today=date(2026, 11, 20)), PEOPLE)
    assert counted.table.iloc[-2:, :2].to_numpy().tolist() == [["September 2026", 0], ["October 2026", 0]]
    assert "November 2026 isn’t over, so it isn’t drawn." in counted.notes
    unfinished = over_time(look(facts, today=date(2026, 8, 2)), PEOPLE)
    assert unfinished.table.iloc[-1, 0] == "July 2026"


def test_a_rise_that_ends_below_the_average_is_better_and_its_icon_says_high() -> None:
    counts = [(22, 30), (8, 30)] * 3 + [(23, 30)] * 3 + [(at, 30) for at in range(2, 9)]
    read = reading(look(asked(*counts)), TOLD)
    assert read.sentence == "Better than usual: 7 months in a row, each higher than the one before."
    assert (read.variation, read.is_high) == (Variation.BETTER, True)


def test_the_card_follows_the_last_point_and_remembers_the_time_before() -> None:
    read = reading(look(asked(*USUAL, (29, 30), *USUAL[:2])), TOLD)
    assert read.variation is Variation.USUAL
    assert read.sentence == "Usual variation now. Better than usual in November 2025."


@pytest.mark.parametrize(
    ("variation", "is_high", "said", "letter"),
    [
        (Variation.BETTER, True, "Better than usual, and high", "H"),
        (Variation.WORSE, False, "Worse than usual, and low", "L"),
        (Variation.UNUSUAL, True, "Higher than usual, neither better nor worse", "H"),
        (Variation.USUAL, True, "Usual variation", ""),
    ],
)
def test_an_icon_says_in_words_what_it_shows(variation, is_high, said, letter) -> None:
    shown = icon(Reading(TOLD, "", "", "", variation, is_high), "dark")
    # A drawing in the page itself would be dropped by Streamlit; one in an address stays.
    assert f'alt="{said}"' in shown and "<svg" not in shown
    coded = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', shown)
    drawn = b64decode(coded[1] if coded else "").decode()
    assert fromstring(drawn).tag.endswith("svg")
    assert re.findall(r">([HL])</text>", drawn) == ([letter] if letter else [])


def test_two_measures_on_a_page_have_files_of_their_own() -> None:
    looked = look(asked(*USUAL))
    assert {over_time(looked, one).name for one in (TOLD, PEOPLE)} == {
        "over_time_answer_told_whom_to_contact",
        "over_time_people",
    }


def test_no_name_of_a_measure_speaks_to_the_reader_as_the_patient() -> None:
    names = [name_of(measure_called(f"answer.{one}")) for one in ANSWERED]
    assert "Understood their medicines" in names
    assert not any(re.search(r"\byou(r)?\b", one) for one in names)


def test_few_people_a_month_are_put_together_by_the_quarter() -> None:
    picture = over_time(look(asked(*[(2, 5)] * 24)), TOLD)
    assert picture.table.columns[0] == "Quarter" and picture.table.iloc[1, 0] == "January to March 2025"
    assert any(one.startswith("Quarters, because") for one in picture.notes)
    by_month = over_time(look(asked(*[(2, 5)] * 24)), TOLD, every=Every.MONTH)
    assert by_month.table.columns[0] == "Month" and len(by_month.table) == 24


def test_many_days_of_listening_in_a_month_are_one_bead() -> None:
    days = [Happening(date(2025, 6, day), f"Library {day}", "", "outreach") for day in (3, 10, 17)]
    picture = over_time(look(asked(*USUAL, *USUAL, happenings=[*days, HUB])), TOLD)
    assert picture.notes[0].startswith("1 3 days of listening, 3 June 2025 · 2 Testford Discharge Hub, 3 Nov")


def test_comments_behind_a_point_are_of_those_who_said_so() -> None:
    picture = over_time(look(asked((2, 12), (1, 12))), TOLD)
    assert picture.marks == {"November 2024": [0, 1], "December 2024": [12]}
    assert picture.fewest == 1
    assert picture.counts is not None and picture.counts.cells == [[2], [1]]


def test_an_odd_jump_widens_limits_unless_it_is_left_out() -> None:
    looked = look(asked(*USUAL[:6], (30, 30), *USUAL[:6]))
    kept, left_out = over_time(looked, TOLD), over_time(looked, TOLD, screen=True)
    assert kept.table["Upper limit"].iloc[0] > left_out.table["Upper limit"].iloc[0]
    assert "Odd jumps were left out when the limits were set." in left_out.notes


def test_nobody_is_said_in_words_and_draws_in_both_looks() -> None:
    for looked in (look(some_facts([{"month": "2026-01-01"}])), look(some_facts([]))):
        picture = over_time(looked, TOLD)
        assert picture.sentence == "Nobody has told us about this yet."
        assert picture.draw("dark") and reading(looked, TOLD).variation is None


def test_every_measure_has_a_name() -> None:
    ids = [*(one.id for one in OTHERS), *(f"answer.{one}.no" for one in ANSWERED), "theme.had_to_chase"]
    names = [name_of(measure_called(id)) for id in ids]
    assert len({*names}) == len(names) and all(names)


def test_labels_lie_apart() -> None:
    assert apart([100, 104, 97]) == [100, 115, 85]
