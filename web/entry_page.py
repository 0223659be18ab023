"""What does the page of an entry show, beside what was answered?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from analysis.office_hours import is_office_open
from analysis.taxonomy import load_taxonomy
from content.entry_joins import SECTOR, as_id
from content.entry_keys import (
    COLLECTED_BY,
    CONTACT,
    EVENT,
    PROGRAMME,
    SERVICES,
    THEMES,
    interpreters,
    spoken_languages,
)
from content.question_set import DONT_KNOW, NOT_LISTED, Condition, Kind, Question, chosen
from content.signposting import kinds_first
from content.words import words
from models.entry import ConsentUse, SpokenAnswer
from models.feedback_draft import OLDEST_YEARS
from models.vocabulary import Channel, ConcernKind, Sector
from models.watchdog import SAFEGUARDING, SignpostKind
from storage.queries.outreach_events import events_of
from storage.queries.programme_form import programmes_to_choose_from
from storage.queries.signposts import NumberToRing
from web.drawing import day
from web.entry_joins import JoinShown, joins_shown, problems_asked, problems_besides
from web.entry_visit import EntryVisit, said
from web.say_facts import Names

TITLES = {Channel.PHONE: "title", Channel.PAPER: "title_paper", Channel.EVENT: "title_event"}
FIRST_ON_PAPER = (COLLECTED_BY, "journey")
SAID_ALOUD = (SpokenAnswer.YES, SpokenAnswer.NO)


class QuestionShown(NamedTuple):
    """A question of the set, and what has to be answered for it to be asked."""

    question: Question
    when: tuple[Condition, ...]
    is_shown: bool


class Ticked(NamedTuple):
    """What was confirmed while somebody listened, by its value."""

    themes: Names
    services: Names


@dataclass(frozen=True)
class EntryPage:
    """`is_practice`: nothing is kept, and the page says so."""

    came: EntryVisit
    is_practice: bool = False

    @property
    def is_call(self) -> bool:
        return self.came.channel is Channel.PHONE

    @property
    def is_spoken(self) -> bool:
        """Whether there is somebody to talk with, as there is nobody beside a sheet of paper."""
        return self.came.channel is not Channel.PAPER

    def own(self, key: str) -> str:
        """Words of the page that are others where something is copied from paper."""
        return said(key if self.is_spoken else f"paper.{key}")

    @property
    def in_danger(self) -> str:
        return said("danger.button" if self.is_call else "danger.somebody")

    @property
    def keys(self) -> Names:
        """The keys that do something here, and what."""
        aloud = {f"Alt+{one[0].upper()}": said(f"key.{one}") for one in SAID_ALOUD} if self.is_spoken else {}
        return (
            {"Alt+1 … Alt+6": said("key.offer")}
            | aloud
            | {"Alt+0": self.in_danger, "Ctrl+Enter": self.own("key.send")}
        )

    @property
    def title(self) -> str:
        return said("title_practice" if self.is_practice else TITLES[self.came.channel])

    @property
    def action(self) -> str:
        return self.came.where

    @property
    def typed(self) -> str:
        return self._below("typed")

    @property
    def danger(self) -> str:
        return self.action if self.is_practice else self._below("danger")

    @property
    def begun(self) -> str:
        return said("call_begun" if self.is_call else "begun", time=self.came.begun)

    @property
    def typed_by(self) -> str:
        return said("typed_by", name=self.came.viewer.name)

    @property
    def saved(self) -> str:
        if self.is_practice:
            return said("nothing_kept")
        return said("saved", time=self.came.time(seconds=True)) if self.came.entering else said("not_yet")

    @property
    def saved_at(self) -> str:
        """What a script sends back to learn whether another tab has saved meanwhile."""
        return self.came.entering.saved_at.isoformat() if self.came.entering else ""

    @property
    def is_closed(self) -> bool:
        return not is_office_open(self.came.door.clock())

    @property
    def to_ring(self) -> tuple[NumberToRing, ...]:
        """Whom to ring when somebody may be in danger, most urgent first."""
        kinds = {SignpostKind.EMERGENCY, *kinds_first(list(ConcernKind)), *SAFEGUARDING}
        kinds -= {SignpostKind.COMPLAINTS}
        return tuple(number for number in self.came.facts.numbers if number.kind in kinds)

    @property
    def practice_lines(self) -> list[str]:
        return [said(f"practice.line_{number}") for number in range(1, 6)]

    @cached_property
    def everything(self) -> dict[str, Names]:
        return self.came.facts.by_kind()

    def by_kind(self, question: Question) -> dict[str, Names]:
        return (
            self.everything if question.sector is Sector.UNKNOWN else self.came.facts.by_kind(question.sector)
        )

    @cached_property
    def kinds(self) -> Names:
        """The kinds of service, for one that isn't in the list."""
        return {f"{SECTOR}{one.value}": words(f"directory.sector.{one.value}") for one in Sector}

    @property
    def not_listed(self) -> Names:
        return {NOT_LISTED: words("form.not_listed"), DONT_KNOW: words("form.dont_know")}

    def choices(self, question: Question) -> Names:
        return {option.value: option.label for option in question.options}

    @cached_property
    def problems(self) -> Names:
        return problems_asked(self.came.asked)

    @cached_property
    def more_problems(self) -> Names:
        return problems_besides(self.came.asked)

    @property
    def joins(self) -> list[JoinShown]:
        return joins_shown(self.came.asked, self.came.answers)

    @property
    def first(self) -> list[QuestionShown]:
        """The questions before their own words, as on paper; a call begins with the words."""
        return [] if self.is_call else [one for one in self._questions() if one.question.id in FIRST_ON_PAPER]

    @property
    def questions(self) -> list[QuestionShown]:
        first = self.first
        return [one for one in self._questions() if one not in first]

    @property
    def consents(self) -> Names:
        return {use.value: said(f"consent_short.{use.value}") for use in ConsentUse}

    @property
    def yes_no(self) -> Names:
        return {one.value: said(one.value) for one in SAID_ALOUD} | {"": said("not_asked")}

    @property
    def languages(self) -> Names:
        return spoken_languages()

    @property
    def interpreters(self) -> Names:
        return interpreters()

    @property
    def months(self) -> Names:
        return {str(month): words(f"months.{month}") for month in range(1, 13)}

    @property
    def years(self) -> Names:
        this_year = self.came.facts.today.year
        return {year: year for year in (str(this_year - back) for back in range(OLDEST_YEARS + 1))}

    @cached_property
    def events(self) -> Names:
        """The events to choose from, newest first; none on a call."""
        if self.is_call and not self.came.answers.get(EVENT):
            return {}
        with self.came.door.store().reading() as session:
            found = events_of(session, self.came.viewer)
        return {str(event.id): f"{event.place}, {day(event.held_on)}" for event in found}

    @cached_property
    def programmes(self) -> Names:
        """The programmes to choose from, by name."""
        on, said = self.came.facts.today, as_id(self.came.answers.get(PROGRAMME, ""))
        with self.came.door.store().reading() as session:
            found = programmes_to_choose_from(session, self.came.viewer, on=on, chosen=said)
        return {str(one.id): one.name for one in found}

    @property
    def ticked(self) -> Ticked:
        themes, services = load_taxonomy().themes, self.came.facts.names_said_back()
        answers = self.came.answers
        return Ticked(
            {one: themes[one].title for one in chosen(answers.get(THEMES, "")) if one in themes},
            {one: services[one] for one in chosen(answers.get(SERVICES, "")) if one in services},
        )

    def _questions(self) -> Iterator[QuestionShown]:
        answers = {**self.came.answers, "channel": self.came.channel.value}
        for step in self.came.aloud.steps:
            for question in step.questions:
                if question.id in ("words", *CONTACT) or (question.id == COLLECTED_BY and self.is_call):
                    continue
                conditions = filter(None, (step.shown_when, question.shown_when))
                when = tuple(one for one in conditions if one.question != "channel")
                is_named = question.kind is Kind.SERVICE and bool(answers.get(question.id))
                yield QuestionShown(question, when, is_named or all(one.holds(answers) for one in when))

    def _below(self, name: str) -> str:
        path, _, query = self.came.where.partition("?")
        return f"{path}/{name}?{query}" if query else f"{path}/{name}"
