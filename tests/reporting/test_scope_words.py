"""What is looked at, in one sentence; and what there is to choose from."""

from datetime import date
from uuid import UUID

import pandas as pd
import pytest

from models.facts import Directory, Facts, KnownProgramme, KnownService
from models.scope import EVERYTHING, Scope, Who
from models.vocabulary import Journey, Sector
from reporting.scope_words import choices_of, scope_in_words

WARD, HOME, TRUST = UUID(int=1), UUID(int=2), UUID(int=3)


def columns(**values) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Categorical(said) for name, said in values.items()})


FACTS = Facts(
    feedback=columns(
        journey=["leaving_hospital", "leaving_hospital"],
        speaker=["friend", "prefer_not_to_say"],
        channel=["paper", "phone"],
        language=["ur", "xx"],
        area=["MK9", None],
        programme=[None, "form"],
    ),
    answers=pd.DataFrame(),
    services=columns(service=[WARD, WARD]),
    themes=columns(theme=["had_to_chase"]),
    joins=columns(from_sector=["hospital"], to_sector=["unknown"]),
    problems=pd.DataFrame(),
    directory=Directory(
        services={
            WARD: KnownService("Ward 9", TRUST, "hospital"),
            HOME: KnownService("Elms", TRUST, "care_home"),
        },
        organisations={TRUST: "Testford Trust"},
        programmes={
            "hub": KnownProgramme("The Hub", frozenset({WARD})),
            "form": KnownProgramme("Form", frozenset()),
            "new": KnownProgramme("New", frozenset()),
            "whole": KnownProgramme("Whole", frozenset(), covers_all=True),
        },
    ),
)
CHOICES = choices_of(FACTS)


@pytest.mark.parametrize(
    ("scope", "sentence"),
    [
        (EVERYTHING, "Everything people told us"),
        (
            Scope(journey=Journey.LEAVING_HOSPITAL, who=Who.FAMILIES, since=date(2025, 11, 1)),
            "Leaving hospital, told by families and carers, since 1 November 2025",
        ),
        (Scope(until=date(2026, 1, 2)), "Everything people told us, until 2 January 2026"),
        (
            Scope(service_id=WARD, since=date(2026, 5, 3), until=date(2026, 5, 3)),
            "About Ward 9, on 3 May 2026",
        ),
        (Scope(language="ur", area="MK9"), "In Urdu, from people who live in MK9"),
    ],
)
def test_a_sentence_says_what_is_looked_at(scope, sentence):
    assert scope_in_words(scope, CHOICES.names) == sentence


def test_only_what_anybody_told_us_of_is_offered_and_what_is_chosen_stays():
    assert CHOICES.offered("service_id", None) == [WARD]
    assert CHOICES.offered("service_id", HOME) == [HOME, WARD]
    assert CHOICES.offered("who", None) == [Who.FAMILIES]
    assert CHOICES.offered("sector", None) == [Sector.HOSPITAL]
    assert CHOICES.offered("programme", None) == ["form", "hub", "whole"]
    assert CHOICES.offered("language", None) == ["ur", "xx"]


def test_a_service_of_somebody_elses_and_a_theme_that_is_gone_are_not_known():
    scope = Scope(service_id=UUID(int=9), theme="gone", organisation_id=TRUST, area="ZZ9", programme="new")
    assert CHOICES.unknown(scope) == ("service_id", "theme", "area")
