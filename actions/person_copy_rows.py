"""What one row about somebody says in words, for the copy that they are given."""

import json
from collections.abc import Sequence
from datetime import datetime

from analysis.taxonomy import load_taxonomy
from content.entry_was import as_it_was
from content.words import day_in_words, words
from models.base import Table
from models.callback import Callback, CallbackAttempt
from models.entry import EntryChange
from models.moderation import ModerationDecision
from models.provider_response import ProviderResponse
from models.vocabulary import WithholdReason
from models.watchdog import HERE
from storage.queries.joins_of import Join

TOLD = frozenset(WithholdReason) - {WithholdReason.LIVE_INVESTIGATION}
"""The reasons that nobody is warned by."""

Entry = dict[str, str]
"""What one thing says, by what each part of it is called; what is empty is left out."""


def join_of(join: Join) -> Entry:
    """One move from a service to the next."""
    return entry_of(
        from_=join.from_service or words(f"named.sector.{join.from_sector.value}"),
        to=join.to_service or words(f"named.sector.{join.to_sector.value}"),
        problems="; ".join(map(theme_named, join.problems)),
        sent_back="" if join.times_sent_back is None else str(join.times_sent_back),
        who_chased=words(f"facts.who_chased.{join.who_chased.value}") if join.who_chased else "",
        days_lost="" if join.days_lost is None else str(join.days_lost),
        is_sorted=words(f"facts.is_sorted.{join.is_sorted.value}") if join.is_sorted else "",
    )


def decision_of(one: ModerationDecision) -> Entry:
    """What was decided, without what could warn somebody of an investigation, or is about somebody else."""
    return entry_of(
        day=said_day(one.decided_at),
        outcome=words(f"named.outcome.{one.outcome.value}"),
        reason=words(f"named.reason.{one.reason.value}") if one.reason in TOLD else "",
    )


def callback_of(one: Callback, tries: Sequence[CallbackAttempt]) -> Entry:
    """When they were to be rung, what about, and how it went."""
    tried = (
        ", ".join(
            filter(
                None,
                (said_day(each.tried_at), words(f"named.callback_result.{each.result.value}"), each.note),
            )
        )
        for each in tries
    )
    return entry_of(
        day=said_day(one.asked_at),
        name=one.name,
        telephone=one.telephone,
        why=one.why,
        due=said_day(one.due_at),
        tries="; ".join(tried),
        ended=words(f"named.callback_outcome.{one.outcome.value}") if one.outcome else "",
    )


def response_of(one: ProviderResponse) -> Entry:
    """What a body answered to it, as it came, whether or not anybody else may read that."""
    return entry_of(
        body=one.body,
        dated=day_in_words(one.dated_on),
        arrived=day_in_words(one.received_on),
        answer=one.words or one.shown,
        change=words(f"responses.change.{one.change.value}"),
        change_what=one.change_what,
        change_by=day_in_words(one.change_by) if one.change_by else "",
    )


def entry_change_of(one: EntryChange) -> Entry:
    """What their entry said before it was put right, as far as it can be told in words."""
    before = json.loads(one.before) if one.before else {}
    was = {name: said for name, said in as_it_was(before) if said}
    reached = {field: before.get(f"contact_{field}", "") for field in ("name", "telephone", "email")}
    return entry_of(put_right=said_day(one.changed_at)) | was | entry_of(**reached)


def changes_of(changes: dict[str, int]) -> Entry:
    """How much of each kind was taken out."""
    return {words(f"named.redaction.{kind}"): str(count) for kind, count in changes.items()}


def row_of(row: Table, *fields: str) -> Entry:
    """These fields of a row, each by its own name."""
    return entry_of(**{field: str(getattr(row, field)) for field in fields})


def entry_of(**said: str) -> Entry:
    """What was said, by the words for each name; a name that Python keeps to itself ends with "_"."""
    return {name_of(name.rstrip("_")): text for name, text in said.items() if text}


def name_of(name: str) -> str:
    """What something is called in the copy."""
    return words(f"data_requests.copy.{name}")


def theme_named(theme: str) -> str:
    """The title of a theme, or its id where it has none any more."""
    known = load_taxonomy().themes.get(theme)
    return known.title if known else theme


def said_day(at: datetime) -> str:
    """The day of a moment, where the watchdog is."""
    return day_in_words(at.astimezone(HERE).date())
