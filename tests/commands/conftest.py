"""A machine to type commands at: with nothing on it, or with a watchdog opened by commands alone."""

import re

import pytest
from typer.testing import CliRunner

from commands import env_file
from feedback_cli import app
from settings import settings
from storage import keys
from tests.conftest import TEST_KEY

SERVICES = """service,sector,organisation,valid_from,valid_to,successor
Ward 7,hospital,West Testford General,,,
Market Street Surgery,gp,Market Street Surgery,,2025-03-31,Riverside Surgery
Riverside Surgery,gp,Riverside Surgery,2025-04-01,,
"""
INIT = [
    "init",
    "--name=West Testford Voice",
    "--area=West Testford",
    "--admin-name=Robin",
    "--admin-email=robin@example.org",
]
A_LINK = re.compile(r"http://localhost:8501(/link/\S{43})\n")
"""A one-time link as a command prints it, whole and at the end of its line."""
NUMBERS = ["--safeguarding-adults=01632 960201", "--safeguarding-children=01632 960202"]


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A machine with nothing on it but an encryption key."""
    monkeypatch.setattr(env_file, "ENV_FILE", tmp_path / ".env")
    for name in ("FEEDBACK_WATCHDOG", "FEEDBACK_ADMIN_PASSWORD", "FEEDBACK_NEW_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FEEDBACK_DATABASE_URL", f"sqlite:///{tmp_path / 'store' / 'feedback.db'}")
    monkeypatch.setenv("FEEDBACK_ENCRYPTION_KEYS", TEST_KEY)
    monkeypatch.setenv("FEEDBACK_BACKUP_FOLDER", str(tmp_path / "backups"))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()
    keys.use(TEST_KEY)


def run(*words: str, status: int = 0, typed: str | None = None) -> str:
    """What a command says to somebody, who types `typed` when it asks."""
    settings.cache_clear()
    done = CliRunner().invoke(app, list(words), input=typed)
    assert done.exit_code == status, done.output
    assert "Traceback" not in done.output
    return done.output


@pytest.fixture
def watchdog(place):
    (place / "services.csv").write_text(SERVICES)
    run(*INIT, *NUMBERS, f"--services={place / 'services.csv'}", "--password=correct horse battery")
    return place
