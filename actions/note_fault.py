"""Write down that something went wrong, so that it can be found again, without anybody's words."""

import secrets
import traceback
from pathlib import Path

import structlog

from actions.reference import DIGITS, LETTERS

PAIRS = 4
DEEPEST = 30
_ROOT = Path(__file__).parent.parent


def note_fault(fault: BaseException, where: str) -> str:
    """Log a fault's kind and the lines it passed through; return the reference to quote.

    What an exception says is left out: a database error can repeat what somebody typed.
    """
    reference = fault_reference()
    structlog.get_logger().error(
        "fault", reference=reference, where=where, kind=kind_of(fault), lines=lines_of(fault)
    )
    return reference


def fault_reference() -> str:
    """Eight characters that nobody can misread on the telephone, and that spell no word."""
    return "".join(secrets.choice(LETTERS) + secrets.choice(DIGITS) for _ in range(PAIRS))


def kind_of(fault: BaseException) -> str:
    """The exception's type, with the type of what caused it."""
    cause = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    name = f"{type(fault).__module__}.{type(fault).__qualname__}"
    return f"{name} from {type(cause).__module__}.{type(cause).__qualname__}" if cause else name


def lines_of(fault: BaseException) -> str:
    """Where it happened, outermost first: "pages/overview.py:31 page > storage/engine.py:70 reading"."""
    frames = traceback.extract_tb(fault.__traceback__)[-DEEPEST:]
    return " > ".join(
        f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in frames
        if not frame.filename.startswith("<frozen")
    )


def _short(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(_ROOT) and "site-packages" not in path.parts:
        return str(path.relative_to(_ROOT))
    return "/".join(path.parts[-2:])
