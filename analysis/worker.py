"""Reads comments in a process of its own: a line of JSON in, a line of JSON out, one after the other.

It is started as `python -m analysis.worker` and says a line when it is ready. What a comment says is on
these two pipes and nowhere else: whatever is printed meanwhile is thrown away.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, TextIO

from analysis.feeling import SentimentFound
from analysis.tagger import Tags, tag
from analysis.themes import ThemeFound
from models.vocabulary import Sentiment

READY = "ready\n"


def question(number: int, text: str, language: str) -> str:
    """The line that asks for the tags of one text. `number` tells its answer from any other."""
    return json.dumps([number, text, language]) + "\n"


def answer(number: int, tags: Tags | None) -> str:
    """The line that answers; None is a text that could not be read."""
    return json.dumps([number, tags]) + "\n"


def tags_of(line: str, number: int) -> Tags | None:
    """The tags that `line` answers question `number` with.

    Raises ValueError for anything else than that answer.
    """
    try:
        answered, said = json.loads(line)
        if answered != number:
            raise ValueError("an answer to another question")
        return None if said is None else _tags(*said)
    except (TypeError, RecursionError) as fault:
        raise ValueError("not an answer") from fault


def _tags(sentiment: Any, themes: Any, is_cut: bool) -> Tags:
    return Tags(
        None if sentiment is None else _sentiment(*sentiment),
        tuple(
            ThemeFound(str(theme), tuple((int(start), int(end)) for start, end in spans))
            for theme, spans in themes
        ),
        bool(is_cut),
    )


def _sentiment(score: Any, label: Any, confidence: Any, is_mixed: Any) -> SentimentFound:
    return SentimentFound(float(score), Sentiment(label), float(confidence), bool(is_mixed))


def serve(questions: Iterable[str], answers: TextIO, tagger: Callable[[str, str], Tags] = tag) -> None:
    """Answer each question in turn, until there are no more."""
    for line in questions:
        number, text, language = json.loads(line)
        try:
            tags = tagger(text, language)
        except Exception:  # one comment that cannot be read must not stop the others
            tags = None
        answers.write(answer(number, tags))
        answers.flush()


def main(tagger: Callable[[str, str], Tags] = tag) -> None:
    """Load what reading needs, say so, and answer until nobody asks any more."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 (a device, not a file)
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    tag("The ward was kind.")
    answers.write(READY)
    answers.flush()
    serve(sys.stdin, answers, tagger)


if __name__ == "__main__":
    main()
