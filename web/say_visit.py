"""One request to the plain form: what its browser's draft holds, what is asked, and how that is drawn."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions import drafts
from actions.drafts import DraftState
from actions.help_first import help_first
from content.first_answers import about_service
from content.question_set import COLLECTED_BY, Kind, QuestionSet, Step, path, questions_on_path
from content.question_sets import ABOUT_YOU, HAVE_YOUR_SAY, question_set, set_to_ask
from content.questions import CAME_BY, code_of_a_partner
from content.said_back import names_of_moves
from content.words import words
from models.people import Viewer, resident
from storage.queries.programme_form import ProgrammeForm, form_begun, programme_form
from storage.queries.services_to_choose_from import open_service
from storage.queries.signposts import NumberToRing
from web.display import here
from web.door import Door
from web.draft import being_kept, key_of, remember_key
from web.drawing import draw
from web.forgery import browser_key, form_token, remember_browser
from web.say_facts import SayFacts, say_facts

START = "/say"
ABOUT_YOU_AT = f"{START}/about-you"
SENT_AT = f"{START}/sent"
PURPOSE = "say"


@dataclass(frozen=True)
class Visit:
    """`state` is what was kept under `key`, or a new beginning where `is_kept` is False."""

    door: Door
    request: Request
    facts: SayFacts
    key: str
    state: DraftState
    is_kept: bool

    @property
    def viewer(self) -> Viewer:
        """Whoever comes by this door speaks for themselves, signed in or not."""
        return resident(self.facts.watchdog.id)

    def words(self, key: str, **gaps: str | int) -> str:
        """Words of the form, in the language that this visitor reads."""
        return words(key, language=here().display.shown_in.code, **gaps)

    @cached_property
    def asked(self) -> QuestionSet:
        """The questions, in the language that this visitor reads."""
        name = ABOUT_YOU if self.state.reference else self.state.question_set
        return question_set(name, language=here().display.shown_in.code)

    @property
    def programme_id(self) -> UUID | None:
        """The programme whose own form it is, if it is one's."""
        return UUID(self.state.programme) if self.state.programme else None

    @cached_property
    def own_form(self) -> ProgrammeForm | None:
        if self.programme_id is None:
            return None
        with self.door.store().reading() as session:
            return form_begun(session, self.viewer, self.programme_id)

    @property
    def views_on(self) -> str:
        """Whose form it is, in words; nothing for the usual one, and for what is asked about somebody."""
        if self.own_form is None or self.state.reference:
            return ""
        return self.words("say.own_title", programme=self.own_form.name)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return path(self.asked, self.state.answers)

    @property
    def base(self) -> str:
        """Where the addresses of the steps begin."""
        return ABOUT_YOU_AT if self.state.reference else START

    @property
    def danger(self) -> tuple[NumberToRing, ...]:
        """Whom to ring first about what was typed so far."""
        typed = [
            self.state.answers.get(question.id, "")
            for question in questions_on_path(self.asked, self.state.answers)
            if question.kind is Kind.WORDS
        ]
        return help_first(typed, self.facts.numbers)

    @property
    def moves(self) -> dict[str, str]:
        """The moves that the answers tell of, by number."""
        names = self.facts.names_said_back()
        return names_of_moves(self.asked, self.state.answers, services=names, language=self.asked.language)

    def keep(self, state: DraftState, named: Collection[str]) -> DraftState:
        """Save `state`, of its answers those `named`, and return what is kept now."""
        with self.door.store().writing() as session:
            return drafts.save(session, self.key, state, named=named, by=self.viewer, at=self.door.clock())

    def go(self, address: str) -> Response:
        """Lead on, so that loading the next page again sends nothing twice."""
        response = RedirectResponse(address, 303, {"Cache-Control": "no-store"})
        remember_key(response, self.key, over_tls=self.door.over_tls)
        return response

    def draw(self, template: str, *, status: int = 200, **shown: Any) -> Response:
        """Draw a page of the form, bound to this browser."""
        browser = browser_key(self.door, self.request)
        response = draw(
            template,
            self.facts.watchdog,
            status=status,
            numbers=self.facts.numbers,
            form_token=form_token(self.door, PURPOSE, browser),
            back=with_query(self.request.url.path, how_they_came(self.request)),
            **shown,
        )
        remember_browser(self.door, response, browser)
        remember_key(response, self.key, over_tls=self.door.over_tls)
        return response


def visit(door: Door, request: Request) -> Visit:
    """Read what this browser left, and what there is to ask."""
    facts = say_facts(door)
    known = key_of(request, over_tls=door.over_tls)
    kept = None
    if known:
        being_kept.wait(known)
        with door.store().reading() as session:
            kept = drafts.load(session, known, by=resident(facts.watchdog.id), at=door.clock())
    state = kept or begin(door, request, facts)
    return Visit(door, request, facts, known or drafts.new_key(), state, is_kept=kept is not None)


def begin(door: Door, request: Request, facts: SayFacts) -> DraftState:
    """A new piece of feedback, with the questions of the programme whose address somebody came by."""
    code, own = request.query_params.get("programme", ""), None
    if code:
        with door.store().reading() as session:
            own = programme_form(session, resident(facts.watchdog.id), code, on=facts.today)
    if own is None:
        return DraftState(question_set=HAVE_YOUR_SAY, begun_at=door.clock())
    return DraftState(
        question_set=set_to_ask(own.question_sets), begun_at=door.clock(), programme=str(own.id)
    )


def how_they_came(request: Request) -> dict[str, str]:
    """Whose link it was (`by`), which programme's questions (`programme`), which `service` it hung at."""
    said = {name: request.query_params.get(name, "") for name in CAME_BY}
    return {name: code for name, value in said.items() if (code := code_of_a_partner(value))}


def with_query(path: str, query: dict[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


def first_answers(came: Visit) -> dict[str, str]:
    """What the link that somebody came by has answered, where they have not answered it themselves."""
    by_link = how_they_came(came.request)
    found = {COLLECTED_BY: by_link["by"]} if "by" in by_link else {}
    named = open_service(came.facts.services, by_link.get("service", ""), on=came.facts.today)
    if named is not None:
        about = about_service(came.asked, str(named.id), named.sector)
        found |= {key: said for key, said in about.items() if key not in came.state.answers}
    return found
