"""Search over approved words: finds, ranks, narrows and forgets alike on both databases."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlmodel import Session, col, select

from actions.follow_up import withdraw
from actions.moderate import approve
from actions.open_watchdog import open_watchdog
from models.errors import FeedbackError, NotAllowed
from models.moderation import ApprovedWords, ModerationDecision
from models.organisation import Service
from models.people import Viewer, resident
from models.tag import TagDecision
from models.vocabulary import Channel, Journey, Outcome, Role, Sector, Sentiment, TagKind, TextPart
from storage.queries.scope import Scope
from storage.queries.search_scope import SearchScope
from storage.queries.search_words import A_PAGE, search_words
from storage.queries.tags_in_use import NOTHING_READ
from storage.scrub import scrub
from storage.search_asked import LONGEST_ASKED, read_asked
from tests.conftest import NOW, SIGNPOSTS, WATCHDOG
from tests.factories import a_service, some_feedback

EVERY_WORD = SearchScope()


@pytest.fixture
def reader() -> Viewer:
    return Viewer(WATCHDOG, frozenset({Role.ANALYST}), name="Ana", staff_id=uuid4())


def approved(session: Session, said: str, *, publishable=False, should_happen="", added="", **changes):
    """Words that others may read, without anything having been taken out; the id of the feedback."""
    by = changes.pop("by", resident(WATCHDOG))
    kept = {"should_happen": should_happen, "added": added, "is_publishable": publishable}
    feedback_id = some_feedback(session, by, said, **changes).feedback_id
    session.add(
        ApprovedWords(
            watchdog_id=by.watchdog_id,
            feedback_id=feedback_id,
            decision=1,
            words=said,
            approved_at=NOW,
            **kept,
        )
    )
    session.flush()
    return feedback_id


def searched(store, viewer, said, choice=EVERY_WORD, page=0):
    with store.reading() as session:
        return search_words(session, viewer, read_asked(said), choice, NOTHING_READ, page=page)


def found(store, viewer, said, choice=EVERY_WORD) -> list[str]:
    """The words of each that was found, in order."""
    return [one.texts[0].text for one in searched(store, viewer, said, choice).results]


def marked(one) -> list[str]:
    return [each.text[start:end] for each in one.texts for start, end in each.spans]


SAID = (
    "They sent her home with no medicines.",
    "A&E was kind, but the medicine never came.",
    "The pharmacist didn\u2019t ring. Discharge/medication chaos!",
    "Nie było leków w szpitalu, żadnych.",
    "ہسپتال سے چھٹی کے وقت دوا نہیں ملی۔",
    "Café nurse 🚑 was lovely",
)


FINDS = [
    ("medicines", {0, 1}),
    ("MEDICINE", {0, 1}),
    ("medicines home", {0}),
    ('"no medicines"', {0}),
    ('"medicines no"', set()),
    ("home OR pharmacist", {0, 2}),
    ("medicine -home", {1}),
    ("medicine NOT home", {1}),
    ("medicine AND kind", {1}),
    ("pharm*", {2}),
    ("pharm", set()),
    ("hos*", set()),
    ("med*", {0, 1, 2}),
    ("kin* OR caf*", {1, 5}),
    ("disc*", {2}),
    ("dis*", {2}),
    ("medication", {2}),
    ("no", {0}),
    ("A&E", {1}),
    ("didn't", {2}),
    ("didn\u2019t ring.", {2}),
    ("szpital*", {3}),
    ("ŻADNYCH", {3}),
    ("ہسپتال", {4}),
    ("ملی", {4}),
    ("\u201cwas lovely\u201d", {5}),
]


def test_words_are_found_however_they_are_typed(store, reader):
    with store.writing() as session:
        for said in SAID:
            approved(session, said)

    for typed, places in FINDS:
        assert set(found(store, reader, typed)) == {SAID[place] for place in places}, typed


HOSTILE = [
    "'; DROP TABLE approved_words; --",
    '"""',
    "words: home",
    "NEAR(home medicines)",
    "(home",
    "home)",
    "^home",
    "{words} : home",
    "home & | ! <-> 'x' :* \\",
    "a",
    "é",
    "🚑",
    "\u202ehome\u202c",
    "ho\x00me",
    "\ud800home",
    "OR OR AND NOT",
    "home*lots*of*stars***",
    "-",
    "%_[]",
    "@west-testford",
    " ".join("abcdefgh" * 12),
]


def test_nothing_that_is_typed_is_read_as_a_command(store, reader):
    with store.writing() as session:
        approved(session, "home")
    for typed in HOSTILE:
        try:
            assert searched(store, reader, typed).total <= 1
        except FeedbackError as refused:
            assert str(refused).endswith(".")
    assert found(store, reader, "home") == ["home"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type a word"),
        (' "?!" -- ', "Type a word"),
        ("🚑", "Type a word"),
        ("-home", "as well as the one to leave out"),
        ("ho*", "at least 3 letters"),
        ("x" * (LONGEST_ASKED + 1), f"{LONGEST_ASKED} characters or fewer"),
        ("word " * 4_000, f"{LONGEST_ASKED} characters or fewer"),
    ],
)
def test_what_cannot_be_looked_for_is_a_sentence(typed, sentence):
    with pytest.raises(FeedbackError, match=sentence):
        read_asked(typed)
    read_asked("x" * LONGEST_ASKED)


def test_the_comment_that_says_most_about_it_comes_first_and_its_words_are_marked(store, reader):
    with store.writing() as session:
        approved(session, "We waited. Then came a long story about the garden, the dog and the neighbours.")
        approved(session, "Waiting and waiting: all we did was wait.", should_happen="No more <waits>")
        approved(session, "Lovely ward.")

    best, other = searched(store, reader, "waits").results
    assert marked(best) == ["Waiting", "waiting", "wait", "waits"]
    assert marked(other) == ["waited"]
    assert [each.part for each in best.texts] == [TextPart.WORDS, TextPart.SHOULD_HAPPEN]


def test_pages_follow_each_other_and_miss_nothing(store, reader):
    with store.writing() as session:
        for number in range(A_PAGE + 3):
            approved(session, f"The bed was cold {number}")

    first, second, third = (searched(store, reader, "cold", page=page) for page in range(3))
    assert (len(first.results), len(second.results), len(third.results)) == (A_PAGE, 3, 0)
    assert {first.total, second.total, third.total} == {A_PAGE + 3}
    assert len({one.reference for one in (*first.results, *second.results)}) == A_PAGE + 3


def test_what_is_chosen_beside_the_words_narrows_what_is_found(store, reader, moderator):
    with store.writing() as session:
        ward = a_service(session)
        merged = a_service(session, "Ward seven", merged_into_id=ward)
        gp = a_service(session, "Old Mill Surgery", Sector.GP)
        trust = session.exec(select(Service.organisation_id).where(Service.id == ward)).one()
        on_paper = {"channel": Channel.PAPER, "service_ids": [merged], "by": moderator}
        one = approved(session, "cold one", publishable=True, **on_paper)
        two = approved(
            session,
            "cold two",
            service_ids=[gp],
            journey=Journey.BETWEEN_SERVICES,
            language="pl",
            happened_on=date(2026, 3, 2),
        )
        for kind, value in ((TagKind.THEME, "waiting"), (TagKind.SENTIMENT, Sentiment.NEGATIVE)):
            session.add(_reviewed(two, kind, value))
        session.add(_verdict(one, criticality=4))
        session.add(_verdict(two, criticality=3))
    for choice, expected in (
        (SearchScope(), {"cold one", "cold two"}),
        (SearchScope(Scope(since=date(2026, 3, 3))), {"cold one"}),
        (SearchScope(Scope(until=date(2026, 3, 2))), {"cold two"}),
        (SearchScope(Scope(journey=Journey.BETWEEN_SERVICES)), {"cold two"}),
        (SearchScope(Scope(service_id=ward)), {"cold one"}),
        (SearchScope(Scope(theme="waiting")), {"cold two"}),
        (SearchScope(Scope(organisation_id=trust)), {"cold one"}),
        (SearchScope(Scope(sector=Sector.GP)), {"cold two"}),
        (SearchScope(sentiment=Sentiment.NEGATIVE), {"cold two"}),
        (SearchScope(sentiment=Sentiment.POSITIVE), set()),
        (SearchScope(Scope(channel=Channel.PAPER)), {"cold one"}),
        (SearchScope(Scope(language="pl")), {"cold two"}),
        (SearchScope(is_publishable=True), {"cold one"}),
        (SearchScope(is_publishable=False), {"cold two"}),
        (SearchScope(Scope(journey=Journey.BETWEEN_SERVICES, channel=Channel.PAPER)), set()),
    ):
        assert set(found(store, reader, "cold", choice)) == expected, choice
        assert searched(store, reader, "cold", choice).total == len(expected)
    assert found(store, moderator, "cold", SearchScope(criticality=4)) == ["cold one"]
    with pytest.raises(NotAllowed):
        found(store, reader, "cold", SearchScope(criticality=4))
    [shown] = searched(store, reader, "two").results
    assert (shown.services, shown.themes) == (("Old Mill Surgery",), ("waiting",))


def _reviewed(feedback_id, kind, value) -> TagDecision:
    return TagDecision(
        watchdog_id=WATCHDOG,
        feedback_id=feedback_id,
        kind=kind,
        value=value,
        decided_by="job:init",
        decided_at=NOW,
    )


def _verdict(feedback_id, *, criticality) -> ModerationDecision:
    return ModerationDecision(
        watchdog_id=WATCHDOG,
        feedback_id=feedback_id,
        number=1,
        outcome=Outcome.APPROVED,
        criticality=criticality,
        decided_by="job:init",
        decided_at=NOW,
    )


def test_nobody_finds_what_was_told_to_another_watchdog(store, reader):
    with store.writing() as session:
        open_watchdog(
            session, slug=f"{WATCHDOG}-too", name="Too", area="Too", telephone="", signposts=SIGNPOSTS, at=NOW
        )
        approved(session, "They were cold", by=resident(f"{WATCHDOG}-too"))
        approved(session, "We were cold")
        approved(session, "They were colder", by=resident(f"{WATCHDOG}-too"))

    theirs = Viewer(f"{WATCHDOG}-too", frozenset({Role.ANALYST}), name="Bea", staff_id=uuid4())
    assert found(store, reader, "cold* OR were OR west OR testford") == ["We were cold"]
    assert set(found(store, theirs, "cold*")) == {"They were cold", "They were colder"}


def test_words_that_are_no_longer_approved_or_were_changed_are_gone_at_once(store, reader):
    with store.writing() as session:
        gone = approved(session, "Nurse Quillfeather was kind")
        kept = approved(session, "Nurse Quillfeather was late")
    with store.writing() as session:
        rows = session.exec(select(ApprovedWords).order_by(col(ApprovedWords.words))).all()
        session.delete(next(row for row in rows if row.feedback_id == gone))
        changed = next(row for row in rows if row.feedback_id == kept)
        changed.words = "Nurse [name removed] was late"

    assert found(store, reader, "quillfeather") == []
    assert found(store, reader, "nurse") == ["Nurse [name removed] was late"]
    assert is_in_step(store)


def test_what_somebody_approves_is_found_and_what_they_take_back_is_not(store, reader, somebody, moderator):
    with store.writing() as session:
        feedback_id = some_feedback(session, somebody, "The ward was cold").feedback_id
    assert found(store, reader, "cold") == []
    with store.writing() as session:
        approve(session, feedback_id, after=0, by=moderator, at=NOW)
    assert found(store, reader, "cold") == ["The ward was cold"]
    with store.writing() as session:
        withdraw(session, feedback_id, by=somebody, at=NOW + timedelta(hours=1))
    assert found(store, reader, "cold") == []


def test_nothing_of_words_that_are_gone_is_left_in_the_file(sqlite_store, reader):
    store = sqlite_store
    with store.writing() as session:
        for number in range(40):
            approved(session, f"Story {number} of the cold ward")
        gone = approved(session, "Zyzzyvarian was here")
        changed = approved(session, "Xylophonist was here too")
    with store.writing() as session:
        session.delete(session.exec(select(ApprovedWords).where(ApprovedWords.feedback_id == gone)).one())
        row = session.exec(select(ApprovedWords).where(ApprovedWords.feedback_id == changed)).one()
        row.words = "[name removed] was here too"
    with store.writing() as session:
        approved(session, "Something new")
    assert scrub(store)
    store.close()

    written = b"".join(part.read_bytes() for part in store.path.parent.glob(f"{store.path.name}*"))
    assert b"story" in written.lower() and b"something" in written.lower()
    for marker in (b"zyzzyva", b"xylophon"):
        assert marker not in written.lower()


def test_the_index_outlives_a_vacuum(sqlite_store, reader):
    store = sqlite_store
    with store.writing() as session:
        ids = [approved(session, f"Story {number}") for number in range(6)]
    with store.writing() as session:
        for row in session.exec(select(ApprovedWords).where(col(ApprovedWords.feedback_id).in_(ids[:3]))):
            session.delete(row)
    raw = store.writer.raw_connection()
    raw.execute("VACUUM")
    raw.close()

    assert found(store, reader, "4") == ["Story 4"]
    assert is_in_step(store)


def is_in_step(store) -> bool:
    """SQLite's own check of the index against the words; PostgreSQL's follows them by itself."""
    if store.is_sqlite:
        with store.connection() as connection:
            connection.exec_driver_sql(
                "INSERT INTO approved_search (approved_search, rank) VALUES ('integrity-check', 1)"
            )
    return True
