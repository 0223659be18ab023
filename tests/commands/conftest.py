"""A machine to type commands at: with nothing on it, or with a watchdog opened by commands alone."""

import re
import shutil
from pathlib import Path

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
    "--programmes=none",
]
A_LINK = re.compile(r"http://localhost:8501(/link/\S{43})\n")
"""A one-time link as a command prints it, whole and at the end of its line."""
NUMBERS = ["--safeguarding-adults=01632 960201", "--safeguarding-children=01632 960202"]


def sit_down(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go to a machine with an encryption key and whatever lies in its folder."""
    monkeypatch.setattr(env_file, "ENV_FILE", folder / ".env")
    for name in ("FEEDBACK_WATCHDOG", "FEEDBACK_ADMIN_PASSWORD", "FEEDBACK_NEW_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FEEDBACK_DATABASE_URL", f"sqlite:///{folder / 'store' / 'feedback.db'}")
    monkeypatch.setenv("FEEDBACK_ENCRYPTION_KEYS", TEST_KEY)
    monkeypatch.setenv("FEEDBACK_BACKUP_FOLDER", str(folder / "backups"))
    settings.cache_clear()


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A machine with nothing on it but an encryption key."""
    sit_down(tmp_path, monkeypatch)
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
def empty_tables(place, migrated_sqlite):
    """The machine has a store with nobody in it, so that `init` need not make the tables first."""
    (place / "store").mkdir()
    shutil.copy(migrated_sqlite, place / "store" / "feedback.db")


@pytest.fixture(scope="session")
def opened_by_commands(tmp_path_factory):
    """The folder of a machine where a watchdog was opened; tests copy it."""
    folder = tmp_path_factory.mktemp("opened")
    (folder / "services.csv").write_text(SERVICES)
    with pytest.MonkeyPatch.context() as monkeypatch:
        sit_down(folder, monkeypatch)
        run(*INIT, *NUMBERS, f"--services={folder / 'services.csv'}", "--password=correct horse battery")
    settings.cache_clear()
    keys.use(TEST_KEY)
    return folder


@pytest.fixture
def watchdog(opened_by_commands, place):
    shutil.copytree(opened_by_commands, place, dirs_exist_ok=True)
    return place
