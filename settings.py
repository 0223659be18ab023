"""Every setting the product reads from its surroundings, with its default and its reason."""

from functools import lru_cache
from pathlib import Path

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
    secure_cookies: bool = Field(
        default=False,
        description="True behind HTTPS: cookies are sent over TLS alone and browsers are told to insist.",
    )
    idle_minutes: int = Field(default=30, ge=1, description="A sign-in ends after this long unused.")
    longest_hours: int = Field(default=12, ge=1, description="A sign-in ends after this long, used or not.")
    log_level: str = Field(default="INFO", description="How much is logged; nobody's words ever are.")
    backup_folder: Path = Field(
        default=ROOT / "data" / "backups",
        description="Where upgrades put the backup they make before they change anything.",
    )
    tagging_seconds: float = Field(
        default=5.0, gt=0, description="How often the background tagger looks for work it was not told of."
    )
    warm_up: bool = Field(
        default=True,
        description="Load and freeze the large libraries before the first visitor; False only to measure it.",
    )


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
