"""A promise beside what people say: its measure over time, and what it was before and since its baseline."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from analysis.changes import difference_range
from analysis.measures import Kind, Measure, measure_called, monthly
from analysis.narrow import narrow
from analysis.taxonomy import load_taxonomy
from content.words import words
from models.commitment import LONGEST_SEEN, CommitmentSeen, Direction
from models.facts import Facts, Happening
from models.indicator import IndicatorSeen
from models.limits import Decided, LimitsKind
from models.programme import ProgrammeSeen
from reporting import wording
from reporting.looked import Looked
from reporting.own_days import with_own_days
from reporting.picture import Picture
from reporting.pictures_over_time import over_time
from reporting.spc_shown import PROMISE, facts_of
from reporting.spc_wording import name_of, number
from reporting.theme_titles import NOTHING_TO_KNOW
from reporting.wording import SHOW_FROM


@dataclass(frozen=True, eq=False)
class Shown:
    """What is drawn for a promise: `picture` of its measure, or `nothing`, which says why there is none.

    `people_say` is what it was before the baseline and since, and `before` its part about the time before;
    empty where there is no baseline. `is_thin`: there are fewer than 10 people, on one side of the baseline
    where there is one.
    """

    picture: Picture | None = None
    people_say: str = ""
    before: str = ""
    nothing: str = ""
    is_thin: bool = True

    @property
    def finding(self) -> str:
        """All of it in words, as whoever decides has it before them."""
        said = self.picture.sentence if self.picture else self.nothing
        return " ".join(filter(None, (said, self.people_say)))

    def counts_otherwise_than(self, seen: str) -> bool:
        """Whether the time before the baseline is counted otherwise now than in a finding that was kept."""
        is_whole = 0 < len(seen) < LONGEST_SEEN
        return is_whole and bool(self.before) and self.before not in seen


@dataclass(frozen=True)
class Side:
    """What a measure was on one side of a baseline: its sum, of so many people, in so many months."""

    part: float
    whole: int
    months: int


def look_at(
    facts: Facts,
    promise: CommitmentSeen,
    programme: ProgrammeSeen,
    *,
    today: date,
    smallest: int,
    marks: Mapping[str, str] = NOTHING_TO_KNOW,
) -> Looked:
    """What the measure of a promise is taken in, with its own days beside those of its programme."""
    looking = promise.looking
    whole = narrow(facts, looking.scope, is_people_only=looking.is_people_only)
    whole = with_own_days(whole, programme)
    days = {"said": promise.said_on, "due": promise.due_on}
    own = [
        Happening(day, words(f"commitments.chart.{name}"), "", PROMISE) for name, day in days.items() if day
    ]
    whole = replace(whole, happenings=(*whole.happenings, *own))
    return Looked(whole, whole, looking.scope, today, smallest, looking.is_people_only, marks)


def promise_shown(looked: Looked, promise: CommitmentSeen) -> Shown:
    """The control chart with its frozen baseline, as far as there is something to draw."""
    if why := why_nothing(promise):
        return Shown(nothing=why)
    measure = measure_called(promise.measure)
    picture = over_time(looked, measure, frozen(promise))
    heading = words("commitments.chart.heading", name=name_of(measure, looked))
    picture = replace(picture, heading=heading)
    if promise.baseline is None:
        told = int(monthly(facts_of(looked, measure), measure)["whole"].sum())
        return Shown(picture, is_thin=told < SHOW_FROM)
    sides = before_and_since(looked, measure, promise.baseline)
    is_thin = min(one.whole for one in sides) < SHOW_FROM
    said = people_say(*sides, measure, promise.baseline, promise.direction)
    before = said_before(sides[0], measure, promise.baseline)
    return Shown(picture, said, before if said.startswith(before) else "", is_thin=is_thin)


def why_nothing(promise: CommitmentSeen | IndicatorSeen, filed: str = "commitments.chart") -> str:
    """Why a promise, or what people say beside a figure, has no chart; empty where it has one.

    `filed` is where the words for it are.
    """
    if not promise.measure:
        return words(f"{filed}.no_measure")
    if promise.lost:
        return words(f"{filed}.lost")
    try:
        theme = measure_called(promise.measure).theme
    except ValueError:
        return words(f"{filed}.unknown")
    taxonomy = load_taxonomy()
    for one in (theme, promise.looking.scope.theme):
        if one and (gone := taxonomy.retired.get(one)):
            after = taxonomy.themes[gone.successor].title
            return words(f"{filed}.retired", theme=gone.title, after=after)
        if one and one not in taxonomy.themes:
            return words(f"{filed}.unknown")
    return ""


def people_say(
    before: Side, since: Side, measure: Measure, baseline: date, direction: Direction | None
) -> str:
    """What it was before the baseline and since, how far chance could move it, and which way was promised."""
    month = wording.month_name(baseline)
    if measure.kind is Kind.COUNT:
        if not (before.months and since.months):
            return words("commitments.people_say.one_side", month=month)
        per_month = number(since.part / since.months)
        return _joined(said_before(before, measure, baseline), "count_since", per_month)
    if min(before.whole, since.whole) < SHOW_FROM:
        people = {name: wording.people(one.whole) for name, one in _sides(before, since).items()}
        return words("commitments.people_say.too_few", month=month, **people)
    said = _joined(said_before(before, measure, baseline), "since", _value(since, measure))
    return said if measure.kind is Kind.MEAN else f"{said} {_how_far(before, since, direction)}"


def said_before(before: Side, measure: Measure, baseline: date) -> str:
    """What it was before the baseline, in a sentence; empty where nobody told us of that time."""
    month = wording.month_name(baseline)
    if measure.kind is Kind.COUNT:
        per_month = number(before.part / before.months) if before.months else ""
        return words("commitments.people_say.count_before", month=month, value=per_month) if per_month else ""
    value = _value(before, measure) if before.whole else ""
    return words("commitments.people_say.before", month=month, value=value) if value else ""


def _value(side: Side, measure: Measure) -> str:
    if measure.kind is not Kind.MEAN:
        return wording.share(int(side.part), side.whole)
    people = wording.people(side.whole)
    return words("over_time.value.mean", mean=number(side.part / side.whole), people=people)


def _joined(before: str, since: str, value: str) -> str:
    return f"{before} {words(f'commitments.people_say.{since}', value=value)}"


def before_and_since(looked: Looked, measure: Measure, baseline: date) -> tuple[Side, Side]:
    """What the measure was in the months before a baseline, and from that month on.

    A count needs whole months: the one that is not over is in neither.
    """
    months = monthly(facts_of(looked, measure), measure)
    month = months["month"].dt.date
    is_over = month < looked.today.replace(day=1)
    counts = is_over if measure.kind is Kind.COUNT else month <= looked.today
    found = []
    for chosen in (months[counts & (month < baseline)], months[counts & (month >= baseline)]):
        found.append(Side(float(chosen["part"].sum()), int(chosen["whole"].sum()), len(chosen)))
    return found[0], found[1]


def _how_far(before: Side, since: Side, direction: Direction | None) -> str:
    """The difference with its 95% range, and whether it goes the way of the promise by more than chance."""
    low, high = difference_range(int(since.part), since.whole, int(before.part), before.whole)
    change = since.part / since.whole - before.part / before.whole
    said = words(
        "commitments.people_say.difference", points=_points(change), low=_points(low), high=_points(high)
    )
    if low <= 0 <= high:
        return f"{said} {words('commitments.people_say.chance')}"
    went = Direction.UP if low > 0 else Direction.DOWN
    key = "as_promised" if went is direction else "other_way"
    return f"{said} {words(f'commitments.people_say.{key}')}"


def _points(change: float) -> str:
    """A change of a share as people say it: "3 percentage points less"."""
    points = round(100 * change)
    key = "more" if points > 0 else "less" if points < 0 else "alike"
    return words(f"commitments.people_say.{key}", points=abs(points))


def _sides(before: Side, since: Side) -> dict[str, Side]:
    return {"before": before, "since": since}


def frozen(promise: CommitmentSeen) -> list[Decided]:
    """The baseline, as limits that stay."""
    at = promise.frozen_at or promise.added_at
    if promise.baseline is None or at is None:
        return []
    name = promise.frozen_by or words("commitments.our_files")
    reason = words("commitments.chart.frozen_because")
    return [Decided(promise.id, LimitsKind.FROZEN, promise.baseline, reason, name, at)]
