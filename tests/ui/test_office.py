"""What Streamlit is told of the office's identity provider, and which settings are sent back."""

import pytest
from streamlit.runtime.secrets import Secrets

from models.errors import FeedbackError
from settings import Settings
from tests.conftest import TEST_KEY
from ui import office

PROVIDER = "https://accounts.example.org/.well-known/openid-configuration"
WHOLE = {
    "oidc_metadata_url": PROVIDER,
    "oidc_client_id": "have-your-say",
    "oidc_client_secret": "s3cret",
    "address": "https://feedback.example.org/",
    "encryption_keys": TEST_KEY,
}


@pytest.fixture
def given(monkeypatch):
    """The settings of this process, as a test gives them."""

    def give(**chosen) -> Settings:
        made = Settings(_env_file=None, **(WHOLE | chosen))
        monkeypatch.setattr(office, "settings", lambda: made)
        return made

    return give


def test_streamlit_is_told_what_it_needs_in_memory(given):
    given()

    told = (office.secrets() or {})["auth"]

    assert told["redirect_uri"] == "https://feedback.example.org/oauth2callback"
    assert told["client_secret"] == "s3cret"
    assert told["server_metadata_url"] == PROVIDER
    assert Secrets().merge_programmatic_secrets({"auth": told}) is None


@pytest.mark.parametrize("missing", ["oidc_metadata_url", "oidc_client_id"])
def test_streamlit_is_told_nothing_where_no_provider_is_named(given, missing):
    given(**{missing: ""})

    assert not office.is_set_up()
    assert office.secrets() is None
    office.check()


def test_what_signs_cookies_comes_from_the_newest_key_and_is_not_the_key(given):
    given(encryption_keys=f"{TEST_KEY},another")
    first = office.cookie_secret()
    given(encryption_keys=TEST_KEY)

    assert office.cookie_secret() == first
    assert len(first) == 64 and TEST_KEY not in first
    given(encryption_keys=f"another,{TEST_KEY}")
    assert office.cookie_secret() != first


def test_no_setting_shows_the_secret(given):
    assert "s3cret" not in repr(given())


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"oidc_client_secret": ""}, "FEEDBACK_OIDC_CLIENT_SECRET"),
        ({"oidc_metadata_url": "http://accounts.example.org/x"}, "begins with https://"),
        ({"oidc_metadata_url": "accounts.example.org"}, "begins with https://"),
        ({"oidc_roles": {"HYS-Team": "boss"}}, "'boss'"),
    ],
)
def test_settings_that_are_not_enough_keep_the_door_shut_with_what_to_do(given, chosen, said):
    given(**chosen)

    with pytest.raises(FeedbackError, match=said):
        office.check()


@pytest.mark.parametrize("address", [PROVIDER, "http://localhost:9400/x", "http://127.0.0.1:9400/x"])
def test_a_provider_is_asked_over_tls_or_on_this_machine(given, address):
    given(oidc_metadata_url=address)

    office.check()


def test_roles_are_written_as_json(monkeypatch):
    monkeypatch.setenv("FEEDBACK_OIDC_ROLES", '{"HYS-Team": "moderator, analyst"}')

    assert Settings(_env_file=None).oidc_roles == {"HYS-Team": "moderator, analyst"}
