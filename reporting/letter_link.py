"""The link by which a body answers, in the letters to it: said there, left out of copies, and put right."""

from datetime import date
from typing import NamedTuple

from content.words import day_in_words, words


class LetterLink(NamedTuple):
    """The whole address at which a body answers, and the last day on which it opens anything."""

    address: str
    until: date

    @property
    def token(self) -> str:
        return self.address.rpartition("/")[-1]


def link_said(link: LetterLink | None) -> str:
    """What a letter to the body says of its link, as one paragraph."""
    return words("letters.link", address=link.address, day=day_in_words(link.until)) if link else ""


def without_link(said: str, link: LetterLink | None) -> str:
    """A letter that tells nobody the link, however somebody changed it: for copies, or once it ended."""
    if link is None:
        return said
    told = link_said(link)
    for part in (f"{told}\n\n", told, link.address, link.token):
        said = said.replace(part, "")
    return said


def with_link(said: str, before: LetterLink | None, now: LetterLink | None, close: str) -> str:
    """A letter that somebody changed, with the link of `now` in place of the one before.

    Where it told of none, the link is put before the `close`, or at the end.
    """
    told = link_said(before)
    if told and now and told in said:
        return without_link(said.replace(told, link_said(now)), before)
    said = without_link(said, before)
    if now is None:
        return said
    head, found, rest = said.rpartition(close)
    return f"{head}{link_said(now)}\n\n{found}{rest}" if found else f"{said}\n\n{link_said(now)}"
