"""What does it cost to read comments in a process apart, where one that hangs can be ended?

Ours is `actions.tag_worker.TagWorker`, a comment at a time over two pipes; the reference calls the same
tagger in its own process. Starting is what the first comment after a start waits for besides.
"""

import random
from statistics import median
from time import perf_counter

from actions.tag_worker import TagWorker
from analysis.tagger import tag
from benchmarks import Figure, figure, table
from benchmarks.import_rows import SAID, SEED


def measure(short: bool) -> list[Figure]:
    """Comments a second both ways, and how long a process takes to start."""
    comments, runs = (1_000, 3) if short else (5_000, 5)
    chance = random.Random(SEED)
    texts = [", ".join(chance.choices(SAID, k=chance.randint(1, 8))).capitalize() for _ in range(comments)]
    ours, reference = [], []
    tag(texts[0])
    with TagWorker() as worker:
        start = perf_counter()
        worker(texts[0], "en")
        started = perf_counter() - start
        for _ in range(runs):
            start = perf_counter()
            apart = [worker(text, "en") for text in texts]
            ours.append(comments / (perf_counter() - start))
            start = perf_counter()
            together = [tag(text) for text in texts]
            reference.append(comments / (perf_counter() - start))
            if apart != together:
                raise RuntimeError("the two do not read alike")
    note = f"median of {runs} runs of {comments:,} comments"
    return [
        figure("read in a process apart", median(ours), median(reference), "comments/s", note),
        figure("start of the process", started, None, "s", "once, and after a comment that ended it"),
    ]


if __name__ == "__main__":
    print(table(measure(short=False)))
