"""Every setting the product reads from its surroundings, with its default and its reason."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent
ENV_FILE = ROOT / ".env"


class Settings(BaseSettings):
    """Read from `FEEDBACK_...` in the environment, then from `.env` beside this file."""

    model_config = SettingsConfigDict(env_prefix="FEEDBACK_", env_file=ENV_FILE, extra="ignore", frozen=True)

    database_url: str = Field(
        default=f"sqlite:///{ROOT / 'data' / 'feedback.db'}",
        description="Where feedback is kept: an SQLite file for one machine, or postgresql+psycopg://...",
    )
    watchdog: str = Field(
        default="",
        description="The watchdog this installation opens; empty opens the only one in the store.",
    )
    encryption_keys: SecretStr = Field(
        default=SecretStr(""),
        description="Fernet keys separated by commas, newest first; the others still open old words.",
    )
    address: str = Field(
        default="http://localhost:8501",
        description="Where people reach this site; the links in mail begin with it.",
    )
    secure_cookies: bool = Field(
        default=False,
        description="True behind HTTPS: cookies are sent over TLS alone and browsers are told to insist.",
    )
    smtp_host: str = Field(
        default="",
        description="The mail server; empty sends no mail, and links are passed on by hand.",
    )
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Usually 587 for starttls, 465 for tls.")
    smtp_user: str = Field(default="", description="Who we are to the mail server; empty if it doesn't ask.")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="The password that goes with it.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="How mail travels; none only for a mail server on the same machine.",
    )
    mail_from: str = Field(
        default="", description="The address that mail comes from; the mail server has to allow it."
    )
    idle_minutes: int = Field(default=30, ge=1, description="A sign-in ends after this long unused.")
    longest_hours: int = Field(default=12, ge=1, description="A sign-in ends after this long, used or not.")
    data_protection_contact: str = Field(
        default="", description="How to reach whoever looks after data protection, for the privacy notice."
    )
    lawful_basis: str = Field(
        default="",
        description="The lawful basis that your data protection officer confirmed; empty: not confirmed yet.",
    )
    postal_address: str = Field(
        default="",
        description="Where a form on paper is posted to, its lines with commas between; empty: it says none.",
    )
    log_level: str = Field(default="INFO", description="How much is logged; nobody's words ever are.")
    backup_folder: Path = Field(
        default=ROOT / "data" / "backups",
        description="Where upgrades put the backup they make before they change anything.",
    )
    oidc_metadata_url: str = Field(
        default="",
        description="Where the office's identity provider describes itself; empty: nobody signs in with it.",
    )
    oidc_client_id: str = Field(default="", description="What the identity provider calls this site.")
    oidc_client_secret: SecretStr = Field(
        default=SecretStr(""), description="What this site shows the identity provider; kept in memory alone."
    )
    oidc_name: str = Field(
        default="your work account", description='What staff call it: "Sign in with Microsoft 365".'
    )
    oidc_roles_claim: str = Field(
        default="roles", description="The claim of the identity provider that says what somebody may do here."
    )
    oidc_roles: dict[str, str] = Field(
        default={},
        description="Its values and the roles they give, as JSON; empty: the values are names of roles.",
    )
    tagging_seconds: float = Field(
        default=5.0, gt=0, description="How often the background tagger looks for work it was not told of."
    )
    warm_up: bool = Field(
        default=True,
        description="Load and freeze the large libraries before the first visitor; False only to measure it.",
    )

    @property
    def has_office_sign_in(self) -> bool:
        """Whether people can sign in with the office's own accounts."""
        return bool(self.oidc_metadata_url and self.oidc_client_id)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
