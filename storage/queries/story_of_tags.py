"""What did each version of the machine make of one piece of feedback, and what did people?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from models.people import Permission, Viewer, require
from models.setting import ThresholdKind
from models.tag import SentimentTag, TagDecision, Tagging, ThemeTag, is_read_twice
from models.vocabulary import Sentiment, TaggingOutcome
from storage.queries.current_tags import Versions
from storage.queries.read_twice import answer
from storage.queries.tags_in_use import versions_in_use
from storage.queries.thresholds import thresholds


@dataclass(frozen=True)
class MachineReading:
    """What one version read. `is_in_use`: the figures go by it."""

    versions: Versions
    at: datetime
    themes: tuple[str, ...]
    sentiment: Sentiment | None
    is_in_use: bool


@dataclass(frozen=True)
class PersonsReading:
    """What one person decided; `was_second` if they had not seen what the first one said."""

    themes: tuple[str, ...]
    sentiment: Sentiment | None
    by: str
    at: datetime
    was_second: bool


@dataclass(frozen=True)
class TagsRead:
    """The readings, oldest first. `unseen` of people's are not shown yet: somebody is still to read it blind,
    or two people differ and nobody has settled it."""

    machine: tuple[MachineReading, ...]
    answers: tuple[PersonsReading, ...]
    unseen: int


def tags_read(session: Session, viewer: Viewer, feedback_id: UUID) -> TagsRead:
    """Every reading of one piece of feedback that the viewer may see."""
    require(viewer, Permission.READ_APPROVED)
    rows = session.exec(
        select(TagDecision)
        .where(TagDecision.watchdog_id == viewer.watchdog_id, TagDecision.feedback_id == feedback_id)
        .order_by(col(TagDecision.decided_at), col(TagDecision.value))
    ).all()
    rounds: dict[tuple[int, bool], list[TagDecision]] = defaultdict(list)
    for row in rows:
        rounds[row.round, row.is_blind].append(row)
    shown = _shown(session, viewer, feedback_id, rounds)
    return TagsRead(
        machine=_by_machine(session, viewer, feedback_id),
        answers=tuple(
            PersonsReading(
                tuple(sorted(answer(acts).themes)),
                answer(acts).sentiment,
                acts[0].decided_by,
                acts[0].decided_at,
                was_second=is_blind,
            )
            for (_, is_blind), acts in sorted(shown.items())
        ),
        unseen=len(rounds) - len(shown),
    )


def _shown(
    session: Session,
    viewer: Viewer,
    feedback_id: UUID,
    rounds: dict[tuple[int, bool], list[TagDecision]],
) -> dict[tuple[int, bool], list[TagDecision]]:
    """Those rounds that show nobody an answer before they have given their own."""
    newest = max((number for number, is_blind in rounds if not is_blind), default=0)
    second = next((number for number, is_blind in rounds if is_blind), None)
    if second is not None:
        differs = answer(rounds[second, True]) != answer(rounds.get((second, False), []))
        return {
            place: acts for place, acts in rounds.items() if not place[1] or newest > second or not differs
        }
    percent = thresholds(session, viewer)[ThresholdKind.READ_TWICE_PERCENT]
    may_be_second = viewer.may(Permission.REVIEW_TAGS) and is_read_twice(feedback_id, percent)
    decided = {act.decided_by for acts in rounds.values() for act in acts}
    if may_be_second and viewer.actor not in decided:
        return {place: acts for place, acts in rounds.items() if not acts[0].decided_by.startswith("person:")}
    return rounds


def _by_machine(session: Session, viewer: Viewer, feedback_id: UUID) -> tuple[MachineReading, ...]:
    mine = {"watchdog_id": viewer.watchdog_id, "feedback_id": feedback_id}
    readings = session.exec(
        select(Tagging)
        .filter_by(**mine, outcome=TaggingOutcome.TAGGED)
        .order_by(col(Tagging.tagged_at), col(Tagging.id))
    ).all()
    themes: dict[UUID, list[str]] = defaultdict(list)
    for tag in session.exec(select(ThemeTag).filter_by(**mine).order_by(col(ThemeTag.theme))):
        themes[tag.tagging_id].append(tag.theme)
    felt = {
        tag.tagging_id: tag.sentiment for tag in session.exec(select(SentimentTag).filter_by(**mine)).all()
    }
    in_use = versions_in_use(session, viewer)
    return tuple(
        MachineReading(
            versions := Versions(reading.taxonomy_version, reading.model_version),
            reading.tagged_at,
            tuple(themes[reading.id]),
            felt.get(reading.id),
            is_in_use=versions == in_use,
        )
        for reading in readings
    )
