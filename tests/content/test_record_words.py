"""Everything that the record can hold has words that people read."""

import ast
from pathlib import Path

import pytest

from content.record_words import JOBS, act_in_words, actor_in_words, detail_in_words
from models.events import Event

ROOT = Path(__file__).parent.parent.parent
SOMEBODY = "person:0190c3a1-0000-7000-8000-000000000001"


@pytest.mark.parametrize("event", list(Event))
def test_every_kind_of_act_has_words_of_its_own(event):
    assert act_in_words(event)[0].isupper() and "_" not in act_in_words(event)


def test_no_two_kinds_of_act_are_called_the_same():
    assert len({act_in_words(event) for event in Event}) == len(Event)


def jobs_named_in_the_product() -> set[str]:
    """The names that `job(watchdog, "name")` is called with anywhere but in tests."""
    named = set()
    for folder in ("actions", "commands", "ui", "web", "pages", "example_data"):
        for source in (ROOT / folder).rglob("*.py"):
            for call in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "job":
                    named |= {str(arg.value) for arg in call.args[1:] if isinstance(arg, ast.Constant)}
    return named


def test_every_job_that_acts_has_a_name_for_people():
    assert jobs_named_in_the_product() == set(JOBS)
    assert len({actor_in_words(f"job:{job}") for job in JOBS}) == len(JOBS)


@pytest.mark.parametrize(
    ("actor", "name", "said"),
    [
        (SOMEBODY, "Bo", "Bo"),
        ("staff:0190c3a1-0000-7000-8000-000000000001", "Bo", "Bo"),
        (SOMEBODY, "", "Somebody whose account isn't here"),
        ("resident", "", "Somebody not signed in"),
        ("body", "", "A body, by the link we sent it"),
        ("job:tagger", "", "The tagger"),
        ("job:from another release", "", "A job called from another release"),
    ],
)
def test_an_actor_is_called_what_people_know_them_by(actor, name, said):
    assert actor_in_words(actor, name) == said


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ({}, ""),
        ({"sign_ins_ended": 2}, "sign-ins ended: 2"),
        ({"sign_ins_ended": 0}, "sign-ins ended: 0"),
        ({"rows": 12_345}, "rows: 12,345"),
        ({"roles": "analyst, moderator"}, "roles: Analyst, Moderator"),
        ({"reason": "not_local"}, "reason: It isn't about our area"),
        ({"purpose": "start_again"}, "purpose: start again"),
        ({"consent_wording": "", "channel": "phone"}, "channel: by phone"),
        ({"named_by_nobody": "yet_known"}, "named by nobody: yet known"),
    ],
)
def test_details_are_said_in_words(detail, said):
    assert detail_in_words(detail) == said
