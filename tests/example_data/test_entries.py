"""What the demonstration's volunteer typed in: a fixed share, three events, one story in two calls."""

from collections import Counter
from datetime import timedelta

import pytest

from example_data.entries import OUTREACH, Entry, as_entries, day_of
from example_data.generate import ExampleFeedback, generate
from example_data.west_testford import LAST_DAY
from models.vocabulary import Channel


@pytest.fixture(scope="module")
def told() -> list[ExampleFeedback]:
    return list(generate(pieces=600))


@pytest.fixture(scope="module")
def typed(told) -> tuple[dict[str, ExampleFeedback], dict[str, Entry]]:
    pieces, entries = as_entries(told, until=LAST_DAY)
    return {piece.token: piece for piece in pieces}, entries


def test_about_eight_in_a_hundred_are_calls_and_four_each_paper_and_events(told, typed):
    pieces, entries = typed
    share = Counter(pieces[token].channel for token in entries)
    assert 0.06 < share[Channel.PHONE] / len(told) < 0.10
    assert 0.025 < share[Channel.PAPER] / len(told) < 0.055
    assert 0.015 < share[Channel.EVENT] / len(told) < 0.055
    assert any(entry.interpreter for entry in entries.values())
    assert as_entries(told, until=LAST_DAY) == (list(pieces.values()), entries)


def test_what_was_heard_at_an_event_happened_before_it_and_was_told_on_its_day(typed):
    pieces, entries = typed
    heard = {token: entry.event for token, entry in entries.items() if entry.event is not None}
    assert set(heard.values()) == set(range(len(OUTREACH)))
    for token, event in heard.items():
        moments = pieces[token].moments
        assert moments.happened <= moments.told == day_of(event, LAST_DAY) == moments.received_at.date()
        assert pieces[token].decided_at > moments.received_at


def test_one_story_is_told_in_two_calls_within_a_month(typed):
    pieces, entries = typed
    [(again, first)] = [(pieces[key], pieces[entry.same_story_as]) for key, entry in entries.items()
                        if entry.same_story_as]  # fmt: skip
    assert again.facts.contact_telephone == first.facts.contact_telephone != ""
    assert again.joins == first.joins and again.words != first.words
    between = again.moments.received_at - first.moments.received_at
    assert timedelta(0) < between < timedelta(days=30)
