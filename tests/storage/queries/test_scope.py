"""What lies in a scope: the same from memory, from the store, and counted slowly by hand."""

import random
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from analysis.narrow import how_many_held, narrow
from analysis.narrow import within as within_facts
from models.feedback import AboutYou, Feedback, FeedbackService, Handover
from models.moderation import ModerationDecision
from models.organisation import Organisation, Service
from models.people import Viewer
from models.programme import Programme, ProgrammeService
from models.scope import Scope, Who
from models.tag import ReviewedJoin, TagDecision, Tagging, ThemeTag
from models.vocabulary import (
    Channel,
    HeldBecause,
    Journey,
    Outcome,
    Role,
    Sector,
    Speaker,
    Standing,
    TaggingOutcome,
    TagKind,
)
from storage.queries.current_tags import Versions
from storage.queries.facts import read_facts
from storage.queries.scope import counted, is_held, verdict_is, within
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.reference.scope import ids_within

VERSIONS = Versions("2", "new")
SECTORS = [Sector.GP, Sector.HOSPITAL, Sector.PHARMACY, Sector.UNKNOWN]
THEMES = ["had_to_chase", "kindness_of_staff", "medicines_when_leaving"]
LANGUAGES, AREAS = ["en", "pl"], ["MK9", "SG18", ""]


@pytest.fixture
def reader() -> Viewer:
    return Viewer(WATCHDOG, frozenset({Role.ANALYST}), name="Ana", staff_id=uuid4())


def here(table, **columns):
    return table(watchdog_id=WATCHDOG, **columns)


class Town:
    """Seven services of three bodies, some merged, in two programmes; and what ninety people said of them."""

    def __init__(self, session) -> None:
        self.chance, self.session = random.Random(5), session
        self.bodies, self.programmes = self._bodies(), []
        self.services = self._services()
        self.ids = [self._told(number) for number in range(90)]

    def _add(self, *rows) -> None:
        self.session.add_all(rows)
        self.session.flush()

    def _bodies(self) -> list[UUID]:
        bodies = [here(Organisation, name=f"Trust {number}", sector=Sector.HOSPITAL) for number in range(3)]
        self._add(*bodies)
        bodies[1].merged_into_id = bodies[0].id
        return [one.id for one in bodies]

    def _services(self) -> list[UUID]:
        services = [
            here(Service, organisation_id=self.bodies[n % 3], name=f"Ward {n}", sector=SECTORS[n % 3])
            for n in range(7)
        ]
        self._add(*services)
        for merged, into in ((1, 3), (6, 2)):
            services[merged].merged_into_id = services[into].id
        for code, members in (("hub", (1, 4)), ("home", (2,)), ("empty", ()), ("all", ())):
            programme = here(Programme, code=code, name=code, covers_all=code == "all")
            self._add(programme)
            self.programmes.append(programme.id)
            self._add(
                *(
                    here(ProgrammeService, programme_id=programme.id, service_id=services[one].id)
                    for one in members
                )
            )
        return [one.id for one in services]

    def _told(self, number: int) -> UUID:
        chance = self.chance
        feedback = here(
            Feedback,
            reference=f"R{number}",
            submission_token=f"t{number}",
            received_at=NOW,
            counted_on=TODAY - timedelta(days=chance.randrange(60)),
            channel=chance.choice([Channel.ONLINE, Channel.PAPER]),
            language=chance.choice(LANGUAGES),
            journey=chance.choice(list(Journey)),
            speaker=chance.choice(list(Speaker)),
            standing=Standing.NOT_SAID,
            held_because=chance.choice([None, None, HeldBecause.TOO_FAST]),
            programme_id=chance.choice([*self.programmes, None, None, None, None]),
        )
        self._add(feedback)
        of = {"feedback_id": feedback.id}
        self._add(
            *(
                here(FeedbackService, service_id=service, position=place, **of)
                for place, service in enumerate(chance.sample(self.services, chance.randrange(3)))
            ),
            *(here(Handover, position=place, **self._ends(), **of) for place in range(chance.randrange(3))),
            *([here(AboutYou, question_set="q", area=chance.choice(AREAS), **of)] * (chance.random() < 0.6)),
            *(
                here(ModerationDecision, number=place, outcome=outcome, decided_by="x", decided_at=NOW, **of)
                for place, outcome in enumerate(chance.choices(list(Outcome), k=chance.randrange(3)), 1)
            ),
        )
        for round_ in range(chance.choice([0, 0, 1, 2])):
            # Position 0 says that there is no join.
            places = chance.choice([[0], [1], [1, 2]])
            self._add(
                *(
                    here(
                        ReviewedJoin,
                        round=round_,
                        position=place,
                        decided_by="x",
                        decided_at=NOW,
                        **self._ends(),
                        **of,
                    )
                    for place in places
                )
            )
        self._read(feedback.id)
        return feedback.id

    def _ends(self) -> dict:
        return {"from_sector": self.chance.choice(SECTORS), "to_sector": self.chance.choice(SECTORS)}

    def _read(self, feedback_id: UUID) -> None:
        """By none, one or both of two versions; then by nobody, or by a person once or twice."""
        chance, of = self.chance, {"feedback_id": feedback_id}
        for days, version in enumerate(chance.sample([("1", "old"), VERSIONS], chance.randrange(3))):
            tagging = here(
                Tagging,
                taxonomy_version=version[0],
                model_version=version[1],
                outcome=TaggingOutcome.TAGGED,
                tagged_at=NOW + timedelta(days=days),
                **of,
            )
            self._add(tagging)
            self._add(
                *(here(ThemeTag, tagging_id=tagging.id, theme=one, **of) for one in self._some_themes())
            )
        for round_ in range(1, chance.choice([1, 1, 2, 3])):
            self._add(
                *(
                    here(
                        TagDecision,
                        kind=TagKind.THEME,
                        value=one,
                        round=round_,
                        decided_by="x",
                        decided_at=NOW,
                        **of,
                    )
                    for one in self._some_themes() or [""]
                )
            )

    def _some_themes(self) -> list[str]:
        return [one for one in THEMES if self.chance.random() < 0.4]

    def scope(self) -> Scope:
        """Any scope at all: most name one to three things, some a thing that nobody has."""
        day = self.chance.randrange(60)
        pool = {
            "since": [TODAY - timedelta(days=day)],
            "until": [TODAY - timedelta(days=day // 2)],
            "journey": list(Journey),
            "service_id": self.services,
            "organisation_id": self.bodies,
            "sector": SECTORS,
            "theme": [*THEMES, "gone"],
            "who": list(Who),
            "channel": list(Channel)[:3],
            "language": [*LANGUAGES, "ur"],
            "programme": ["hub", "home", "empty", "all", "unknown"],
            "area": [*AREAS[:2], "ZZ1"],
        }
        some = self.chance.sample(list(pool), self.chance.choice([1, 1, 1, 2, 2, 3]))
        return Scope(**{field: self.chance.choice(pool[field]) for field in some})


def test_memory_and_store_say_alike_what_lies_in_a_scope(store, reader):
    with store.writing() as session:
        town = Town(session)
    with store.reading() as session:
        facts = read_facts(session, reader, VERSIONS)
        not_counted = verdict_is(Outcome.WITHHELD, Outcome.WITHDRAWN)
        assert 10 < facts.people < 90 and facts.feedback["is_held"].any()
        assert set(facts.joins["is_reviewed"]) == {True, False} and set(facts.themes["by_person"]) == {
            True,
            False,
        }
        found_any = 0
        for number in range(120):
            scope = town.scope()
            rows = within(reader, scope, VERSIONS)
            there = set(session.exec(select(Feedback.id).where(*rows, ~not_counted)).all())
            kept = facts.feedback.index[within_facts(facts, scope)]
            assert set(facts.ids(kept)) == there, scope
            found_any += bool(there)
            if number < 12:
                whatever = set(session.exec(select(Feedback.id).where(*rows)).all())
                assert whatever == ids_within(session, scope, VERSIONS), scope
                narrowed = narrow(facts, scope)
                counts = session.exec(select(Feedback.id).where(*counted(reader, scope, VERSIONS))).all()
                held_back = session.exec(select(Feedback.id).where(*rows, is_held())).all()
                assert narrowed.people == len(counts) and how_many_held(facts, scope) == len(held_back)
                for frame in (narrowed.themes, narrowed.services, narrowed.joins, narrowed.problems):
                    assert set(frame["row"]) <= set(narrowed.feedback.index)
        assert 40 < found_any < 118
