"""How far can the counts of a theme be trusted: do people agree on it, and does the machine still find it?"""

from enum import StrEnum
from math import sqrt
from typing import NamedTuple

from analysis.agreement import Agreement

AGREE_FROM = 0.6
"""Kappa of 0.61 and over is "substantial" agreement: J. R. Landis and G. G. Koch, 1977."""

FEWEST_NAMED = 5
"""A theme that either reader gave to fewer comments than this isn't judged: one slip would decide."""

FEWEST_EACH_SIDE = 50
SURE = 2.58
"""A fall this many standard errors wide comes by chance once in 200 themes."""


class Mark(StrEnum):
    """Why the counts of a theme are to be read with care."""

    PEOPLE_DISAGREE = "people_disagree"
    MACHINE_DRIFTS = "machine_drifts"


class Proposals(NamedTuple):
    """What became of the machine's proposals of one theme, on comments that people checked."""

    given: int = 0
    proposed: int = 0
    kept: int = 0
    lately: int = 0
    kept_lately: int = 0


class ThemeTrust(NamedTuple):
    """Two people beside each other, and the machine beside people: shares are None where there is nothing."""

    agreement: Agreement
    proposals: Proposals
    precision: float | None
    recall: float | None
    mark: Mark | None


def theme_trust(agreement: Agreement, named: int, proposals: Proposals) -> ThemeTrust:
    """Judge one theme. `named` counts the comments read twice to which either reader gave it."""
    return ThemeTrust(
        agreement,
        proposals,
        precision=proposals.kept / proposals.proposed if proposals.proposed else None,
        recall=proposals.kept / proposals.given if proposals.given else None,
        mark=_mark(agreement, named, proposals),
    )


def _mark(agreement: Agreement, named: int, proposals: Proposals) -> Mark | None:
    kappa = None if agreement.is_too_few or named < FEWEST_NAMED else agreement.kappa
    if kappa is not None and kappa < AGREE_FROM:
        return Mark.PEOPLE_DISAGREE
    return Mark.MACHINE_DRIFTS if is_drifting(proposals) else None


def is_drifting(proposals: Proposals) -> bool:
    """Whether people keep clearly less of the newest proposals than of all before: a two-proportion z-test.

    z is the difference of the shares over its standard error with both pooled. Both sides need
    `FEWEST_EACH_SIDE` proposals.
    """
    lately, before = proposals.lately, proposals.proposed - proposals.lately
    if min(lately, before) < FEWEST_EACH_SIDE:
        return False
    pooled = proposals.kept / proposals.proposed
    error = sqrt(pooled * (1 - pooled) * (1 / lately + 1 / before))
    fall = (proposals.kept - proposals.kept_lately) / before - proposals.kept_lately / lately
    return error > 0 and fall / error > SURE
