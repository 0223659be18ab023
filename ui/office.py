"""Signing in with the office's own accounts: what Streamlit is told, and who comes back."""

from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from actions.office_claims import claims_of, roles_map
from actions.office_sign_in import Admitted, admit
from models.errors import FeedbackError
from models.people import job
from settings import settings
from storage.keys import secret_for
from ui import access

RETURNS_TO = "/oauth2callback"
ADMITTED = "office_admitted"
THIS_MACHINE = ("localhost", "127.0.0.1")


def is_set_up() -> bool:
    return settings().has_office_sign_in


def name() -> str:
    """What staff call their work account."""
    return settings().oidc_name


def check() -> None:
    """Raise FeedbackError, with what to do, where the settings are not enough to sign anybody in."""
    chosen = settings()
    roles_map(chosen.oidc_roles)
    if not is_set_up():
        return
    if not chosen.oidc_client_secret.get_secret_value():
        raise FeedbackError("Set FEEDBACK_OIDC_CLIENT_SECRET to the secret that the identity provider gave.")
    where = urlsplit(chosen.oidc_metadata_url)
    if where.scheme != "https" and where.hostname not in THIS_MACHINE:
        raise FeedbackError("FEEDBACK_OIDC_METADATA_URL is an address that begins with https://")


def cookie_secret() -> str:
    """What Streamlit signs its cookies with: the same after a restart and on every replica."""
    return secret_for("what Streamlit signs", settings().encryption_keys.get_secret_value())


def secrets() -> dict[str, Any] | None:
    """What Streamlit is told of the identity provider, in memory; None where there is none."""
    chosen = settings()
    if not is_set_up():
        return None
    return {
        "auth": {
            "redirect_uri": chosen.address.rstrip("/") + RETURNS_TO,
            "cookie_secret": cookie_secret(),
            "client_id": chosen.oidc_client_id,
            "client_secret": chosen.oidc_client_secret.get_secret_value(),
            "server_metadata_url": chosen.oidc_metadata_url,
        }
    }


def arrive() -> Admitted | None:
    """Admit whoever has just come back from the identity provider; None for everybody else.

    Nobody is admitted twice in one visit: on a shared computer the page may still be open behind.
    Raises FeedbackError with a sentence for whom it turns away.
    """
    if ADMITTED in st.session_state:
        found: Admitted = st.session_state[ADMITTED]
        return found
    if not st.user.is_logged_in:
        return None
    chosen, at = settings(), access.now()
    claims = claims_of(
        st.user.to_dict(), client_id=chosen.oidc_client_id, roles_claim=chosen.oidc_roles_claim, at=at
    )
    by = job(access.watchdog().id, "office")
    st.session_state[ADMITTED] = admit(
        access.store(), claims, roles=roles_map(chosen.oidc_roles), by=by, at=at
    )
    return arrive()
