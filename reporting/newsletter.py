"""What does a month's newsletter say? A draft for a person to read and change, from what may be published.

Counted is who agreed that reports use what they told us, once a person had approved it; every number went
through the gate. What the gate refuses is left out, and so is a sentence of a colleague's that has a number
in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from analysis import counted
from analysis.disclosure import PublishableShare, Rules, publish_row, publish_share
from analysis.narrow import narrow
from analysis.public import only_public
from content.words import ENGLISH, words
from models.commitment import CommitmentSeen
from models.facts import Facts
from models.recommendation_seen import RecommendationSeen
from models.scope import Scope
from models.vocabulary import Journey, Rating
from models.watchdog import HERE
from reporting import wording
from reporting.publishable import publishable_rules
from reporting.theme_titles import theme_title

SOON = timedelta(days=31)
MOST_THEMES = 5
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|couple|half)\b", re.I
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_MARKED = re.compile(r"([\\`*_\[\]<>#|!])")


class TextKind(StrEnum):
    """How the text is written; its mark-up is for programs that know it."""

    TEXT = "text"
    MARKDOWN = "markdown"


@dataclass(frozen=True, eq=False)
class Month:
    """What a newsletter is drafted from. `since` and `until` are the days of the month that it tells of.

    `facts` are all of the watchdog's, `recommendations` those that anybody may read of. `address` is where
    people tell us; `events` are days and places.
    """

    watchdog: str
    telephone: str
    address: str
    since: date
    until: date
    made_on: date
    promises: Sequence[CommitmentSeen]
    facts: Facts
    events: Sequence[tuple[date, str]]
    rules: Rules
    recommendations: Sequence[RecommendationSeen] = ()


class Section(NamedTuple):
    """A heading, sentences, and a list after them."""

    title: str
    said: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


def newsletter(month: Month, kind: TextKind) -> str:
    """The whole text."""
    title = _said("title", watchdog=month.watchdog, month=wording.month_name(month.since))
    sections = [section for section in _sections(month) if section.said or section.points]
    if kind is TextKind.TEXT:
        return _as_text(title, sections)
    return _as_markdown(title, sections)


def _sections(month: Month) -> Iterator[Section]:
    given = tuple(_given(month))
    yield Section(_said("promises"), () if given else (_said("no_promises"),), given)
    yield Section(_said("due"), (), tuple(_due(month)))
    yield Section(_said("asked"), (), tuple(_asked(month)))
    yield Section(_said("answered"), (), tuple(_answered(month)))
    yield from _told(month)
    coming = tuple(
        _said("event", day=wording.day(day), place=place)
        for day, place in sorted(month.events)
        if day >= month.made_on
    )
    yield Section(_said("events"), () if coming else (_said("no_events"),), coming)
    ring = (_said("tell_ring", telephone=month.telephone),) if month.telephone else ()
    yield Section(_said("tell"), (_said("tell_here", address=month.address), *ring))
    yield Section(_said("method_heading"), (_method(month), _said("method_themes"), _said("method_who")))


def _given(month: Month) -> Iterator[str]:
    """Each promise that is followed, with the verdict that holds, where that was given in the month."""
    for one in month.promises:
        holds = one.holds
        if holds is None or not one.is_followed:
            continue
        if month.since <= holds.signed_at.astimezone(HERE).date() <= month.until:
            yield _said(
                "promise",
                quotation=_one_line(one.quotation),
                promised_by=one.promised_by,
                programme=one.programme,
                verdict=words(f"commitments.verdict.{holds.verdict.value}").lower(),
                reason=_without_numbers(_one_line(holds.reason)),
            )


def _without_numbers(reason: str) -> str:
    """The sentences without a number in them, and a note where one was left out."""
    kept = [
        _said("number_left_out") if _NUMBER.search(sentence) else sentence
        for sentence in _SENTENCE.split(reason)
    ]
    return " ".join(dict.fromkeys(kept))


def _due(month: Month) -> Iterator[str]:
    soon = [
        (one.due_on, one)
        for one in month.promises
        if one.is_followed and one.due_on and month.made_on <= one.due_on <= month.made_on + SOON
    ]
    for day, one in sorted(soon, key=lambda due: due[0]):
        quotation = _one_line(one.quotation)
        yield _said("due_one", day=wording.day(day), quotation=quotation, promised_by=one.promised_by)


def _asked(month: Month) -> Iterator[str]:
    """What was asked of whom in the month."""
    for one in month.recommendations:
        if one.sent_on is not None and month.since <= one.sent_on <= month.until:
            yield _said("asked_one", day=wording.day(one.sent_on), body=one.body, asks=_one_line(one.asks))


def _answered(month: Month) -> Iterator[str]:
    """What was answered in the month, as far as it is published."""
    for one in month.recommendations:
        answer = one.answer
        if answer is not None and month.since <= answer.received_on <= month.until:
            stance = words(f"what_people_say.stance.{answer.stance.value}") if answer.stance else ""
            gaps = {"body": one.body, "asks": _one_line(one.asks), "stance": stance}
            yield _said("answered_one", day=wording.day(answer.received_on), **gaps).strip()


def _told(month: Month) -> Iterator[Section]:
    """How many told us, of what and how it was: nothing at all unless all of it may be shown together."""
    facts = narrow(only_public(month.facts), Scope(since=month.since, until=month.until))
    rules = publishable_rules(month.rules)
    journeys = _row(facts, "journey", [one.value for one in Journey], rules)
    ratings = _row(facts, "rating", [one.value for one in Rating], rules)
    wholes = {share.whole.shown for share in (*journeys.values(), *ratings.values())}
    if None in wholes:
        yield Section(_said("told"), (_said("too_few"),))
        return
    yield Section(
        _said("told"), (_said("told_people", people=f"{max(filter(None, wholes)):,}"), _said("left_out"))
    )
    for title, named, shares in (("about", "journey", journeys), ("rated", "rating", ratings)):
        lines = [_share(words(f"named.{named}.{name}"), share) for name, share in shares.items() if name]
        yield Section(_said(title), (), tuple(filter(None, lines)))
    yield Section(_said("themes"), (), tuple(_themes(facts, rules)))


def _row(facts: Facts, column: str, names: Sequence[str], rules: Rules) -> dict[str, PublishableShare]:
    """So many of everybody by what they chose; under "" whoever chose nothing."""
    counts = facts.feedback[column].value_counts()
    parts = {name: int(counts.get(name, 0)) for name in names}
    parts[""] = facts.people - sum(parts.values())
    return dict(zip(parts, publish_row(list(parts.values()), rules), strict=True))


def _themes(facts: Facts, rules: Rules) -> Iterator[str]:
    """Those that most spoke of, as far as may be told: in the order of what is shown."""
    read = counted.people_read(facts)
    found = counted.people_by_theme(facts)
    shown = [
        (theme_title(theme), publish_share(int(people), read, rules))
        for theme, people in zip(found["theme"], found["people"], strict=True)
    ]
    told = [(title, share) for title, share in shown if share.share]
    for title, share in sorted(told, key=lambda one: (-(one[1].part.shown or 0), one[0]))[:MOST_THEMES]:
        yield _share(title, share)


def _share(name: str, share: PublishableShare) -> str:
    """So many of so many; empty where it is hidden, or nobody said so."""
    if not share.share:
        return ""
    percent = round(100 * share.share)
    return _said(
        "share", name=name, part=f"{share.part.shown:,}", whole=f"{share.whole.shown:,}", percent=percent
    )


def _method(month: Month) -> str:
    rules = publishable_rules(month.rules)
    return _said(
        "method",
        since=wording.day(month.since),
        until=wording.day(min(month.until, month.made_on)),
        made=wording.day(month.made_on),
        **rules._asdict(),
    )


def _as_text(title: str, sections: Sequence[Section]) -> str:
    lines = [title, "=" * len(title), "", _said("lead")]
    for section in sections:
        lines += ["", section.title, "-" * len(section.title), *section.said]
        lines += [f"- {point}" for point in section.points]
    return "\n".join([*lines, "", _said("stop"), ""])


def _as_markdown(title: str, sections: Sequence[Section]) -> str:
    lines = [f"# {_inert(title)}", "", _said("lead")]
    for section in sections:
        lines += ["", f"## {_inert(section.title)}", ""]
        lines += ["\n\n".join(map(_inert, section.said))] if section.said else []
        lines += [""] * bool(section.said and section.points)
        lines += [f"- {_inert(point)}" for point in section.points]
    return "\n".join([*lines, "", _inert(_said("stop")), ""])


def _inert(said: str) -> str:
    """The same for a program that reads Markdown: nothing in it is mark-up."""
    return _MARKED.sub(r"\\\1", said)


def _one_line(said: str) -> str:
    return " ".join(said.split())


def _said(key: str, **gaps: str | int) -> str:
    return words(f"newsletter_desk.draft.{key}", language=ENGLISH, **gaps)
