"""What a control chart says, in words: the finding, its numbers, and what is to be known of its limits."""

from collections.abc import Sequence
from datetime import date
from statistics import median

from analysis.follow import FEW, Every, Span, Variation
from analysis.measures import Kind, Measure
from analysis.spc import Footing
from content.words import words
from models.limits import LimitsKind
from reporting import wording
from reporting.looked import Looked
from reporting.scope_words import days_in_words
from reporting.spc_reasons import points_in_words, why
from reporting.spc_shown import Shown, span_title, title_of
from reporting.theme_titles import theme_title
from reporting.wording import SHOW_FROM


def name_of(measure: Measure, looked: Looked | None = None) -> str:
    """What a measure is called. With what is looked at, it says what is to be known of a theme's counts."""
    kind, _, name = measure.id.partition(".")
    if kind == "theme":
        return words("over_time.measures.theme", name=theme_title(name, looked.theme_marks if looked else {}))
    if kind != "answer":
        return words(f"over_time.measures.{name or kind}")
    question, _, said = name.partition(".")
    asked = words(f"leaving_hospital.asked.{question}")
    return words("over_time.measures.no", name=asked) if said else asked


def heading(measure: Measure, name: str, programme: str = "") -> str:
    """The question that a chart answers. `programme` is one whose beginning limits were frozen at."""
    if programme:
        return words("over_time.heading.programme", name=name, programme=programme)
    key = "people" if measure.kind is Kind.COUNT else "any"
    return words(f"over_time.heading.{key}", name=name)


def finding(shown: Shown, *, is_card: bool = False) -> str:
    """How the last point reads, and why. On a card neither its name nor its value is said again."""
    last = shown.told[-1]
    gaps = {"name": shown.name, "when": title_of(shown, last), "value": value_of(shown.measure, last)}
    card = "card_" if is_card else ""
    if shown.footing is Footing.RUN_CHART:
        return words(
            f"over_time.finding.{card}too_short", points=points_in_words(shown, len(shown.base)), **gaps
        )
    variation = last.variation(shown.measure.better)
    if variation is not Variation.USUAL:
        said = words(f"over_time.finding.{variation}")
        return words(
            f"over_time.finding.{card}now",
            finding=said if is_card else said[0].lower() + said[1:],
            why=why(shown, last),
            **gaps,
        )
    earlier = _earlier(shown)
    return words(
        f"over_time.finding.{card}{'nothing_now' if earlier else 'nothing'}", earlier=earlier, **gaps
    )


def sentence(shown: Shown) -> str:
    """The finding, what is usual, and as much about a cause as the signals support."""
    said = [finding(shown)]
    if shown.footing is Footing.RUN_CHART:
        return said[0]
    said.append(_average_sentence(shown))
    if shown.frozen_from and shown.told[-1].start >= shown.frozen_from:
        after = [one for one in shown.followed.told if one.start >= shown.frozen_from]
        above = sum(one.point.value > one.point.limits.mean for one in after if one.point)
        since = points_in_words(shown, len(after))
        said.append(words("over_time.average.above_since", points=since, above=above))
        if shown.told[-1].is_marked and shown.programme:
            is_better = shown.told[-1].variation(shown.measure.better) is Variation.BETTER
            key = "consistent" if is_better else "came_after"
            said.append(words(f"over_time.average.{key}", programme=shown.programme))
        elif not any(one.is_marked for one in after):
            said.append(words("over_time.average.not_seen", month=span_title(shown.frozen_from, shown.every)))
    return " ".join(said)


def value_of(measure: Measure, span: Span) -> str:
    """The figure of a month or quarter with its people: "70% of 36 people"; of few people, as they are."""
    part, whole = span.part, span.whole
    if measure.kind is Kind.COUNT:
        return wording.people(int(part))
    if whole < SHOW_FROM:
        key = "share_few" if measure.is_share else "mean_few"
        return words(f"over_time.value.{key}", part=f"{part:,.0f}", people=wording.people(whole))
    if measure.is_share:
        return wording.share(int(part), whole)
    return words("over_time.value.mean", mean=number(part / whole), people=wording.people(whole))


def line_value(measure: Measure, value: float) -> str:
    """A line of the chart, as the words beside it say: "57%", or "31"."""
    if measure.is_share:
        return words("over_time.axis_name.share", value=f"{100 * min(max(value, 0.0), 1.0):.0f}")
    return number(max(value, 0.0))


def number(value: float) -> str:
    """Whole from 10 on, with one decimal below.

    >>> [number(one) for one in (9.94, 10.2, 1234)]
    ['9.9', '10', '1,234']
    """
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def middle_of(spans: Sequence[Span]) -> float:
    """The middle value of points that have no limits yet."""
    return median(one.value for one in spans if one.value is not None)


def limits_note(shown: Shown) -> str:
    """From how many points the limits of the last one are made, and how far to trust them."""
    points, unit = points_in_words(shown, len(shown.base)), words(f"over_time.{shown.every}s")
    if shown.footing is Footing.RUN_CHART:
        if len(shown.base) >= 7:
            return words("over_time.note.all_alike")
        since = "_since" if shown.told[-1].stretch else ""
        month = title_of(shown, shown.base[0])
        return words(f"over_time.note.run_chart{since}", unit=unit, points=points, month=month)
    firm = "firm_share" if shown.measure.is_share else "firm"
    return words(f"over_time.note.{'trial' if shown.footing is Footing.TRIAL else firm}", points=points)


def notes(shown: Shown) -> list[str]:
    """What stands under the chart: what happened, what the bars are, and everything about the limits."""
    said = [_event(number, one.name, one.on, one.source) for number, one in enumerate(shown.events, start=1)]
    about = [f"{' · '.join(said)}."] if said else []
    if shown.measure.kind is not Kind.COUNT:
        about.append(words(f"over_time.note.{'bars' if shown.measure.is_share else 'days_bars'}"))
    if shown.period:
        days = days_in_words(shown.period)
        about.append(words(f"over_time.note.whole_{shown.every}s", days=days))
    about.append(limits_note(shown))
    if len(shown.base) > sum(one in shown.told for one in shown.base):
        about.append(words("over_time.note.beyond"))
    if shown.every is Every.QUARTER and shown.is_by_itself:
        about.append(words("over_time.note.quarters"))
    if shown.is_screened:
        about.append(words("over_time.note.screened"))
    gaps = [one for one in shown.spans if one.point is None]
    if nobody := [title_of(shown, one) for one in gaps if not one.whole]:
        about.append(words("over_time.note.gaps", when=_listed(nobody)))
    if few := [title_of(shown, one) for one in gaps if one.whole]:
        about.append(words("over_time.note.few", when=_listed(few), fewest=FEW))
    if shown.unfinished:
        about.append(words("over_time.note.unfinished", month=wording.month_name(shown.unfinished)))
    for one in shown.decisions:
        month = shown.taking_effect(one)
        if not month:
            about.append(words("over_time.note.unused", month=wording.month_name(one.month)))
            continue
        kind = "frozen" if one.kind is LimitsKind.FROZEN else "step"
        if kind == "frozen" and not one.signed_by:
            kind = "frozen_at_start"
        day = wording.day(one.signed_at.date())
        about.append(
            words(f"over_time.note.{kind}", month=month, name=one.signed_by, day=day, reason=one.reason)
        )
    return about


def _event(number: int, title: str, on: date, source: str) -> str:
    key = "event_with_source" if source else "event"
    return words(f"over_time.note.{key}", number=number, title=title, day=wording.day(on), source=source)


def _average_sentence(shown: Shown) -> str:
    """The average and of how many people, and of which time where a decision says so."""
    last = shown.told[-1]
    if last.point is None:
        raise ValueError("what was told has a point")
    average = line_value(shown.measure, float(last.point.limits.mean))
    people = wording.people(sum(one.whole for one in shown.base))
    average = words(f"over_time.average.{shown.measure.kind}", share=average, average=average, people=people)
    if shown.frozen_from:
        month = span_title(shown.frozen_from, shown.every)
        return words("over_time.average.before", month=month, average=average)
    if last.stretch:
        return words("over_time.average.since", month=title_of(shown, shown.base[0]), average=average)
    return words("over_time.average.plain", average=average)


def _earlier(shown: Shown) -> str:
    """The newest time shown that was not as usual; empty if none was."""
    marked = [at for at, one in enumerate(shown.told) if one.is_marked]
    if not marked:
        return ""
    end = start = marked[-1]
    variation = shown.told[end].variation(shown.measure.better)
    while start - 1 in marked and shown.told[start - 1].variation(shown.measure.better) is variation:
        start -= 1
    first, last = (title_of(shown, shown.told[at]) for at in (start, end))
    key = "earlier" if start == end else "earlier_between"
    finding = words(f"over_time.finding.{variation}")
    return words(f"over_time.finding.{key}", finding=finding, first=first, last=last)


def _listed(titles: Sequence[str]) -> str:
    return ", ".join(titles)
