"""How is somebody asked whether this is a story that was begun before?"""

from datetime import date

from content.words import words
from models.vocabulary import Channel, Journey


def same_story_asked(told_on: date, channel: Channel, journey: Journey, services: tuple[str, ...]) -> str:
    """The question, without a word of the story: when it was told, what about, and of which services."""
    rang = "rang" if channel is Channel.PHONE else "told"
    named = "with" if services else "without"
    about = words(f"entry.same_story.{journey.value}_{named}", services=words_listed(services))
    day = words("entry.same_story.day", day=told_on.day, month=words(f"months.{told_on.month}"))
    return words(f"entry.same_story.{rang}", day=day, about=about)


def words_listed(names: tuple[str, ...]) -> str:
    """Names as people say them: "A, B and C".

    >>> words_listed(("the ward", "the GP"))
    'the ward and the GP'
    """
    if len(names) < 2:
        return "".join(names)
    return words("entry.same_story.list", most=", ".join(names[:-1]), last=names[-1])
