"""Which words does a letter hold: to a colleague, to somebody who told us, to a reader of the newsletter?"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from content.words import day_in_words, words
from models.outbox import MailKind


class Written(NamedTuple):
    """A letter's words, as plain text; `stop` is where one press ends letters like it."""

    subject: str
    body: str
    stop: str = ""


def written(
    kind: MailKind, *, name: str, watchdog: str, telephone: str, link: str, **moments: datetime
) -> Written:
    """The letter of one kind. It is given nothing that a resident ever wrote, so it can hold none of it.

    `link` is whole; `moments` are in the time of the place: `until` is when a one-time link stops
    working, `since` and `due` are those of a concern.
    """
    name, watchdog, telephone = (" ".join(said.split()) for said in (name, watchdog, telephone))
    whom = "ring" if telephone else "tell"
    body = words(
        f"mail.{kind.value}.body",
        name=name,
        watchdog=watchdog,
        link=link,
        **{called: _moment(moment) for called, moment in moments.items()},
    )
    unexpected = words(f"mail.{whom}", watchdog=watchdog, telephone=telephone)
    foot = words("mail.foot" if "until" in moments else "mail.foot_alone", unexpected=unexpected)
    return Written(words(f"mail.{kind.value}.subject", watchdog=watchdog), f"{body}\n\n{foot}\n")


def _moment(moment: datetime) -> str:
    return words("mail.moment", time=f"{moment:%H:%M}", day=f"{moment:%A} {moment.day} {moment:%B %Y}")


def written_to_author(
    *, watchdog: str, telephone: str, link: str, told_on: date, changes: Mapping[str, int]
) -> Written:
    """The letter to somebody whose words were changed: how many things of which kind were taken out, no more.

    `changes` counts by the value of RedactionKind.
    """
    watchdog, telephone = (" ".join(said.split()) for said in (watchdog, telephone))
    place = "mail.words_changed"
    listed = (f"- {words(f'redact.counted.{kind}', count=many)}" for kind, many in changes.items())
    ask = words(f"{place}.ask_ring", telephone=telephone) if telephone else words(f"{place}.ask_reply")
    body = words(
        f"{place}.body",
        watchdog=watchdog,
        day=day_in_words(told_on),
        changes="\n".join(listed),
        link=link,
        ask=ask,
    )
    return Written(words(f"{place}.subject", watchdog=watchdog), f"{body}\n\n{words('mail.foot_alone')}\n")


def written_to_reader(
    *, watchdog: str, confirm: str, stop: str, until: datetime, is_confirmed: bool, language: str
) -> Written:
    """The letter to an address that the newsletter was asked for with; `confirm` and `stop` are whole links.

    Whoever confirmed already is told so, with the link that stops it.
    """
    watchdog, state = " ".join(watchdog.split()), "known" if is_confirmed else "asked"
    body = words(
        f"newsletter.mail.{state}",
        language=language,
        watchdog=watchdog,
        confirm=confirm,
        stop=stop,
        day=day_in_words(until.date(), language=language),
    )
    foot = words("newsletter.mail.foot", language=language)
    subject = words(f"newsletter.mail.subject_{state}", language=language, watchdog=watchdog)
    return Written(subject, f"{body}\n\n{foot}\n", stop)
