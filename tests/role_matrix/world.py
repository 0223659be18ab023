"""Two watchdogs in one store, with somebody in each role, feedback, services and mail."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, select

from actions import drafts
from actions.add_programme import add_programme
from actions.drafts import DraftState
from actions.load_services import load_services
from actions.merge_directory import merge_organisations, merge_services
from actions.moderate import approve
from actions.newsletter import ask
from actions.newsletter_links import token_of
from actions.one_time_links import make_link
from actions.open_watchdog import open_watchdog
from actions.outreach_events import add_event
from actions.people import add_staff_member, invite
from actions.raise_concern import raise_by_person
from actions.sign_in import SignInDesk
from content.question_sets import HAVE_YOUR_SAY
from models.newsletter import NewsletterSubscription
from models.organisation import Organisation, Service
from models.outbox import MailKind, OutboxMessage
from models.outreach import OutreachDraft
from models.people import WORKERS, Viewer, body, job, own_staff_id, resident
from models.programme import ProgrammeDraft
from models.staff import LinkPurpose, SignIn, StaffMember
from models.vocabulary import ConcernKind, Role
from storage.engine import Store
from storage.search_index import is_in_the_index
from tests.codes import SECRET
from tests.conftest import NOW, PASSWORD, SIGNPOSTS, WATCHDOG
from tests.factories import a_service, some_feedback
from tests.web.published import publish

THEIRS = "east-testford"
REPORT = 90
"""The number of a report that anybody may read."""
WORDS = "They lost the referral twice and nobody at the ward rang back."
SECOND_SECRET = "7KCW-M3RT-9XDF"
MARKET = OutreachDraft("Testford market", date(2026, 11, 7), "Polish speakers", 9)
SERVICES = [
    {"service": service, "sector": "hospital", "organisation": organisation}
    for service, organisation in (("Ward 7", "Testford Trust"), ("Ward 8", "Other Trust"))
]


@dataclass(frozen=True)
class Prepared:
    """A store on disk, and what is in it, by role or by name."""

    path: Path
    viewers: dict[tuple[str, Role], Viewer]
    tokens: dict[tuple[str, Role], str]
    ids: dict[str, UUID]
    texts: dict[str, str]


@dataclass
class World:
    """One copy of it, to do one thing in."""

    store: Store
    prepared: Prepared
    desk: SignInDesk = field(default_factory=lambda: a_desk())

    def id(self, name: str) -> UUID:
        return self.prepared.ids[name]

    def ours(self, viewer: Viewer) -> Viewer:
        """Who has the viewer's role at our watchdog."""
        return self.prepared.viewers[WATCHDOG, next(iter(viewer.roles))]

    def email_of(self, viewer: Viewer) -> str:
        return _email(viewer.watchdog_id, next(iter(viewer.roles)))

    def text(self, name: str) -> str:
        return self.prepared.texts[name]

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self.store.writing() as session:
            yield session

    def everything_of(self, watchdog_id: str) -> dict[str, list[str]]:
        """Every row of a watchdog's, by table."""
        with self.store.reading() as session:
            connection = session.connection()
            tables = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'alembic%'")
            ).scalars()
            found = {}
            for table in tables:
                if is_in_the_index(table):
                    continue
                key = "id" if table == "watchdog" else "watchdog_id"
                rows = connection.execute(
                    text(f'SELECT * FROM "{table}" WHERE {key} = :id'), {"id": watchdog_id}
                )
                found[table] = sorted(str(tuple(row)) for row in rows)
        return found


def a_desk() -> SignInDesk:
    return SignInDesk(idle=timedelta(minutes=30), longest=timedelta(hours=12))


def prepare(empty: Path, path: Path) -> Prepared:
    """Fill a copy of an empty store."""
    shutil.copy(empty, path)
    store, viewers, tokens = Store(f"sqlite:///{path}"), {}, {}
    ids: dict[str, UUID] = {}
    texts: dict[str, str] = {}
    with store.writing() as session:
        for watchdog_id in (WATCHDOG, THEIRS):
            _open(session, watchdog_id)
            viewers[watchdog_id, Role.RESIDENT] = resident(watchdog_id)
            viewers[watchdog_id, Role.BODY] = body(watchdog_id)
            viewers[watchdog_id, Role.JOB] = job(watchdog_id, "tester")
            for role in WORKERS:
                viewers[watchdog_id, role], tokens[watchdog_id, role] = _worker(session, watchdog_id, role)
        _fill(session, viewers, ids, texts)
    store.close()
    return Prepared(path, viewers, tokens, ids, texts)


def _open(session: Session, watchdog_id: str) -> None:
    open_watchdog(
        session,
        slug=watchdog_id,
        name=watchdog_id.replace("-", " ").title(),
        area=watchdog_id,
        telephone="01632 960123",
        signposts=SIGNPOSTS,
        at=NOW,
    )


def _worker(session: Session, watchdog_id: str, role: Role) -> tuple[Viewer, str]:
    staff_id = add_staff_member(
        session,
        name=f"Kit {role.value.title()}",
        email=_email(watchdog_id, role),
        roles=[role],
        password=PASSWORD,
        second_factor=SECRET,
        by=job(watchdog_id, "init"),
        at=NOW,
    )
    person = session.get_one(StaffMember, (watchdog_id, staff_id))
    token = a_desk().begin(session, person, device="Firefox on Linux", with_="app", at=NOW)
    sign_in = _sign_ins_of(session, person)
    return Viewer(watchdog_id, frozenset({role}), person.name, staff_id, sign_in_id=sign_in), token


def _named(session: Session, table: type[Organisation] | type[Service], name: str) -> UUID:
    return session.exec(select(table.id).where(table.watchdog_id == WATCHDOG, table.name == name)).one()


def _email(watchdog_id: str, role: Role) -> str:
    return f"{role.value}@{watchdog_id}.example.org"


def _sign_ins_of(session: Session, person: StaffMember) -> UUID:
    return session.exec(
        select(SignIn.id).where(SignIn.watchdog_id == person.watchdog_id, SignIn.staff_id == person.id)
    ).one()


def _fill(
    session: Session, viewers: dict[tuple[str, Role], Viewer], ids: dict[str, UUID], texts: dict[str, str]
) -> None:
    """Ours alone has feedback, services, a newcomer and mail."""
    by = job(WATCHDOG, "init")
    load_services(session, dict(enumerate(SERVICES, 2)), by=by, at=NOW)
    ids["service"] = a_service(session, "Ward 9")
    ids["programme"] = add_programme(session, ProgrammeDraft("Discharge hub"), by=by, at=NOW).id
    ids["organisation"], ids["other organisation"], ids["merged organisation"] = (
        _named(session, Organisation, name) for name in ("Ward 9 Trust", "Testford Trust", "Other Trust")
    )
    ids["other service"], ids["merged service"] = (
        _named(session, Service, name) for name in ("Ward 7", "Ward 8")
    )
    merge_services(session, ids["merged service"], ids["other service"], after=0, by=by, at=NOW)
    merge_organisations(
        session, ids["merged organisation"], ids["other organisation"], after=0, by=by, at=NOW
    )
    texts["token"] = "sent-with-the-words-of-the-matrix"
    said = some_feedback(
        session,
        resident(WATCHDOG),
        WORDS,
        service_ids=[ids["service"]],
        submission_token=texts["token"],
        secret=SECOND_SECRET,
    )
    again = some_feedback(session, resident(WATCHDOG), f"{WORDS} Again.")
    worrying = some_feedback(session, resident(WATCHDOG), f"{WORDS} And again.")
    by_volunteer = viewers[WATCHDOG, Role.VOLUNTEER]
    ids["event"] = add_event(session, MARKET, by=by_volunteer, at=NOW)
    worries = {"kind": ConcernKind.SAFEGUARDING, "note": f"{WORDS} Not safe."}
    ids["concern"] = raise_by_person(session, worrying.feedback_id, **worries, by=by_volunteer, at=NOW)
    ids["worrying feedback"], texts["worrying"] = worrying.feedback_id, worrying.reference
    texts["draft key"] = drafts.new_key()
    begun = DraftState(question_set=HAVE_YOUR_SAY, begun_at=NOW, answers={"words": WORDS})
    drafts.save(session, texts["draft key"], begun, by=resident(WATCHDOG), at=NOW)
    texts["draft code"] = drafts.code_for(session, texts["draft key"], by=resident(WATCHDOG), at=NOW)
    approve(session, again.feedback_id, after=0, by=viewers[WATCHDOG, Role.MODERATOR], at=NOW)
    ids["approved"] = again.feedback_id
    ids["report"] = publish(session, number=REPORT).id
    ids["feedback"], texts["reference"] = said.feedback_id, said.reference
    ids["newcomer"], texts["invitation"] = invite(
        session, name="New Comer", email="new@example.org", roles=[Role.VOLUNTEER], by=by, at=NOW
    )
    ids["volunteer"] = own_staff_id(viewers[WATCHDOG, Role.VOLUNTEER])
    invitations = OutboxMessage.watchdog_id == WATCHDOG, OutboxMessage.kind == MailKind.INVITATION
    ids["message"] = session.exec(select(OutboxMessage.id).where(*invitations)).one()
    invite(session, name="Lost", email="lost@example.org", roles=[Role.VOLUNTEER], by=by, at=NOW)
    [failed] = [
        found for found in session.exec(select(OutboxMessage)).all() if found.to_address == "lost@example.org"
    ]
    failed.next_try_at, failed.fault, failed.tries = None, "TimeoutError", 10
    session.add(failed)
    session.flush()
    ids["failed message"] = failed.id
    ask(session, "reader@example.org", "en", by=resident(WATCHDOG), at=NOW)
    reader = session.exec(select(NewsletterSubscription)).one()
    ids["subscription"], texts["newsletter"] = reader.id, token_of(reader)
    another = add_staff_member(
        session,
        name="Another Volunteer",
        email="another@example.org",
        roles=[Role.VOLUNTEER],
        password=PASSWORD,
        second_factor=SECRET,
        by=by,
        at=NOW,
    )
    person = session.get_one(StaffMember, (WATCHDOG, another))
    a_desk().begin(session, person, device="Safari on iPhone", with_="app", at=NOW)
    ids["somebody's sign-in"] = _sign_ins_of(session, person)
    volunteer = session.get_one(StaffMember, (WATCHDOG, ids["volunteer"]))
    for purpose in (LinkPurpose.NEW_PASSWORD, LinkPurpose.OFFICE):
        texts[purpose.value] = make_link(session, volunteer, purpose, made_by="job:init", at=NOW).path
