"""What do people call the actors, the acts and the details that the record holds?"""

from collections.abc import Mapping

from content.words import words
from models.events import Event
from models.people import staff_id_of
from models.vocabulary import Role

JOBS = ("terminal", "tagger", "concerns", "mail", "office", "daily", "init", "demonstration")
"""The jobs that act by themselves, by the names that the record has for them."""

_NAMED = {
    "roles": "roles",
    "reason": "named.reason",
    "channel": "named.channel",
    "journey": "named.journey",
    "use": "named.words_use",
    "filters": "search",
    "narrowed_by": "scope",
    "act": "record.acts",
    "why": "named.erasure",
    "sought_by": "record.sought_by",
    "result": "named.callback_result",
    "callback_outcome": "named.callback_outcome",
}
"""Where the names of choices are filed, by the name of the detail."""


def actor_in_words(actor: str, name: str = "") -> str:
    """Who `actor` is: by `name` where that is known, else what the job or a passer-by is called."""
    if name:
        return name
    kind, _, job = actor.partition(":")
    if kind == Role.JOB:
        return words(f"record.actors.{job}") if job in JOBS else words("record.actors.job", name=job)
    if actor == Role.BODY:
        return words("record.actors.body")
    return words(f"record.actors.{'resident' if staff_id_of(actor) is None else 'somebody'}")


def act_in_words(event: Event) -> str:
    """What was done: "Read feedback"."""
    return words(f"record.acts.{event.value}")


def detail_in_words(detail: Mapping[str, str | int]) -> str:
    """The counts and choices of a row: "sign-ins ended: 2; reason: It isn't about our area"."""
    said = ((_words_of("record.details", name), _value(name, detail[name])) for name in detail)
    return "; ".join(f"{name}: {value}" for name, value in said if value)


def _value(name: str, value: str | int) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return ", ".join(_words_of(_NAMED.get(name, ""), each) for each in value.split(", "))


def _words_of(place: str, name: str) -> str:
    """The words filed for a name, else the name itself without its underlines."""
    try:
        return words(f"{place}.{name}")
    except KeyError:
        return name.replace("_", " ")
