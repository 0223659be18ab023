"""Keep settings that a command makes in `.env`, without touching what stands there."""

import os
from pathlib import Path

from dotenv import dotenv_values, set_key

from settings import ENV_FILE, settings
from storage import keys

KEYS = "FEEDBACK_ENCRYPTION_KEYS"


def ensure_key(path: Path | None = None) -> bool:
    """Make an encryption key in `.env` unless there is one. Returns whether one was made."""
    path = path or ENV_FILE
    if os.environ.get(KEYS) or (path.exists() and dotenv_values(path).get(KEYS)):
        return False
    remember(KEYS, keys.new_key(), path)
    return True


def remember(name: str, value: str, path: Path | None = None) -> None:
    """Write one setting into `.env`, readable by its owner alone, and read the settings again."""
    path = path or ENV_FILE
    path.touch(mode=0o600, exist_ok=True)
    path.chmod(0o600)
    set_key(path, name, value, quote_mode="never")
    settings.cache_clear()
