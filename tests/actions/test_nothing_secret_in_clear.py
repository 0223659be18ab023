"""What lets somebody in is nowhere in the store as it is: not in a column, not in the audit trail."""

from datetime import timedelta

from sqlmodel import select

from actions.one_time_links import PATH
from actions.own_account import change_phone, new_recovery_codes
from actions.people import invite, send_link
from actions.second_factor import code_at
from actions.use_link import see_link
from models.audit import AuditEvent
from models.people import job
from models.staff import LinkPurpose
from models.vocabulary import Role
from tests.actions.signing_in import ASH, BROWSER, NEW_PASSWORD, acts, open_path, sign_in
from tests.codes import SECRET, a_code
from tests.conftest import NOW, PASSWORD, WATCHDOG, _worker


def test_no_password_secret_code_or_token_can_be_read_from_the_store(desk, sqlite_store):
    store, by = sqlite_store, job(WATCHDOG, "terminal")
    ash = _worker(store, "Ash Moderator", ASH, Role.MODERATOR)
    secret_things = {PASSWORD, SECRET, NEW_PASSWORD, sign_in(desk, store)}
    codes = new_recovery_codes(desk, store, code=a_code(store, ASH, NOW), by=ash, at=NOW)
    paths = [change_phone(desk, store, code=codes[0], by=ash, at=NOW)]
    with store.writing() as session:
        paths += [
            send_link(session, ash.staff_id, purpose, by=by, at=NOW)
            for purpose in (LinkPurpose.NEW_PASSWORD, LinkPurpose.START_AGAIN)
        ]
        _, invitation = invite(
            session, name="Di", email="di@example.org", roles=[Role.VOLUNTEER], by=by, at=NOW
        )
    with store.reading() as session:
        token = invitation.removeprefix(PATH)
        proposed = see_link(session, token, watchdog_id=WATCHDOG, browser=BROWSER, at=NOW).secret
    later = NOW + timedelta(minutes=1)
    used = open_path(desk, store, invitation, code=code_at(proposed, later), at=later)
    secret_things |= {proposed, used.token, *codes, *used.recovery_codes}
    secret_things |= {path.removeprefix(PATH) for path in [*paths, invitation]}

    files = store.path.parent.glob(f"{store.path.name}*")
    kept = b"".join(file.read_bytes() for file in files).lower()

    assert b"di@example.org" in kept, "the test would find what is kept in clear"
    for secret in secret_things:
        for spelt in {secret.lower(), secret.lower().replace("-", "")}:
            assert spelt.encode() not in kept
    assert len(acts(store)) > 8
    with store.reading() as session:
        trail = " ".join(f"{row.subject} {row.detail}" for row in session.exec(select(AuditEvent)))
    for known in ("Ash", "example.org", "Di", *secret_things):
        assert known not in trail
