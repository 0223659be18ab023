"""The errors that people are shown as a sentence. Everything else is a bug and gets a reference."""

import zipfile
import zlib

NO_WHOLE_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,  # one byte can make a file look encrypted, or packed in a way that nobody knows
    KeyError,
    TypeError,
    ValueError,
    EOFError,
    OSError,
)
"""What Python raises for a ZIP file that is damaged, or whose manifest is not as we write it."""


class FeedbackError(Exception):
    """Something a person can put right or wait for; the message is written for them."""


class NotAllowed(FeedbackError):
    """The viewer's role does not include this."""


class StoreUnavailable(FeedbackError):
    """Nothing was saved, because the store could not be written just now."""


class TaggerUnavailable(FeedbackError):
    """Nothing can read comments just now; none of them is to blame."""


class WrongKey(FeedbackError):
    """The encryption key does not open this store."""


class SomebodyElseDecided(FeedbackError):
    """Another person decided on the same thing a moment ago; nothing was overwritten."""


class TakenBack(FeedbackError):
    """Whoever told us this has withdrawn it, so it is sealed and nobody decides on it any more."""


class AwaitsTheLead(FeedbackError):
    """Somebody may be at risk, so the safeguarding lead decides before anything else is decided."""


class Problems(FeedbackError):
    """What has to be put right, by question: `{"words": "Tell us what happened"}`."""

    def __init__(self, by_question: dict[str, str]) -> None:
        super().__init__("; ".join(by_question.values()))
        self.by_question = by_question
