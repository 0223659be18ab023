"""A tagger in a process of its own, so that no comment can cost more than it may."""

import atexit
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Self

from analysis.tagger import Tags
from analysis.worker import READY, question, tags_of
from models.errors import TaggerUnavailable

Process = subprocess.Popen[str]
ROOT = Path(__file__).parent.parent
LONGEST = 2.0
"""Seconds that one comment may take."""

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
        self._process: Process | None = None
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
            process = self._process or self._start()
            self._number += 1
            asked = question(self._number, words, language)
            try:
                tags = tags_of(_answer(process, asked, within=self._longest), self._number)
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
        if (process := self._process) is not None:
            process.kill()
        with self._asking:
            self._end()
        atexit.unregister(self.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def _start(self) -> Process:
        process = self._process = subprocess.Popen(  # noqa: S603 (a module of ours)
            [sys.executable, "-m", self._module],
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if not name.startswith("FEEDBACK_")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            start_new_session=True,  # so that Ctrl-C ends us and not a comment
        )
        if self._closed:  # since before there was a process to end
            process.kill()
        try:
            is_ready = _answer(process, "", within=LONGEST_START) == READY
        except (OSError, ValueError):
            is_ready = False
        if not is_ready:
            self._end()
            raise TaggerUnavailable(STOPPED if self._closed else NOT_STARTED)
        return process

    def _end(self) -> None:
        """End the process and let go of all that is left of it; whoever calls it holds the lock."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what it was not sent any more
                    pipe.close()


def _answer(process: Process, asked: str, *, within: float) -> str:
    """Send what is asked and return the next line, "" once the process has gone.

    A process that takes longer is ended. Raises OSError where it is gone before it was asked, and
    ValueError for what is no text.
    """
    if process.stdin is None or process.stdout is None:
        raise ValueError("a process without pipes")
    late = threading.Timer(within, process.kill)
    late.daemon = True
    late.start()
    try:
        process.stdin.write(asked)
        process.stdin.flush()
        return process.stdout.readline()
    finally:
        late.cancel()
