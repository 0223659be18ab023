"""Pictures of whole ways: who came back to where they had been, and which ways people go from end to end."""

import pandas as pd

from analysis.chains import Way, chains
from content.words import words
from reporting import wording
from reporting.join_names import chain_name
from reporting.joins_drawn import groups, resting_on
from reporting.looked import Looked
from reporting.picture import Picture

MOST_CHAINS = 10


def of_chains(looked: Looked, told: pd.DataFrame) -> tuple[Picture, ...]:
    """Of people who told us of two joins or more, as `told_joins` gives them; nothing where nobody did."""
    found = chains(told)
    found = found[found["joins"] > 1]
    there = told[told["row"].isin(found.index)]
    return (
        resting_on(there, _returns(looked, found, len(found)), _chains(looked, found)) if len(found) else ()
    )


def _returns(looked: Looked, found: pd.DataFrame, whole: int) -> Picture:
    rows = {words(f"joins.returns.{way}"): [*found.index[found["way"] == way]] for way in Way}
    once, forth = (int((found["way"] == way).sum()) for way in (Way.BACK_ONCE, Way.BACK_AND_FORTH))
    sentence = words(
        "joins.returns.sentence", forth=wording.people(forth).capitalize(), once=wording.people(once)
    )
    notes = (
        words("joins.returns.note"),
        words("joins.returns.all_note", people=wording.people(whole)),
    )
    return groups(looked, "returns", sentence, notes, words("joins.way"), rows, whole, once=True)


def _chains(looked: Looked, found: pd.DataFrame) -> Picture:
    by_chain = found.astype({"chain": str}).groupby("chain").indices
    order = sorted(by_chain, key=lambda chain: (-len(by_chain[chain]), chain))
    rows = {chain_name(str(chain)): [*found.index[by_chain[chain]]] for chain in order[:MOST_CHAINS]}
    drawn = sum(map(len, rows.values()))
    first, most = next(iter(rows.items()))
    level = sum(len(by_chain[chain]) == len(most) for chain in order)
    people = wording.people(len(most))
    sentence = words(
        "joins.chains.sentence", chain=first, people=f"{len(most):,}", all=wording.people(len(found))
    )
    if level > 1:
        sentence = words("joins.chains.tie", many=f"{level:,}", people=people.capitalize())
    notes = [words("joins.chains.note")]
    if rest := len(found) - drawn:
        notes.append(words("joins.chains.rest", people=wording.people(rest).capitalize()))
    return groups(looked, "chains", sentence, notes, words("joins.way"), rows, len(found), once=True)
