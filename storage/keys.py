"""The keys that open people's words, handed to the columns that need them."""

import hashlib
import hmac
from collections.abc import Iterable

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from models.base import Cipher
from models.errors import WrongKey

NO_KEY = (
    "There is no encryption key. Set FEEDBACK_ENCRYPTION_KEYS, "
    "or run `python -m feedback_cli init` to make one in .env."
)
BAD_KEY = (
    "FEEDBACK_ENCRYPTION_KEYS holds something that is not a key. A key is 44 letters, digits, - or _, "
    "made by `python -m feedback_cli new-key`."
)
OTHER_KEY = (
    "The encryption key does not open this store. Put back the key the store was made with "
    "(FEEDBACK_ENCRYPTION_KEYS), or point FEEDBACK_DATABASE_URL at another store."
)


def new_key() -> str:
    """Make a key: 32 random bytes in URL-safe base64, as Fernet takes it."""
    return Fernet.generate_key().decode("ascii")


def fernet(keys: str) -> MultiFernet:
    """Return the cipher for comma-separated `keys`, newest first. Raises WrongKey when unusable."""
    parts = [part.strip() for part in keys.split(",") if part.strip()]
    if not parts:
        raise WrongKey(NO_KEY)
    try:
        return MultiFernet([Fernet(part) for part in parts])
    except ValueError as fault:
        raise WrongKey(BAD_KEY) from fault


def use(keys: str) -> None:
    """Let every encrypted column of this process read and write with `keys`, and `digest` use the newest."""
    cipher = fernet(keys)
    secret = secret_for("knowing the same words again", keys).encode("ascii")

    def decrypt(token: bytes) -> bytes:
        try:
            return cipher.decrypt(token)
        except InvalidToken as fault:
            raise WrongKey(OTHER_KEY) from fault

    Cipher.encrypt, Cipher.decrypt = cipher.encrypt, decrypt
    Cipher.digest = lambda text: hmac.new(secret, text, hashlib.sha256).hexdigest()


def digest(text: str) -> str:
    """By what `text` is known again without being kept: of no use to anybody without our key.

    After a change of keys it is another one.
    """
    if Cipher.digest is None:
        raise RuntimeError("the store has no encryption keys: call storage.keys.use first")
    return Cipher.digest(text.encode("utf-8"))


def fingerprint(token: str) -> str:
    """What is stored of a token, which is too long to be guessed: by this it is known again, and not made."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def secret_for(purpose: str, keys: str) -> str:
    """A secret of its own made from the newest of `keys`: the same after a restart and on every replica."""
    newest = keys.split(",")[0].strip()
    return hmac.new(newest.encode("utf-8"), purpose.encode("utf-8"), hashlib.sha256).hexdigest()


def rotated(tokens: Iterable[bytes | None], keys: str) -> list[bytes | None]:
    """Return each ciphertext re-encrypted with the newest of `keys`; what is empty stays empty."""
    cipher = fernet(keys)
    return [cipher.rotate(bytes(token)) if token else token for token in tokens]
