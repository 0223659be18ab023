"""Which of the comments behind a figure may be read: approved ones, of this watchdog, in their order."""

from uuid import uuid4

import pytest

from actions.follow_up import withdraw
from models.errors import NotAllowed
from models.people import Viewer, resident
from models.vocabulary import Role, TextPart
from storage.queries.approved_behind import A_PAGE, approved_behind
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback
from tests.storage.queries.test_search_words import approved

READER = Viewer(WATCHDOG, frozenset({Role.ANALYST}), name="Ana", staff_id=uuid4())


def test_a_page_of_what_may_be_read_comes_in_the_order_asked_for(sqlite_store):
    with sqlite_store.writing() as session:
        newest = [approved(session, f"Said {number}", added="More" * (number == 0)) for number in range(12)]
        unread = some_feedback(session, resident(WATCHDOG), "Nobody has looked at this").feedback_id
        asked = [unread, *newest]

        first = approved_behind(session, READER, asked)
        second = approved_behind(session, READER, asked, page=1)

    assert (first.total, second.total) == (12, 12)
    assert [one.feedback_id for one in (*first.comments, *second.comments)] == newest
    assert len(first.comments) == A_PAGE
    assert first.comments[0].texts == {TextPart.WORDS: "Said 0", TextPart.ADDED: "More"}


def test_what_was_taken_back_since_the_figure_was_drawn_is_not_shown(sqlite_store):
    with sqlite_store.writing() as session:
        one, other = approved(session, "Stays"), approved(session, "Goes")
        withdraw(session, other, by=resident(WATCHDOG), at=NOW)
        behind = approved_behind(session, READER, [other, one])
    assert [each.feedback_id for each in behind.comments] == [one]
    assert behind.total == 1


def test_words_are_read_by_nobody_without_leave_nor_at_another_watchdog(sqlite_store):
    administrator = Viewer(WATCHDOG, frozenset({Role.ADMINISTRATOR}), name="Ada", staff_id=uuid4())
    elsewhere = Viewer("east-testford", frozenset({Role.ANALYST}), name="Eve", staff_id=uuid4())
    with sqlite_store.writing() as session:
        mine = approved(session, "Said here")
        assert approved_behind(session, elsewhere, [mine]).total == 0
        with pytest.raises(NotAllowed):
            approved_behind(session, administrator, [mine])
