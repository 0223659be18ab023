"""Everything that the machine may point at, and every rule it does so by, has words of ours."""

from enum import StrEnum

import pytest

from analysis.concerns import Sign
from analysis.movement import Movement
from analysis.personal_details import Reason
from content.words import words
from models.vocabulary import ConcernKind, DetailKind

NAMED: dict[str, type[StrEnum]] = {
    "concern": ConcernKind,
    "detail": DetailKind,
    "sign": Sign,
    "reason": Reason,
    "movement": Movement,
}


@pytest.mark.parametrize("kind", NAMED)
def test_every_kind_and_rule_is_said_in_words(kind: str) -> None:
    for one in NAMED[kind]:
        assert words(f"proposed.{kind}.{one.value}"), one
