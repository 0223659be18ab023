"""The overview's figures, counted one piece of feedback at a time in plain Python."""

from collections import Counter
from typing import NamedTuple

from sqlmodel import select

from models.feedback import Feedback, FeedbackService
from models.moderation import ModerationDecision
from models.tag import SentimentTag, TagDecision, Tagging, ThemeTag
from models.vocabulary import Outcome, TaggingOutcome, TagKind


class Piece(NamedTuple):
    """One counted piece of feedback: its themes today, and how it reads to a person and to the machine."""

    month: tuple[int, int]
    themes: dict[str, bool]
    felt: dict[str, str | None]


def pieces(session, watchdog_id, scope, versions) -> list[Piece]:
    tables = (Feedback, FeedbackService, ModerationDecision, SentimentTag, Tagging, TagDecision, ThemeTag)
    rows = {table: session.exec(select(table)).all() for table in tables}
    found = [
        Piece(
            (feedback.counted_on.year, feedback.counted_on.month),
            _themes(rows, feedback, versions),
            {"person": _felt_by_person(rows, feedback), "machine": _felt(rows, feedback, versions)},
        )
        for feedback in rows[Feedback]
        if feedback.watchdog_id == watchdog_id and _in_scope(rows, feedback, scope)
    ]
    return [piece for piece in found if not scope.theme or scope.theme in piece.themes]


def by_month(found: list[Piece]) -> Counter:
    return Counter(piece.month for piece in found)


def by_theme(found: list[Piece], *, by_person: bool = False) -> Counter:
    """With `by_person`, only what a person decided."""
    return Counter(
        theme for piece in found for theme, is_ours in piece.themes.items() if is_ours or not by_person
    )


def felt_by_month(found: list[Piece], voice: str) -> Counter:
    return Counter((*piece.month, piece.felt[voice]) for piece in found if piece.felt[voice])


def felt_by_theme(found: list[Piece], voice: str) -> Counter:
    return Counter(
        (theme, piece.felt[voice]) for piece in found for theme in piece.themes if piece.felt[voice]
    )


def counts(decisions, feedback) -> bool:
    """Everything received, less withheld, withdrawn, and held that nobody has decided on."""
    verdict = None
    for decision in sorted(decisions, key=lambda d: d.number):
        if decision.feedback_id == feedback.id and decision.outcome is not Outcome.AWAITING:
            verdict = decision.outcome
    if verdict is None:
        return feedback.held_because is None
    return verdict is Outcome.APPROVED


def _in_scope(rows, feedback, scope) -> bool:
    if not counts(rows[ModerationDecision], feedback):
        return False
    if scope.since and feedback.counted_on < scope.since:
        return False
    if scope.until and feedback.counted_on > scope.until:
        return False
    if scope.journey and feedback.journey is not scope.journey:
        return False
    services = [s.service_id for s in rows[FeedbackService] if s.feedback_id == feedback.id]
    return not scope.service_id or scope.service_id in services


def _themes(rows, feedback, versions) -> dict[str, bool]:
    decided = _newest(rows, feedback, TagKind.THEME)
    if decided:
        return {decision.value: True for decision in decided if decision.value}
    tagging = _tagging(rows, feedback, versions)
    return {tag.theme: False for tag in rows[ThemeTag] if tagging and tag.tagging_id == tagging.id}


def _felt_by_person(rows, feedback) -> str | None:
    decided = _newest(rows, feedback, TagKind.SENTIMENT)
    return decided[0].value if decided else None


def _felt(rows, feedback, versions) -> str | None:
    tagging = _tagging(rows, feedback, versions)
    tags = [t for t in rows[SentimentTag] if tagging and t.tagging_id == tagging.id]
    return tags[0].sentiment.value if tags else None


def _newest(rows, feedback, kind) -> list[TagDecision]:
    decisions = [d for d in rows[TagDecision] if d.feedback_id == feedback.id and d.kind is kind]
    decisions = [d for d in decisions if not d.is_blind]
    newest = max((d.round for d in decisions), default=0)
    return [d for d in decisions if d.round == newest]


def _tagging(rows, feedback, versions) -> Tagging | None:
    for tagging in rows[Tagging]:
        same = (tagging.taxonomy_version, tagging.model_version) == (versions.taxonomy, versions.model)
        if tagging.feedback_id == feedback.id and same and tagging.outcome is TaggingOutcome.TAGGED:
            return tagging
    return None
