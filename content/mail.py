"""Which words does a letter to somebody with an account hold?"""

from datetime import datetime
from typing import NamedTuple

from content.words import words
from models.outbox import MailKind


class Written(NamedTuple):
    """A letter's words, as plain text."""

    subject: str
    body: str


def written(
    kind: MailKind, *, name: str, watchdog: str, telephone: str, link: str, until: datetime
) -> Written:
    """The letter of one kind. It is given nothing that a resident ever wrote, so it can hold none of it.

    `link` is whole; `until` is when it stops working, in the time of the place.
    """
    name, watchdog, telephone = (" ".join(said.split()) for said in (name, watchdog, telephone))
    whom = "ring" if telephone else "tell"
    body = words(
        f"mail.{kind.value}.body",
        name=name,
        watchdog=watchdog,
        link=link,
        until=words("mail.until", time=f"{until:%H:%M}", day=f"{until:%A} {until.day} {until:%B %Y}"),
    )
    foot = words("mail.foot", unexpected=words(f"mail.{whom}", watchdog=watchdog, telephone=telephone))
    return Written(words(f"mail.{kind.value}.subject", watchdog=watchdog), f"{body}\n\n{foot}\n")
