"""Signing in with the office's own account: who is let in, as what, for how long, and who isn't."""

from datetime import timedelta

import pytest
from sqlmodel import select

from actions.office_claims import FRESH, Stale, claims_of, roles_map
from actions.office_sign_in import (
    DISABLED,
    NO_ROLE,
    NOT_VERIFIED,
    NOT_VOUCHED_FOR,
    SOMEBODY_ELSE,
    Refused,
    admit,
    enter,
)
from actions.one_time_links import PATH
from actions.people import add_staff_member, disable_staff_member, invite, send_link
from actions.sign_in import WRONG, SignInDesk
from actions.use_link import see_link
from models.audit import AuditEvent
from models.errors import FeedbackError, NotAllowed
from models.events import Event
from models.people import job
from models.staff import LinkPurpose, OneTimeLink, SignIn, StaffMember
from models.vocabulary import Role
from tests.codes import SECRET
from tests.conftest import NOW, PASSWORD, WATCHDOG

OFFICE = job(WATCHDOG, "office")
SITE = "have-your-say"
HOUR = timedelta(hours=1)


@pytest.fixture
def desk():
    return SignInDesk(idle=timedelta(minutes=30), longest=timedelta(hours=12))


def said(*, at=NOW, lasts=HOUR, **claims):
    """What a provider says of Ash, in a token that it has just made."""
    return {
        "iss": "https://accounts.example.org",
        "sub": "0001",
        "aud": SITE,
        "iat": int(at.timestamp()),
        "exp": int((at + lasts).timestamp()),
        "email": "ash@example.org",
        "email_verified": True,
        "name": "Ash Moderator",
        "roles": ["moderator", "analyst"],
    } | claims


def read(claims, *, roles_claim="roles", at=NOW):
    kept = {claim: value for claim, value in claims.items() if value is not None}
    return claims_of(kept, client_id=SITE, roles_claim=roles_claim, at=at)


def come(store, *, written=None, by=OFFICE, at=NOW, **claims):
    return admit(store, read(said(at=at, **claims), at=at), roles=roles_map(written or {}), by=by, at=at)


def go_in(desk, store, admitted, *, at=NOW):
    return enter(desk, store, admitted.path.rpartition("/")[2], watchdog_id=WATCHDOG, at=at)


def account(store, email="ash@example.org"):
    with store.reading() as session:
        return session.exec(select(StaffMember).where(StaffMember.email == email)).one()


def accounts(store):
    with store.reading() as session:
        return len(session.exec(select(StaffMember)).all())


def record(store):
    """Everything in the audit trail, oldest first."""
    with store.reading() as session:
        return session.exec(select(AuditEvent).order_by(AuditEvent.sequence)).all()


def who(desk, store, token, at=NOW):
    return desk.viewer(store, token, watchdog_id=WATCHDOG, at=at)


# What the provider says


@pytest.mark.parametrize("claim", ["iss", "sub", "email"])
@pytest.mark.parametrize("value", [None, "", 7, ["a"]])
def test_nobody_is_let_in_when_a_claim_is_missing_or_no_text(claim, value):
    with pytest.raises(FeedbackError, match="missing"):
        read(said(**{claim: value}))


@pytest.mark.parametrize("audience", [None, "another-site", ["another-site"], {"have-your-say": 1}])
def test_what_was_said_to_another_site_counts_for_nothing_here(audience):
    with pytest.raises(FeedbackError, match="another site"):
        read(said(aud=audience))


def test_a_token_for_several_sites_is_for_ours_when_it_was_made_for_us():
    assert read(said(aud=["another-site", SITE], azp=SITE)).email == "ash@example.org"


@pytest.mark.parametrize("party", [None, "another-site", 7, [SITE]])
def test_a_token_for_several_sites_that_was_made_for_another_is_not_for_ours(party):
    with pytest.raises(FeedbackError, match="another site"):
        read(said(aud=["another-site", SITE], azp=party))


def test_a_token_for_our_site_alone_may_have_been_asked_for_by_an_app():
    assert read(said(aud=SITE, azp="their-app"))


@pytest.mark.parametrize(("seconds", "is_good"), [(1, True), (0, False), (-1, False)])
def test_a_token_that_has_run_out_lets_nobody_in(seconds, is_good):
    claims = said(lasts=timedelta(seconds=seconds))
    if is_good:
        assert read(claims).until == NOW + timedelta(seconds=1)
        return
    with pytest.raises(Stale):
        read(claims)


@pytest.mark.parametrize(
    ("age", "is_good"),
    [(FRESH - timedelta(seconds=1), True), (FRESH, False), (timedelta(days=29), False)],
)
def test_a_token_lets_somebody_in_for_five_minutes_however_long_a_browser_keeps_it(age, is_good):
    claims = said(at=NOW - age, lasts=timedelta(days=30))
    if is_good:
        assert read(claims)
        return
    with pytest.raises(Stale):
        read(claims)


@pytest.mark.parametrize(("seconds", "is_good"), [(60, True), (61, False)])
def test_the_providers_clock_may_be_a_minute_ahead(seconds, is_good):
    claims = said(at=NOW + timedelta(seconds=seconds))
    if is_good:
        assert read(claims)
        return
    with pytest.raises(Stale):
        read(claims)


@pytest.mark.parametrize("claim", ["iat", "exp"])
@pytest.mark.parametrize("value", [None, "tomorrow", True])
def test_a_token_without_its_times_lets_nobody_in(claim, value):
    with pytest.raises(Stale):
        read(said(**{claim: value}))


def test_somebody_without_a_name_is_called_by_their_address():
    assert read(said(name=None)).name == "ash@example.org"
    assert read(said(name="  ")).name == "ash@example.org"


def test_a_name_that_is_too_long_to_keep_is_cut():
    assert len(read(said(name="x" * 500)).name) == 200


@pytest.mark.parametrize(
    ("claim", "values"),
    [
        (["moderator", "analyst"], {"moderator", "analyst"}),
        ("moderator", {"moderator"}),
        (None, set()),
        ([7, None], set()),
        ({"moderator": True}, set()),
    ],
)
def test_the_claim_about_roles_holds_one_value_or_several(claim, values):
    assert read(said(roles=claim)).values == values


# Which roles


def test_the_values_of_the_claim_are_names_of_roles_unless_it_is_written_otherwise():
    assert roles_map({})["safeguarding_lead"] == {Role.SAFEGUARDING_LEAD}
    assert not {"resident", "job"} & set(roles_map({}))


def test_a_value_can_give_several_roles():
    written = {"HYS-Team": "moderator, analyst", "HYS-Boss": "administrator"}
    assert roles_map(written) == {
        "HYS-Team": {Role.MODERATOR, Role.ANALYST},
        "HYS-Boss": {Role.ADMINISTRATOR},
    }


@pytest.mark.parametrize("role", ["moderater", "Moderator", "", "job", "resident"])
def test_a_role_that_nobody_can_have_is_named_in_the_error(role):
    with pytest.raises(FeedbackError, match=f"'{role}'.*volunteer"):
        roles_map({"HYS-Team": role})


def test_a_claim_of_another_name_can_say_the_roles(store):
    claims = read(said(roles=None), roles_claim="email")
    admit(store, claims, roles=roles_map({"ash@example.org": "publisher"}), by=OFFICE, at=NOW)

    assert account(store).roles == {Role.PUBLISHER}


def test_values_that_mean_nothing_here_give_nothing(store):
    come(store, written={"HYS-Team": "moderator"}, roles=["HYS-Team", "administrator"])

    assert account(store).roles == {Role.MODERATOR}


# Who it is


def test_somebody_new_gets_an_account_without_a_password_and_is_let_in(desk, store):
    token = go_in(desk, store, come(store))

    person = account(store)
    assert (person.name, person.roles) == ("Ash Moderator", {Role.MODERATOR, Role.ANALYST})
    assert (person.password_hash, person.second_factor) == ("", "")
    assert who(desk, store, token).staff_id == person.id
    assert [row.event for row in record(store)][-2:] == [Event.STAFF_ADDED, Event.SIGNED_IN]


def test_an_account_of_the_office_cannot_be_signed_in_to_with_a_password(desk, store):
    come(store)
    for password in ("", PASSWORD):
        with pytest.raises(FeedbackError, match="don't go together") as refusal:
            desk.sign_in(
                store,
                watchdog_id=WATCHDOG,
                email="ash@example.org",
                password=password,
                code="000000",
                address="192.0.2.1",
                at=NOW,
            )
        assert str(refusal.value) == WRONG


def test_somebody_is_known_again_though_their_address_and_name_have_changed(store):
    come(store)
    come(store, email="ash.married@example.org", name="Ash Married")

    assert accounts(store) == 1
    assert account(store).name == "Ash Moderator"


def test_the_same_name_at_another_provider_is_somebody_else(store):
    come(store)
    come(store, iss="https://other.example.org", email="other@example.org")

    assert accounts(store) == 2


def test_an_account_with_a_password_is_linked_by_an_address_that_was_checked(store, moderator):
    come(store, email=" ASH@Example.org ")

    person = account(store)
    assert person.id == moderator.staff_id
    assert person.office_id == "https://accounts.example.org|0001"
    assert person.password_hash
    row = record(store)[-1]
    assert (row.event, row.detail["first_time"]) == (Event.LINK_MADE, 1)


def test_an_invitation_that_was_not_opened_is_linked_too(store, administrator):
    with store.writing() as session:
        invite(session, name="Ash", email="ash@example.org", roles=[Role.VOLUNTEER], by=administrator, at=NOW)
    come(store)

    assert account(store).roles == {Role.MODERATOR, Role.ANALYST}


@pytest.mark.parametrize("verified", [False, "false", 0, ""])
def test_an_address_that_nobody_checked_opens_nobodys_account(store, moderator, verified):
    with pytest.raises(Refused, match="checked") as refusal:
        come(store, email_verified=verified)

    assert str(refusal.value) == NOT_VERIFIED
    assert account(store).office_id == ""
    assert record(store)[-1].detail == {"why": "email_not_verified"}


def test_a_provider_that_says_nothing_of_checking_opens_no_account_with_a_password(store, moderator):
    with pytest.raises(Refused) as refusal:
        come(store, email_verified=None)

    assert str(refusal.value) == NOT_VOUCHED_FOR
    assert (account(store).office_id, account(store).roles) == ("", moderator.roles)
    assert record(store)[-1].detail == {"why": "email_not_vouched_for"}


def test_a_provider_that_says_nothing_of_checking_still_brings_people_of_its_own(store, administrator):
    """They are known by who the provider says they are; no account that somebody uses is opened."""
    come(store, email_verified=None)
    come(store, email_verified=None)
    with store.writing() as session:
        invite(session, name="Di", email="di@example.org", roles=[Role.VOLUNTEER], by=administrator, at=NOW)
    come(store, email_verified=None, sub="0002", email="di@example.org")

    assert account(store).office_id.endswith("|0001")
    assert account(store, "di@example.org").office_id.endswith("|0002")
    assert accounts(store) == 3


def test_somebody_linked_once_is_known_whatever_is_said_of_their_address_later(store, moderator):
    come(store)
    come(store, email_verified=None)

    assert record(store)[-1].event is Event.LINK_MADE


def test_an_address_of_somebody_known_opens_nothing_to_another_work_account(store):
    come(store)
    with pytest.raises(Refused) as refusal:
        come(store, sub="0002")

    assert str(refusal.value) == SOMEBODY_ELSE
    assert account(store).office_id.endswith("|0001")
    assert record(store)[-1].detail == {"why": "another_account"}


def test_somebody_of_another_watchdog_is_nobody_here(store):
    come(store)
    with store.reading() as session:
        here = session.exec(select(StaffMember.watchdog_id)).all()

    assert here == [WATCHDOG]
    with pytest.raises(LookupError):
        come(store, by=job("elsewhere", "office"))


# Who is turned away


def test_somebody_without_a_role_here_is_turned_away_and_nothing_is_kept_of_them(store):
    with pytest.raises(Refused) as refusal:
        come(store, written={"HYS-Team": "moderator"})

    assert str(refusal.value) == NO_ROLE
    assert accounts(store) == 0
    row = record(store)[-1]
    assert (row.event, row.actor, row.detail) == (Event.SIGN_IN_REFUSED, "job:office", {"why": "no_role"})


def test_losing_every_role_at_the_office_closes_this_way_in(store):
    come(store)
    with pytest.raises(Refused, match="no role"):
        come(store, roles=[])


def test_a_leaver_stays_out_whatever_the_office_says(store):
    come(store)
    with store.writing() as session:
        disable_staff_member(session, account(store).id, by=OFFICE, at=NOW)

    with pytest.raises(Refused) as refusal:
        come(store)

    assert str(refusal.value) == DISABLED
    assert record(store)[-1].detail == {"why": "disabled"}


def test_a_leaver_is_not_let_in_by_a_link_from_a_moment_before(desk, store):
    admitted = come(store)
    with store.writing() as session:
        disable_staff_member(session, account(store).id, by=OFFICE, at=NOW)

    with pytest.raises(FeedbackError):
        go_in(desk, store, admitted)


def test_only_the_job_and_an_administrator_may_admit(store, volunteer):
    with pytest.raises(NotAllowed):
        come(store, by=volunteer)
    assert len(record(store)) == 2  # the opening, and the volunteer added


# Roles follow the office


def test_roles_follow_the_claims_each_time(store, moderator):
    come(store, roles="volunteer")

    assert account(store).roles == {Role.VOLUNTEER}
    row = record(store)[-1]
    assert (row.event, row.subject) == (Event.ROLES_CHANGED, str(moderator.staff_id))
    assert row.detail["roles"] == "volunteer"


def test_roles_that_stay_as_they_were_are_no_change(store):
    come(store)
    come(store)

    assert [row.event for row in record(store)][-2:] == [Event.STAFF_ADDED, Event.LINK_MADE]


def test_the_last_administrator_stays_one_and_is_told(store, administrator):
    admitted = come(store, email="bo@example.org", roles="analyst")

    assert admitted.keeps_administrator
    assert account(store, "bo@example.org").roles == {Role.ADMINISTRATOR, Role.ANALYST}

    again = come(store, email="bo@example.org", roles="analyst")
    assert again.keeps_administrator
    assert [row.event for row in record(store)][-2:] == [Event.ROLES_CHANGED, Event.LINK_MADE]


def test_an_administrator_who_is_not_the_last_stays_one_no_longer(store, administrator):
    with store.writing() as session:
        add_staff_member(
            session,
            name="Di",
            email="di@example.org",
            roles=[Role.ADMINISTRATOR],
            password=PASSWORD,
            second_factor=SECRET,
            by=OFFICE,
            at=NOW,
        )
    admitted = come(store, email="bo@example.org", roles="analyst")

    assert not admitted.keeps_administrator
    assert account(store, "bo@example.org").roles == {Role.ANALYST}


# The way in


def test_each_act_leaves_one_row(desk, store):
    before = len(record(store))
    admitted = come(store)
    assert len(record(store)) == before + 1
    go_in(desk, store, admitted)
    assert len(record(store)) == before + 2
    with pytest.raises(Refused):
        come(store, sub="0002")
    assert len(record(store)) == before + 3


def test_the_record_names_nobody(store):
    come(store)

    assert all("ash" not in str(row.detail).lower() for row in record(store))


def test_the_way_in_is_used_once(desk, store):
    admitted = come(store)
    go_in(desk, store, admitted)

    with pytest.raises(FeedbackError):
        go_in(desk, store, admitted)
    with store.reading() as session:
        assert len(session.exec(select(SignIn)).all()) == 1


@pytest.mark.parametrize(("seconds", "is_open"), [(59, True), (60, False)])
def test_the_way_in_is_open_for_a_minute(desk, store, seconds, is_open):
    admitted = come(store)
    later = NOW + timedelta(seconds=seconds)
    if is_open:
        assert go_in(desk, store, admitted, at=later)
        return
    with pytest.raises(FeedbackError):
        go_in(desk, store, admitted, at=later)


def test_the_way_in_is_open_no_longer_than_the_token_is_good(desk, store):
    admitted = come(store, lasts=timedelta(seconds=20))

    with pytest.raises(FeedbackError):
        go_in(desk, store, admitted, at=NOW + timedelta(seconds=20))


def test_a_second_way_in_closes_the_first(desk, store):
    first, second = come(store), come(store)

    with pytest.raises(FeedbackError):
        go_in(desk, store, first)
    assert go_in(desk, store, second)


def test_the_sign_in_ends_with_the_offices_own(desk, store):
    token = go_in(desk, store, come(store, lasts=timedelta(minutes=20)))

    almost, then = NOW + timedelta(minutes=20) - timedelta(seconds=1), NOW + timedelta(minutes=20)
    assert who(desk, store, token, at=almost).staff_id
    assert who(desk, store, token, at=then).staff_id is None


def test_the_sign_in_never_lasts_longer_than_any_other(desk, store):
    go_in(desk, store, come(store, lasts=timedelta(days=30)))

    with store.reading() as session:
        sign_in = session.exec(select(SignIn)).one()
    assert sign_in.by_office
    assert sign_in.expires_at == NOW + timedelta(hours=12)


def test_the_link_of_the_office_opens_no_page_that_sets_a_password(store):
    """It needs no code, so it would be a way round the second factor and past the token's end."""
    token = come(store).path.rpartition("/")[2]

    with store.reading() as session, pytest.raises(FeedbackError):
        see_link(session, token, watchdog_id=WATCHDOG, browser="any", at=NOW)


def test_a_link_from_a_mail_opens_no_sign_in_without_its_code(desk, store, administrator):
    with store.writing() as session:
        _, path = invite(
            session, name="Di", email="di@example.org", roles=[Role.ANALYST], by=administrator, at=NOW
        )

    with pytest.raises(FeedbackError):
        enter(desk, store, path.removeprefix(PATH), watchdog_id=WATCHDOG, at=NOW)


def test_the_store_holds_no_token_that_a_browser_could_use(store):
    token = come(store).path.rpartition("/")[2]

    with store.reading() as session:
        kept = session.exec(select(OneTimeLink)).one()
    assert token not in kept.token_hash and len(token) >= 40


def test_nobody_is_sent_a_password_for_an_account_of_the_office_alone(store, administrator):
    come(store)
    with pytest.raises(FeedbackError, match="office's own account"), store.writing() as session:
        send_link(session, account(store).id, LinkPurpose.NEW_PASSWORD, by=administrator, at=NOW)
