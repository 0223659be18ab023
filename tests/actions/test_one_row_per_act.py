"""Each act leaves exactly one row in the record: signed, chained, and without anybody's words or names.

The acts are those of the role matrix, which has a way to do each public function of `actions/` that
takes `by`, and fails for one that has none: a new act is tried here as soon as it has its row there.
"""

import ast
import inspect
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import col, select

from actions.one_time_links import PATH
from actions.second_factor import SECONDS
from actions.sign_in import SignInDesk
from actions.use_link import use_link
from models.audit import AuditEvent
from models.errors import FeedbackError
from models.events import Event
from models.people import WORKERS, staff_id_of
from models.staff import LinkPurpose, StaffMember
from models.vocabulary import Role
from storage import audit
from storage.engine import Store
from tests import test_role_matrix as matrix
from tests.codes import a_code, code_of_step
from tests.conftest import NOW, PASSWORD, WATCHDOG
from tests.role_matrix.acts import ACTS, NEW_PASSWORD
from tests.role_matrix.world import WORDS, Prepared, World, prepare

ROLES = (*WORKERS, Role.RESIDENT, Role.JOB, Role.BODY)
UNSENT = "what was not sent yet is no feedback, and the record says nothing of it"
NO_ACT = {
    **{f"drafts.{name}": UNSENT for name in ("load", "save", "keep", "code_for", "take_up", "delete")},
    **{
        f"save_search.{name}_search": "a note of one's own, which nobody else is shown"
        for name in ("save", "delete")
    },
    **{f"entry_drafts.{name}": UNSENT for name in ("keep", "load", "discard", "drafts_of", "answers_like")},
    "people.staff_member_called": "it asks for an id",
    "report_material.draft_document": "it says how a report would be, and changes nothing",
    "publish_report.prepare_report": "it counts what a version is made of, and changes nothing",
    "publish_page.prepare_page": "it counts the next edition, and changes nothing",
    "publish_page.preview_page": "it says how an edition would be, and changes nothing",
    "report_obstacles.in_the_way": "it says what would be refused, and changes nothing",
    "read_concerns.read_batch_for_concerns": "nothing is found; what is raised has its row",
    "send_mail.send_waiting": "no mail server is there, so the message goes on waiting",
    "own_account.end_own_sign_in (somebody else's)": "nobody may",
}
"""What is in the matrix and leaves no row when it is done."""

AFTER = {
    "people.enable_staff_member": "people.disable_staff_member",
    "change_entry.reopen": "enter.enter",
}
"""What has to be done first, by the same person, for there to be something to do."""

TWO = {"enter.enter_in_danger": "what there is by now is kept, and a concern about it is raised"}
"""What is two acts at once."""


LONGEST_DETAIL = 64
"""A fingerprint has so many characters; what somebody wrote is longer."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Prepared:
    return prepare(migrated_sqlite, tmp_path_factory.mktemp("acts") / "prepared.db")


@pytest.fixture
def world(prepared: Prepared, tmp_path: Path) -> Iterator[World]:
    shutil.copy(prepared.path, tmp_path / "feedback.db")
    store = Store(f"sqlite:///{tmp_path / 'feedback.db'}")
    yield World(store, prepared)
    store.close()


def newest(store: Store) -> int:
    return len(links(store, after=0))


def links(store: Store, *, after: int) -> list[AuditEvent]:
    with store.reading() as session:
        return list(
            session.exec(
                select(AuditEvent)
                .where(AuditEvent.watchdog_id == WATCHDOG, AuditEvent.sequence > after)
                .order_by(col(AuditEvent.sequence))
            )
        )


def check_rows(world: World, added: list[AuditEvent]) -> None:
    """Every row has an actor who answers for it, and says nothing that somebody wrote or is called."""
    with world.store.reading() as session:
        people = session.exec(select(StaffMember)).all()
        assert list(audit.broken_links(session)) == []
    secrets = [
        WORDS,
        *WORDS.split()[:4],
        PASSWORD,
        NEW_PASSWORD,
        *world.prepared.texts.values(),
        *(said for person in people for said in (person.name, person.email)),
    ]
    for link in added:
        is_somebody = staff_id_of(link.actor) in {person.id for person in people}
        assert is_somebody or link.actor in {"resident", "body"} or link.actor.startswith("job:"), link.actor
        said = json.dumps([link.actor, link.subject, link.detail], ensure_ascii=False)
        assert not [secret for secret in secrets if secret in said]
        assert all(isinstance(value, (str, int)) for value in link.detail.values())
        assert all(len(value) <= LONGEST_DETAIL for value in link.detail.values() if isinstance(value, str))


@pytest.mark.parametrize("name", sorted(set(ACTS) - set(NO_ACT)))
def test_an_act_leaves_one_row(world, name):
    may = matrix.rows("act")[name]
    who = world.prepared.viewers[WATCHDOG, next(role for role in ROLES if may[role])]
    if name in AFTER:
        ACTS[AFTER[name]](world, who)
    before = newest(world.store)

    ACTS[name](world, who)

    added = links(world.store, after=before)
    assert [link.actor for link in added] == [who.actor] * (2 if name in TWO else 1)
    check_rows(world, added)


@pytest.mark.parametrize("name", sorted(ACTS))
def test_an_act_that_is_refused_leaves_none(world, name):
    may = matrix.rows("act")[name]
    before = newest(world.store)
    for role in ROLES:
        if not may[role]:
            with pytest.raises(FeedbackError):
                ACTS[name](world, world.prepared.viewers[WATCHDOG, role])
    assert newest(world.store) == before


@pytest.mark.parametrize("name", sorted(NO_ACT))
def test_what_is_no_act_leaves_none(world, name):
    before = newest(world.store)
    for role, may in matrix.rows("act")[name].items():
        if may:
            ACTS[name](world, world.prepared.viewers[WATCHDOG, role])
    assert newest(world.store) == before


def functions_that_take_by() -> set[str]:
    """Every public function of `actions/` that is done by somebody, as "module.function"."""
    return {
        f"{source.stem}.{function.name}"
        for source in (matrix.ROOT / "actions").glob("*.py")
        for function in ast.parse(source.read_text(encoding="utf-8")).body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
        if "by" in {given.arg for given in function.args.kwonlyargs + function.args.args}
    }


def test_every_act_is_tried_here():
    """One that is missing needs its row in the role matrix; a step of other acts, a place in PARTS."""
    tried = {name.split(" (")[0] for name in ACTS} | set(matrix.PARTS)
    assert functions_that_take_by() - tried == set()


# Whoever signs in is not known before, so these take no `by`.

EMAIL = "another@example.org"


def sign_in(world: World, password: str = PASSWORD, code: str = ""):
    return world.desk.sign_in(
        world.store,
        watchdog_id=WATCHDOG,
        email=EMAIL,
        password=password,
        code=code or a_code(world.store, EMAIL, NOW),
        address="192.0.2.1",
        at=NOW,
    )


def signing_out(world: World) -> None:
    token = world.prepared.tokens[WATCHDOG, Role.VOLUNTEER]
    world.desk.sign_out(world.store, token, watchdog_id=WATCHDOG, at=NOW)


def signing_out_everywhere(world: World) -> None:
    world.desk.sign_out_everywhere(world.store, world.prepared.viewers[WATCHDOG, Role.VOLUNTEER], at=NOW)


def refused(world: World, **typed: str) -> None:
    with pytest.raises(FeedbackError):
        sign_in(world, **typed)


def a_code_to_come() -> str:
    return code_of_step(int(NOW.timestamp()) // SECONDS + 6)


def through_a_link(world: World) -> None:
    email = f"volunteer@{WATCHDOG}.example.org"
    use_link(
        world.desk,
        world.store,
        world.text(LinkPurpose.NEW_PASSWORD.value).removeprefix(PATH),
        watchdog_id=WATCHDOG,
        password=NEW_PASSWORD,
        code=a_code(world.store, email, NOW),
        address="192.0.2.1",
        browser="any",
        at=NOW,
    )


@pytest.mark.parametrize(
    ("do", "events"),
    [
        (sign_in, [Event.SIGNED_IN]),
        (lambda world: refused(world, password="not this one"), [Event.SIGN_IN_REFUSED]),
        (lambda world: refused(world, code="000000"), [Event.SIGN_IN_REFUSED]),
        (lambda world: refused(world, code=" "), [Event.SIGN_IN_REFUSED]),
        (lambda world: refused(world, code=a_code_to_come()), [Event.SIGN_IN_REFUSED]),
        (signing_out, [Event.SIGNED_OUT]),
        (signing_out_everywhere, [Event.SIGN_INS_ENDED]),
        (through_a_link, [Event.LINK_USED, Event.SIGNED_IN]),
    ],
    ids=[
        "in",
        "wrong password",
        "wrong code",
        "no code",
        "code to come",
        "out",
        "out everywhere",
        "through a link: two acts",
    ],
)
def test_signing_in_and_out_leave_a_row_for_each_act(world, do, events):
    before = newest(world.store)

    do(world)

    added = links(world.store, after=before)
    assert [link.event for link in added] == events
    check_rows(world, added)


def test_everything_that_the_sign_in_desk_writes_is_tried_here():
    writes = {
        name
        for name, method in inspect.getmembers(SignInDesk, inspect.isfunction)
        if not name.startswith("_") and "at" in inspect.signature(method).parameters
    }
    assert writes - {"viewer", "begin"} == {"sign_in", "sign_out", "sign_out_everywhere"}
