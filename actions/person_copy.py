"""Everything about one piece of feedback in words, as the person it belongs to is given it."""

import io
import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from actions.keep_about_you import AREA
from actions.person_copy_rows import (
    Entry,
    callback_of,
    changes_of,
    decision_of,
    entry_change_of,
    entry_of,
    join_of,
    name_of,
    response_of,
    row_of,
    said_day,
    theme_named,
)
from content.question_set import QuestionSet, questions_by_id
from content.question_sets import ABOUT_YOU, question_set, question_set_of
from content.said_back import names_of_questions, said_back
from content.words import day_in_words, words
from models.entry import SpokenAnswer
from models.feedback import AboutYou
from models.vocabulary import TagKind
from storage.queries.all_about import AllAbout

SAID = {
    SpokenAnswer.YES: "form.yes",
    SpokenAnswer.NO: "form.no",
    SpokenAnswer.NOT_ASKED: "data_requests.copy.not_asked",
}


class Section(NamedTuple):
    """One kind of thing, and each of that kind."""

    title: str
    entries: list[Entry]


def person_copy(found: AllAbout, *, watchdog: str, at: datetime) -> bytes:
    """A zip of two files that say the same: one to read, and one in JSON for other programs."""
    note = words("data_requests.copy.intro", watchdog=watchdog, day=said_day(at))
    sections = [section for section in _sections(found) if section.entries]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{found.feedback.reference}.txt", _as_text(note, sections))
        said = {section.title: section.entries for section in sections}
        as_json = json.dumps({name_of("about"): note, **said}, ensure_ascii=False, indent=2)
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
    told = entry_of(
        reference=feedback.reference,
        received=said_day(feedback.received_at),
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
        words_gone=said_day(feedback.words_gone_at) if feedback.words_gone_at else "",
    )
    added = [entry_of(received=said_day(one.received_at), words=one.words) for one in found.added]
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
        Section(name_of("told"), [told]),
        Section(name_of("added"), added),
        Section(name_of("answers"), [_answers(asked, feedback.answers)] if feedback.answers else []),
        Section(name_of("joins"), [join_of(join) for join in found.joins]),
        Section(name_of("uses"), [uses]),
        Section(
            name_of("consents"),
            [
                entry_of(
                    asked_of=words(f"facts.uses_{one.use.value}"),
                    said=words(SAID[one.said]),
                    day=said_day(one.asked_at),
                )
                for one in found.consents
            ],
        ),
        Section(
            name_of("contact"), [row_of(found.contact, "name", "telephone", "email")] if found.contact else []
        ),
        Section(name_of("callbacks"), [callback_of(*one) for one in found.callbacks]),
        Section(
            name_of("not_to_ring"),
            [entry_of(telephone=one.telephone, since=said_day(one.asked_at)) for one in found.not_to_ring],
        ),
        Section(name_of("entry_changes"), [entry_change_of(one) for one in found.entry_changes]),
        Section(name_of("about_you"), [_about_you(found.about_you)] if found.about_you else []),
        Section(name_of("tags"), _tags(found)),
        Section(name_of("decisions"), [decision_of(one) for one in found.decisions]),
        Section(name_of("changes"), [changes_of(one.changes) for one in found.told]),
        Section(
            name_of("approved"),
            [row_of(found.approved, "words", "should_happen", "added")] if found.approved else [],
        ),
        Section(name_of("responses"), [response_of(one) for one in found.responses]),
    ]


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
    machine = [entry_of(by_machine=theme_named(tag.theme)) for tag in found.themes]
    machine += [
        entry_of(by_machine=words(f"named.sentiment.{tag.sentiment.value}")) for tag in found.sentiments
    ]
    people = [
        entry_of(
            by_person=(
                theme_named(tag.value) if tag.kind is TagKind.THEME else words(f"named.sentiment.{tag.value}")
            )
            if tag.value
            else words("moderation.no_themes"),
            day=said_day(tag.decided_at),
        )
        for tag in found.tag_decisions
    ]
    people += [entry_of(heard=theme_named(one.theme), day=said_day(one.heard_at)) for one in found.heard]
    once = {json.dumps(entry): entry for entry in [*machine, *people]}
    return list(once.values())
