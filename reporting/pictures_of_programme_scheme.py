"""A scheme for a few people: how many services they dealt with, which, and whether anybody saw the whole.

With so few people a bar of one tells of that one: nothing stands here that fewer people than `smallest` said.
Whoever told us counts, and several may tell of the same person: nothing here says how many went through it.
"""

from collections.abc import Mapping
from math import ceil

from analysis.answers_counted import Among, Share, told_by, went_well
from analysis.chains import chains
from analysis.joins_counted import told_joins
from analysis.programme_counts import dealt_with, how_many, put_together
from models.scope import Who
from reporting import pictures_of_answers, wording
from reporting.join_names import chain_name, kind
from reporting.looked import Looked
from reporting.picture import Picture
from reporting.programme_pictures import dots_note, say, told, too_few

UNDERSTOOD = ("understood_needs", "one_person")


def which_kinds(looked: Looked) -> Picture:
    """How many people told us of each kind of service, as far as enough people did."""
    met = dealt_with(looked.facts)
    everybody = _anybody(looked, met)
    named = {kind(code): who for code, who in met.items()}
    rows = _by_number(_enough(named, looked.smallest))
    sentence, notes = too_few([everybody]), [say("kinds.note"), say("whoever_told")]
    if rows:
        first, who = next(iter(rows.items()))
        people, of_all = wording.people(int(who.sum())), wording.people(everybody)
        sentence = say("kinds.most", name=first, people=people, all=of_all)
    if hidden := [name for name in named if name not in rows]:
        notes.append(say("hidden", fewest=looked.smallest, names=", ".join(hidden)))
    about = told(looked, "kinds", sentence, say("kinds.kind"), *notes)
    return pictures_of_answers.people(about, rows, of=everybody if rows else 0)


def number_of_kinds(looked: Looked) -> Picture:
    """How many people told us of so many kinds; numbers together until each bar is of enough people."""
    numbers = how_many(dealt_with(looked.facts).values())
    together = put_together(numbers, fewest=looked.smallest)
    everybody = sum(int(who.sum()) for who in numbers.values())
    sentence = too_few([everybody])
    if together:
        middle = _middle(numbers, everybody)
        key = "middle" if middle > 1 else "middle_one"
        sentence = say(f"how_many.{key}", all=wording.people(everybody), kinds=middle)
    most = max(numbers, default=0)
    rows = {_range(low, high, most): who for (low, high), who in together.items()}
    notes = say("how_many.note", fewest=looked.smallest), say("whoever_told")
    return pictures_of_answers.people(
        told(looked, "how_many", sentence, say("how_many.number"), *notes), rows
    )


def ways(looked: Looked) -> Picture:
    """The ways from service to service that enough people told us of; nobody's own."""
    found = chains(told_joins(looked.facts)).astype({"chain": str})
    every = {
        chain_name(str(chain)): looked.facts.feedback.index.isin(rows)
        for chain, rows in found.groupby("chain").groups.items()
    }
    rows = _by_number(_enough(every, looked.smallest))
    sentence = say("ways.none", fewest=looked.smallest) if every else too_few([])
    notes = []
    if rows:
        first, who = next(iter(rows.items()))
        people, of_all = wording.people(int(who.sum())), wording.people(len(found))
        sentence = say("ways.most", people=people.capitalize(), all=of_all, name=first)
        rest = len(found) - sum(int(who.sum()) for who in rows.values())
        notes = [
            say("ways.note", rest=wording.people(rest).capitalize(), fewest=looked.smallest),
            say("whoever_told"),
        ]
    about = told(looked, "ways", sentence, say("ways.way"), *notes)
    return pictures_of_answers.people(about, rows, of=len(found) if rows else 0)


def understood(looked: Looked) -> Picture:
    """What share says that one person understood, where enough people of a group say so and enough don't."""
    facts = looked.facts
    every = {
        say(
            "understood.of", question=say(f"understood.{question}"), group=say(f"group.{who.value}").lower()
        ): went_well(facts, question).within(told_by(facts, who))
        for question in UNDERSTOOD
        for who in (Who.PATIENTS, Who.FAMILIES)
    }
    shown = {name: share for name, share in every.items() if _tells_of_nobody(share, looked.smallest)}
    sentence, notes = too_few([]), [dots_note(), say("understood.note", fewest=looked.smallest)]
    if shown:
        sentence = " ".join(
            say("understood.sentence", name=name, share=wording.share(*share.people))
            for name, share in shown.items()
        )
    elif any(share.whole.any() for share in every.values()):
        sentence = say("understood.none", fewest=looked.smallest)
    about = told(looked, "understood", sentence, say("question"), *notes)
    return pictures_of_answers.shares(about, {name: {"": share} for name, share in shown.items()})


def _tells_of_nobody(share: Share, fewest: int) -> bool:
    """Whether nobody or enough people said so, and the same of those who said anything else."""
    part, whole = share.people
    return whole >= fewest and all(one == 0 or one >= fewest for one in (part, whole - part))


def _anybody(looked: Looked, met: Mapping[str, Among]) -> int:
    """How many people told us of any kind of service."""
    numbers = how_many(met.values())
    return sum(int(who.sum()) for who in numbers.values())


def _enough(rows: Mapping[str, Among], fewest: int) -> dict[str, Among]:
    return {name: who for name, who in rows.items() if who.sum() >= fewest}


def _by_number(rows: Mapping[str, Among]) -> dict[str, Among]:
    return dict(sorted(rows.items(), key=lambda one: -int(one[1].sum())))


def _middle(numbers: Mapping[int, Among], everybody: int) -> int:
    """The largest number of kinds that at least half of the people told us of, or more."""
    return max(
        number
        for number in numbers
        if sum(int(who.sum()) for other, who in numbers.items() if other >= number) >= ceil(everybody / 2)
    )


def _range(low: int, high: int, most: int) -> str:
    if high == most and low > 1:
        return say("how_many.more", low=low)
    if low == high:
        return say("how_many.one") if low == 1 else say("how_many.exactly", low=low)
    return say("how_many.between", low=low, high=high)
