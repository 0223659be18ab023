"""Reads comments as the product does, but for those that ask for trouble; only tests start it."""

import os
import sys
import time

from analysis import worker
from analysis.tagger import Tags, tag


def odd(text: str, language: str) -> Tags:
    if text == "sleep":
        time.sleep(60)
    if text == "crash":
        os._exit(3)
    if text == "fail":
        raise RecursionError("too deep")
    if text == "rubbish":
        worker.answer = lambda number, tags: "no answer\n"
    if text == "another's answer":
        worker.answer = lambda number, tags: f"[{number - 1}, null]\n"
    if text == "print":
        sys.stdout.write("They sent her home")
        sys.stdout.flush()
    if text == "settings":
        return Tags(None, (), is_cut=any(name.startswith("FEEDBACK_") for name in os.environ))
    if text == "store":
        return Tags(None, (), is_cut=any(name in sys.modules for name in ("storage", "settings", "sqlmodel")))
    return tag(text, language)


if __name__ == "__main__":
    worker.main(odd)
