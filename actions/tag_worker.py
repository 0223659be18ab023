"""A tagger in a process of its own, so that no comment can cost more than it may."""

import atexit
import os
import subprocess
import sys
import threading
from contextlib import suppress
from math import inf
from pathlib import Path
from time import monotonic
from typing import Self

from analysis.tagger import Tags
from analysis.worker import READY, question, tags_of
from models.errors import TaggerUnavailable

ROOT = Path(__file__).parent.parent
LONGEST = 2.0
"""Seconds that one comment may take."""

LOOKS_EVERY = 0.2
"""Seconds between two looks at whether a comment is late."""

LONGEST_START = 60.0
"""Seconds that a process may take to load what reading needs, on a machine that is busy."""

NOT_STARTED = "The process that reads comments could not be started, so nothing was tagged."
STOPPED = "The process that reads comments was stopped."


class CannotBeRead(Exception):
    """This comment took too long, or ended the process that read it."""


class TagWorker:
    """Reads a comment as `analysis.tagger.tag` does, one at a time; `close` ends it from any thread.

    The process is started when it is first needed, and another takes its place once a comment has
    ended it. It is given none of our settings, so it has neither the address of the store nor a key.
    """

    def __init__(self, module: str = "analysis.worker", *, longest: float = LONGEST) -> None:
        self._module, self._longest = module, longest
        self._reader: _Reader | None = None
        self._number = 0
        self._closed = False
        self._asking = threading.Lock()
        atexit.register(self.close)

    def __call__(self, words: str, language: str) -> Tags:
        """The tags of one comment.

        Raises CannotBeRead for one that fails, takes too long or ends the process, and
        TaggerUnavailable where no comment is to blame: the process can't be started, or was stopped.
        """
        with self._asking:
            reader = self._reader or self._start()
            self._number += 1
            asked = question(self._number, words, language)
            try:
                tags = tags_of(reader.answer(asked, within=self._longest), self._number)
            except (OSError, ValueError) as fault:
                self._end()
                if self._closed:
                    raise TaggerUnavailable(STOPPED) from None
                raise CannotBeRead from fault
        if tags is None:
            raise CannotBeRead
        return tags

    def close(self) -> None:
        """End the process for good, in the middle of a comment too."""
        self._closed = True
        if (reader := self._reader) is not None:
            reader.kill()
        with self._asking:
            self._end()
        atexit.unregister(self.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def _start(self) -> "_Reader":
        reader = self._reader = _Reader(self._module)
        if self._closed:  # since before there was a process to end
            reader.kill()
        try:
            is_ready = reader.answer("", within=LONGEST_START) == READY
        except (OSError, ValueError):
            is_ready = False
        if not is_ready:
            self._end()
            raise TaggerUnavailable(STOPPED if self._closed else NOT_STARTED)
        return reader

    def _end(self) -> None:
        """Let go of the process; whoever calls it holds the lock."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.end()


class _Reader:
    """One process, the pipes to it, and a thread that ends it when an answer is late."""

    def __init__(self, module: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 (a module of ours)
            [sys.executable, "-m", module],
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if not name.startswith("FEEDBACK_")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            start_new_session=True,  # so that Ctrl-C ends us and not a comment
        )
        self._due = inf
        self._is_over = threading.Event()
        threading.Thread(target=self._watch, name="late comments", daemon=True).start()

    def answer(self, asked: str, *, within: float) -> str:
        """Send what is asked and return the next line, "" once the process has gone.

        A process that takes longer is ended. Raises OSError where it is gone before it was asked, and
        ValueError for what is no text.
        """
        if self._process.stdin is None or self._process.stdout is None:
            raise ValueError("a process without pipes")
        self._due = monotonic() + within
        try:
            self._process.stdin.write(asked)
            self._process.stdin.flush()
            return self._process.stdout.readline()
        finally:
            self._due = inf

    def kill(self) -> None:
        """End the process, from any thread."""
        self._process.kill()

    def end(self) -> None:
        """End the process and let go of all that is left of it."""
        self._is_over.set()
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what it was not sent any more
                    pipe.close()

    def _watch(self) -> None:
        """End the process at the deadline; a thread for each comment would cost more than most comments."""
        pause = LOOKS_EVERY
        while not self._is_over.wait(pause):
            left = self._due - monotonic()
            if left <= 0:
                self._process.kill()
                return
            pause = min(left, LOOKS_EVERY)
