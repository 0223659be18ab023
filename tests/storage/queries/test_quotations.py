"""What may be quoted: all conditions together, newest first, a page at a time."""

from uuid import uuid4

import pytest
from sqlmodel import select

from actions.follow_up import withdraw
from actions.raise_concern import raise_by_person
from models.errors import NotAllowed
from models.moderation import ApprovedWords, ModerationDecision
from models.people import Viewer, resident
from models.vocabulary import ConcernKind, Outcome, Rating, Role
from storage.queries.quotations import A_PAGE, quotations
from tests.conftest import NOW, WATCHDOG
from tests.storage.queries.test_search_words import approved

READER = Viewer(WATCHDOG, frozenset({Role.PUBLISHER}), name="Eli", staff_id=uuid4())


def quoted(store, ids, viewer=READER, page=0):
    with store.reading() as session:
        return quotations(session, viewer, ids, page=page)


def lacks_nothing(session, said, **changes):
    return approved(session, said, **{"publishable": True, "consent_quotation": True, **changes})


def no_consent(session):
    return lacks_nothing(session, "Not to be quoted.", consent_quotation=False)


def not_for_anybody(session):
    return lacks_nothing(session, "Inside the watchdog only.", publishable=False)


def no_words(session):
    return lacks_nothing(session, "", rating=Rating.GOOD)


def taken_back(session):
    one = lacks_nothing(session, "Taken back.")
    decision = {"outcome": Outcome.WITHDRAWN, "decided_by": "author", "decided_at": NOW}
    session.add(ModerationDecision(watchdog_id=WATCHDOG, feedback_id=one, number=9, **decision))
    return one


def a_concern_is_open(session):
    one = lacks_nothing(session, "Somebody worries about this.")
    by = Viewer(WATCHDOG, frozenset({Role.MODERATOR}), name="Ash", staff_id=uuid4())
    raise_by_person(session, one, ConcernKind.SAFEGUARDING, "Not safe at home", by=by, at=NOW)
    return one


def nothing_approved(session):
    one = lacks_nothing(session, "Not read yet.")
    session.delete(session.exec(select(ApprovedWords).where(ApprovedWords.feedback_id == one)).one())
    return one


@pytest.mark.parametrize(
    "lacking",
    [no_consent, not_for_anybody, no_words, taken_back, a_concern_is_open, nothing_approved],
    ids=lambda one: one.__name__,
)
def test_words_are_quoted_only_where_nothing_is_lacking(sqlite_store, lacking):
    with sqlite_store.writing() as session:
        ids = [lacking(session), lacks_nothing(session, "Kind nurses.")]
    assert [one.words for one in quoted(sqlite_store, ids).shown] == ["Kind nurses."]


def test_what_its_author_withdraws_is_quoted_no_longer(sqlite_store):
    with sqlite_store.writing() as session:
        one = lacks_nothing(session, "Kind nurses.")
    assert quoted(sqlite_store, [one]).shown
    with sqlite_store.writing() as session:
        withdraw(session, one, by=resident(WATCHDOG), at=NOW)
    assert not quoted(sqlite_store, [one]).shown


def test_quotations_come_ten_at_a_time_in_the_order_asked_for_as_others_read_them(sqlite_store):
    with sqlite_store.writing() as session:
        ids = [lacks_nothing(session, f"Number {one} [name].") for one in range(A_PAGE + 1)][::-1]
    first, second = (quoted(sqlite_store, iter(ids), page=page) for page in (0, 1))
    assert [one.feedback_id for one in first.shown] == ids[:A_PAGE] and first.has_more
    assert [one.feedback_id for one in second.shown] == ids[A_PAGE:] and not second.has_more
    assert not quoted(sqlite_store, ids[:A_PAGE]).has_more


def test_nobody_else_and_no_other_watchdog_is_told(sqlite_store):
    with sqlite_store.writing() as session:
        one = lacks_nothing(session, "Kind nurses.")
    other = Viewer("other", frozenset({Role.PUBLISHER}), name="Oz", staff_id=uuid4())
    assert not quoted(sqlite_store, [one], viewer=other).shown
    with pytest.raises(NotAllowed):
        quoted(sqlite_store, [one], viewer=resident(WATCHDOG))
