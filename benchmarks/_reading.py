"""What the benchmarks of readers share: real comments, TextBlob beside us, time on one core, the terminal."""

import argparse
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from analysis.normalise import normalise
from benchmarks import Figure, table
from training.labelled import MAPS, Labelled, once_each, read_labelled, read_map

FILES = {"fft_comments_v6.csv": "fft_v6.toml", "fft_comments_phase1.csv": "fft_phase1.toml"}
"""The files of the pxtextmining project's comments, and the map of each."""

Read = TypeVar("Read")


def real_comments(folder: Path) -> list[Labelled]:
    """Every comment of the labelled files in `folder`, each text once."""
    return once_each(
        row
        for name, map_name in FILES.items()
        for row in read_labelled(folder / name, read_map(MAPS / map_name))
    )


def textblob() -> Callable[[str], float]:
    """TextBlob's own sentiment of a text, its habits of typing set aside."""
    from textblob.en.sentiments import PatternAnalyzer

    analyser = PatternAnalyzer()
    return lambda text: float(analyser.analyze(normalise(text))[0])


def milliseconds_each(read: Callable[[Read], object], given: Sequence[Read]) -> float:
    """What one takes of this process's time, once the first has made everything ready."""
    read(given[0])
    started = time.process_time()
    for one in given:
        read(one)
    return 1_000 * (time.process_time() - started) / len(given)


def main(measure: Callable[[bool], list[Figure]]) -> None:
    """Measure and print, with `--data` for a folder of labelled comments and `--short`."""
    given = argparse.ArgumentParser()
    given.add_argument("--data", help="the folder of labelled comments")
    given.add_argument("--short", action="store_true")
    chosen = given.parse_args()
    if chosen.data:
        os.environ["FEEDBACK_LABELLED_DATA"] = chosen.data
    print(table(measure(chosen.short)))
