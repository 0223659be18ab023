"""Everything about one piece of feedback in words, as the person it belongs to is given it."""

import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from actions.keep_about_you import AREA
from analysis.taxonomy import load_taxonomy
from content.entry_was import as_it_was
from content.question_set import QuestionSet, questions_by_id
from content.question_sets import ABOUT_YOU, question_set, question_set_of
from content.said_back import names_of_questions, said_back
from content.words import day_in_words, words
from models.base import Table
from models.callback import Callback, CallbackAttempt
from models.entry import EntryChange, SpokenAnswer
from models.feedback import AboutYou
from models.moderation import ModerationDecision
from models.vocabulary import TagKind, WithholdReason
from models.watchdog import HERE
from storage.queries.all_about import AllAbout
from storage.queries.joins_of import Join

TOLD = frozenset(WithholdReason) - {WithholdReason.LIVE_INVESTIGATION}
"""The reasons that nobody is warned by."""

SAID = {
    SpokenAnswer.YES: "form.yes",
    SpokenAnswer.NO: "form.no",
    SpokenAnswer.NOT_ASKED: "data_requests.copy.not_asked",
}

Entry = dict[str, str]
"""What one thing says, by what each part of it is called; what is empty is left out."""


class Section(NamedTuple):
    """One kind of thing, and each of that kind."""

    title: str
    entries: list[Entry]


def person_copy(found: AllAbout, *, watchdog: str, at: datetime) -> bytes:
    """A zip of two files that say the same: one to read, and one in JSON for other programs."""
    note = words("data_requests.copy.intro", watchdog=watchdog, day=_day(at))
    sections = [section for section in _sections(found) if section.entries]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{found.feedback.reference}.txt", _as_text(note, sections))
        said = {section.title: section.entries for section in sections}
        as_json = json.dumps({_called("about"): note, **said}, ensure_ascii=False, indent=2)
        archive.writestr(f"{found.feedback.reference}.json", as_json)
    return packed.getvalue()


def _as_text(note: str, sections: Iterable[Section]) -> str:
    lines = [note]
    for section in sections:
        lines += ["", section.title, "=" * len(section.title)]
        for number, entry in enumerate(section.entries):
            lines += [""] * bool(number) + [f"{name}: {said}" for name, said in entry.items()]
    return "\n".join(lines) + "\n"


def _sections(found: AllAbout) -> list[Section]:
    feedback, asked = found.feedback, question_set_of(found.feedback.question_set)
    told = _entry(
        reference=feedback.reference,
        received=_day(feedback.received_at),
        channel=words(f"named.channel.{feedback.channel.value}"),
        language=feedback.language,
        collected_by=feedback.collected_by,
        event=f"{found.event.place}, {day_in_words(found.event.held_on)}" if found.event else "",
        programme=found.programme,
        spoken_language=words(f"named.spoken.{feedback.spoken_language}") if feedback.spoken_language else "",
        interpreter=words(f"named.interpreter.{feedback.interpreter.value}") if feedback.interpreter else "",
        journey=words(f"named.journey.{feedback.journey.value}"),
        happened=day_in_words(feedback.happened_on) if feedback.happened_on else "",
        speaker=words(f"named.speaker.{feedback.speaker.value}"),
        standing=words(f"named.standing.{feedback.standing.value}"),
        rating=words(f"named.rating.{feedback.rating.value}") if feedback.rating else "",
        services="; ".join(found.services),
        not_listed=feedback.service_not_listed,
        words=feedback.words,
        should_happen=feedback.should_happen,
        words_gone=_day(feedback.words_gone_at) if feedback.words_gone_at else "",
    )
    added = [_entry(received=_day(one.received_at), words=one.words) for one in found.added]
    uses = {
        words(f"facts.uses_{use}"): words("form.yes" if agreed else "form.no")
        for use, agreed in (
            ("reports", feedback.consent_reports),
            ("quotation", feedback.consent_quotation),
            ("pass_on", feedback.consent_pass_on),
            ("contact", feedback.consent_contact),
        )
    }
    return [
        Section(_called("told"), [told]),
        Section(_called("added"), added),
        Section(_called("answers"), [_answers(asked, feedback.answers)] if feedback.answers else []),
        Section(_called("joins"), [_join(join) for join in found.joins]),
        Section(_called("uses"), [uses]),
        Section(
            _called("consents"),
            [
                _entry(
                    asked_of=words(f"facts.uses_{one.use.value}"),
                    said=words(SAID[one.said]),
                    day=_day(one.asked_at),
                )
                for one in found.consents
            ],
        ),
        Section(
            _called("contact"), [_row(found.contact, "name", "telephone", "email")] if found.contact else []
        ),
        Section(_called("callbacks"), [_callback(*one) for one in found.callbacks]),
        Section(
            _called("not_to_ring"),
            [_entry(telephone=one.telephone, since=_day(one.asked_at)) for one in found.not_to_ring],
        ),
        Section(_called("entry_changes"), [_entry_change(one) for one in found.entry_changes]),
        Section(_called("about_you"), [_about_you(found.about_you)] if found.about_you else []),
        Section(_called("tags"), _tags(found)),
        Section(_called("decisions"), [_decision(one) for one in found.decisions]),
        Section(_called("changes"), [_changes(one.changes) for one in found.told]),
        Section(
            _called("approved"),
            [_row(found.approved, "words", "should_happen", "added")] if found.approved else [],
        ),
    ]


def _join(join: Join) -> Entry:
    return _entry(
        from_=join.from_service or words(f"named.sector.{join.from_sector.value}"),
        to=join.to_service or words(f"named.sector.{join.to_sector.value}"),
        problems="; ".join(map(_theme, join.problems)),
        sent_back="" if join.times_sent_back is None else str(join.times_sent_back),
        who_chased=words(f"facts.who_chased.{join.who_chased.value}") if join.who_chased else "",
        days_lost="" if join.days_lost is None else str(join.days_lost),
        is_sorted=words(f"facts.is_sorted.{join.is_sorted.value}") if join.is_sorted else "",
    )


def _answers(asked_by: QuestionSet, answers: dict[str, str]) -> Entry:
    """Each answer by what its question is called; by its id where the question is asked no more."""
    asked, called = questions_by_id(asked_by), names_of_questions(asked_by)
    return {
        called.get(key, key): said_back(asked[key], answers, services={}) if key in asked else said
        for key, said in answers.items()
    }


def _about_you(row: AboutYou) -> Entry:
    kept = json.loads(row.answers)
    chosen = {name: ",".join(said) for name, said in kept["chosen"].items()}
    return _answers(question_set(ABOUT_YOU), chosen | kept["typed"] | ({AREA: row.area} if row.area else {}))


def _tags(found: AllAbout) -> list[Entry]:
    """What a machine read in the words, and what people decided about that."""
    machine = [_entry(by_machine=_theme(tag.theme)) for tag in found.themes]
    machine += [
        _entry(by_machine=words(f"named.sentiment.{tag.sentiment.value}")) for tag in found.sentiments
    ]
    people = [
        _entry(
            by_person=(
                _theme(tag.value) if tag.kind is TagKind.THEME else words(f"named.sentiment.{tag.value}")
            )
            if tag.value
            else words("moderation.no_themes"),
            day=_day(tag.decided_at),
        )
        for tag in found.tag_decisions
    ]
    people += [_entry(heard=_theme(one.theme), day=_day(one.heard_at)) for one in found.heard]
    once = {json.dumps(entry): entry for entry in [*machine, *people]}
    return list(once.values())


def _decision(one: ModerationDecision) -> Entry:
    """What was decided, without what could warn somebody of an investigation, or is about somebody else."""
    return _entry(
        day=_day(one.decided_at),
        outcome=words(f"named.outcome.{one.outcome.value}"),
        reason=words(f"named.reason.{one.reason.value}") if one.reason in TOLD else "",
    )


def _callback(one: Callback, tries: Sequence[CallbackAttempt]) -> Entry:
    tried = (
        ", ".join(
            filter(
                None, (_day(each.tried_at), words(f"named.callback_result.{each.result.value}"), each.note)
            )
        )
        for each in tries
    )
    return _entry(
        day=_day(one.asked_at),
        name=one.name,
        telephone=one.telephone,
        why=one.why,
        due=_day(one.due_at),
        tries="; ".join(tried),
        ended=words(f"named.callback_outcome.{one.outcome.value}") if one.outcome else "",
    )


def _entry_change(one: EntryChange) -> Entry:
    """What their entry said before it was put right, as far as it can be told in words."""
    before = json.loads(one.before) if one.before else {}
    was = {name: said for name, said in as_it_was(before) if said}
    reached = {field: before.get(f"contact_{field}", "") for field in ("name", "telephone", "email")}
    return _entry(put_right=_day(one.changed_at)) | was | _entry(**reached)


def _changes(changes: dict[str, int]) -> Entry:
    return {words(f"named.redaction.{kind}"): str(count) for kind, count in changes.items()}


def _row(row: Table, *fields: str) -> Entry:
    return _entry(**{field: str(getattr(row, field)) for field in fields})


def _entry(**said: str) -> Entry:
    return {_called(name.rstrip("_")): text for name, text in said.items() if text}


def _called(name: str) -> str:
    return words(f"data_requests.copy.{name}")


def _theme(theme: str) -> str:
    known = load_taxonomy().themes.get(theme)
    return known.title if known else theme


def _day(at: datetime) -> str:
    return day_in_words(at.astimezone(HERE).date())
