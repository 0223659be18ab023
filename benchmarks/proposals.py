"""What do the three readers of free text cost together: joins, concerns and personal details?

Measured on the stories that judge sentiment, 500 directory services known, on one core. The budget is 2 ms
a comment; the reference is TextBlob's sentiment on the same texts. The worst texts have 20,000 characters.
"""

import tomllib
from itertools import cycle, islice
from statistics import median

from analysis.proposals import proposals_in
from analysis.services import DirectoryService, service_names
from benchmarks import Figure, figure, table
from benchmarks._reading import milliseconds_each, textblob
from benchmarks.tags import STORIES
from models.vocabulary import Sector

WORST = ("gp gp gp ", "Mr Mr Mr ", "he hit her ", "referred to referred to ", "0770 ", "@ ", "x", " ", "A")
LONGEST = 20_000


def measure(short: bool) -> list[Figure]:
    """Milliseconds a comment for the three together, and for the worst texts."""
    named = service_names(
        DirectoryService(str(number), f"Testford Surgery {number}", Sector.GP) for number in range(500)
    )

    def ours_reads(text: str) -> object:
        return proposals_in(text, "en", named)

    stories = [story["text"] for story in tomllib.loads(STORIES.read_text(encoding="utf-8"))["story"]]
    texts = list(islice(cycle(stories), 1_000 if short else 10_000))
    ours = milliseconds_each(ours_reads, texts)
    theirs = milliseconds_each(textblob(), texts)
    figures = [figure("joins, concerns and details together", ours, theirs, "ms a comment", "budget 2 ms")]
    for repeated in WORST:
        text = (repeated * LONGEST)[:LONGEST]
        took = [milliseconds_each(ours_reads, [text]) for _ in range(3)]
        figures.append(figure(f"20,000 characters of {repeated!r}", median(took), None, "ms"))
    return figures


if __name__ == "__main__":
    print(table(measure(short=False)))
