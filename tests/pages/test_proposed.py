"""What the machine points at in somebody's words: marked there, listed by number and kind, never decided."""

import pytest

from actions.submit import submit
from models.people import resident
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_draft
from tests.pages.opening import everything_on, open_page, words_read

SAID = "The GP referred Mum to the memory clinic. <b>Nurse Okafor</b> slapped her. Ring me on 07700 900123."


@pytest.fixture
def store(sqlite_store):
    """The page is the same on every database."""
    return sqlite_store


@pytest.fixture
def asked(store, moderator, monkeypatch):
    """Open the page on one comment that says so much."""

    def ask(words: str = SAID, **more):
        with store.writing() as session:
            submit(session, a_draft(words, **more), by=resident(WATCHDOG), at=NOW)
        page = open_page("moderation", store, moderator, monkeypatch)
        assert not page.exception
        return page

    return ask


def test_the_words_stand_as_they_were_typed_with_what_was_found_marked(asked):
    page = asked()

    assert SAID in words_read(page)
    drawn = [element.proto.body for element in page.get("html")]
    assert any("Okafor</mark>" in body and "07700 900123</mark>" in body for body in drawn)
    assert not any("<b>" in body for body in drawn if "Okafor" in body)


def test_each_kind_is_listed_by_number_and_rule_and_never_in_the_words_themselves(asked):
    listed = "\n".join(
        block.value for block in asked().markdown if block.value.startswith(("- **", "**", ":small"))
    )

    for said in (
        "Somebody may be at risk, harmed or accused",
        "Abuse or neglect",
        "A name",
        "A phone number",
        "From a GP to",
        "Services spoken of: a GP",
    ):
        assert said in listed
    for word in ("Okafor", "07700", "slapped"):
        assert word not in listed


def test_where_nothing_is_found_the_page_says_that_this_clears_nothing(asked):
    page = asked("All fine, thank you.")

    assert "The machine points at nothing. That doesn’t mean that nothing is there." in everything_on(page)


def test_what_should_happen_next_is_looked_at_as_well(asked):
    page = asked("All fine.", should_happen="Dr Patel should ring me on 07700 900123")

    assert "A phone number" in everything_on(page)
    assert "Dr Patel should ring me on 07700 900123" in words_read(page)
