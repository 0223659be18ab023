"""What goes into the log, and how a library's own lines are kept from repeating what people typed."""

import logging
import sys
from typing import Any

import structlog

from actions.note_fault import kind_of, lines_of


def log_to_stderr(level: str) -> None:
    """Write one line an event, as `key=value`, from `level` upwards."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def keep_words_out() -> None:
    """From here on, give an exception's kind and lines in every library's log, not what it says.

    Streamlit and the server log whole tracebacks, and the last line of one can repeat what somebody
    typed. Records are changed where they are made, so that no logger of theirs is missed.
    """
    if logging.getLogRecordFactory() is not _wordless_record:
        logging.setLogRecordFactory(_wordless_record)


def _wordless_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = logging.LogRecord(*args, **kwargs)
    fault = record.exc_info[1] if record.exc_info else None
    if fault is not None:
        record.msg = f"{record.getMessage()}: {kind_of(fault)} at {lines_of(fault)}"
        record.args, record.exc_info, record.exc_text = (), None, None
    return record
