"""How somebody who works here wrote a piece of feedback down, and what was said when they asked."""

from datetime import datetime

from content.entry_keys import SPOKEN
from content.words import day_in_words, words
from models.entry import ConsentUse, SpokenAnswer
from models.vocabulary import Channel
from reporting.theme_titles import theme_title
from storage.queries.how_it_was_entered import Entered, PutRight
from ui import access


def facts_of(one: Entered) -> list[tuple[str, str]]:
    """Who typed it and where from, how they spoke, which story it goes on with, and what was heard in it."""
    facts = [
        (words("entry.seen.where"), _where(one)),
        (words("entry.seen.typed"), words("entry.seen.typed_at", by=_name(one.by), moment=_moment(one.at))),
    ]
    if one.spoken_language:
        known = one.spoken_language in SPOKEN
        language = words(f"named.spoken.{one.spoken_language}") if known else one.spoken_language
        facts.append((words("entry.seen.language"), language))
    if one.interpreter:
        facts.append((words("entry.seen.interpreter"), words(f"named.interpreter.{one.interpreter.value}")))
    if one.same_story_as:
        facts.append((words("entry.seen.same_story"), one.same_story_as))
    if one.themes:
        facts.append((words("entry.seen.themes"), ", ".join(map(theme_title, one.themes))))
    return facts


def said_aloud(one: Entered, use: ConsentUse) -> str:
    """What they answered when one use was read to them, when, and whose initials stand for it."""
    heard = one.said.get(use)
    if heard is None or heard.answer is SpokenAnswer.NOT_ASKED:
        return words("entry.seen.not_asked")
    said, moment = words(f"entry.seen.said_{heard.answer.value}"), _moment(heard.asked_at)
    if not heard.initials:
        return words("entry.seen.asked_unsigned", said=said, moment=moment)
    return words("entry.seen.asked", said=said, moment=moment, initials=heard.initials)


def put_right(change: PutRight) -> str:
    """Who put it right, and when."""
    day = day_in_words(change.at.astimezone(access.HERE).date())
    return words("entry.seen.changed", by=_name(change.by), day=day)


def _where(one: Entered) -> str:
    if one.channel is Channel.EVENT:
        if not one.event or one.held_on is None:
            return words("entry.seen.event_not_named")
        return words("entry.seen.event", place=one.event, day=day_in_words(one.held_on))
    return words(f"entry.seen.{'paper' if one.channel is Channel.PAPER else 'phone'}")


def _name(name: str) -> str:
    return name or words("record.actors.somebody")


def _moment(at: datetime) -> str:
    here = at.astimezone(access.HERE)
    return f"{here.day} {here:%b %Y, %H:%M}"
