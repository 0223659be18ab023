"""The box on method and limits: who told us and how, what is counted of it, and what that can't show.

Every sentence is written from the data, and every number of people in it went through the gate.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from analysis.behind import Behind
from analysis.disclosure import PublishableShare, Rules, publish_row, publish_share
from content.words import words
from models.facts import Facts
from models.period import Days
from models.vocabulary import Channel
from reporting import wording
from reporting.looked import Looked
from reporting.publishable import publishable_rules
from reporting.scope_words import days_in_words

TAXONOMY, MODEL, PRODUCT = "taxonomy", "model", "product"


def method(looked: Looked, rules: Rules) -> tuple[str, ...]:
    """The box of a document whose figures are made of what is looked at: of public facts alone."""
    rules = publishable_rules(rules)
    return (
        *_who_told_us(looked, rules),
        _say("agreed"),
        _say("chosen"),
        *_read(looked.behind_tags, rules, has_marks=bool(looked.theme_marks)),
        _say("hidden", cell=rules.cell, base=rules.base),
        _say("rounded", round_to=rules.round_to),
    )


def counted(looked: Looked, rules: Rules) -> tuple[int, ...]:
    """How many people that box says told us, in all and in each way; nothing of what is hidden."""
    ways = _ways(looked.facts, publishable_rules(rules)).values()
    shown = {number.shown for share in ways for number in (share.whole, share.part)}
    return tuple(sorted(number for number in shown if number))


def method_without_figures() -> tuple[str, ...]:
    """The box of a document that has no figures of ours."""
    return (_say("nobody"),)


def method_of_quotations() -> str:
    """What is to be known of the words that are quoted."""
    return _say("quoted")


def versions_said(versions: Mapping[str, str]) -> str:
    """What read the comments, by which list of themes, and what the document was made with."""
    key = "versions" if versions.get(TAXONOMY) else "versions_unread"
    return _say(key, **{name: versions.get(name, "") for name in (TAXONOMY, MODEL, PRODUCT)})


def _who_told_us(looked: Looked, rules: Rules) -> Iterator[str]:
    when = days_in_words(Days(looked.scope.since, looked.scope.until)) or _say(
        "all_time", day=wording.day(looked.today)
    )
    ways = _ways(looked.facts, rules)
    whole = next(iter(ways.values())).whole.shown
    if not whole:
        yield _say("people_few", when=when)
        yield _say("ways_few")
        return
    yield _say("people", people=f"{whole:,}", when=when)
    shown = {name: share.part.shown for name, share in ways.items()}
    said = [
        _say("way", way=words(f"named.channel.{name}"), people=f"{people:,}")
        for name, people in shown.items()
        if people
    ]
    if said:
        yield _say("ways", ways=", ".join(said))
    if None in shown.values():
        yield _say("ways_hidden") if said else _say("ways_few")


def _ways(facts: Facts, rules: Rules) -> dict[str, PublishableShare]:
    counts = facts.feedback["channel"].value_counts()
    parts = [int(counts.get(one.value, 0)) for one in Channel]
    return dict(zip((one.value for one in Channel), publish_row(parts, rules), strict=True))


def _read(behind: Behind, rules: Rules, *, has_marks: bool) -> Iterator[str]:
    if not behind.tagged and not behind.checked:
        return
    checked = publish_share(behind.checked, behind.people, rules)
    if checked.part.shown == 0 and checked.whole.shown:
        yield _say("tags_none")
    elif checked.part.shown and checked.whole.shown:
        yield _say("tags", part=f"{checked.part.shown:,}", whole=f"{checked.whole.shown:,}")
    else:
        yield _say("tags_few")
    both = publish_share(behind.agreed, behind.read_by_both, rules)
    if both.part.shown and both.whole.shown:
        yield _say("agree", part=f"{both.part.shown:,}", whole=f"{both.whole.shown:,}")
    else:
        yield _say("agree_unknown")
    if has_marks:
        yield _say("marked")


def _say(key: str, **gaps: Any) -> str:
    return words(f"report.method.{key}", **gaps)
