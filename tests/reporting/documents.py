"""Documents made by hand: of a quarter, with nothing in it, and with everything that is hard to draw."""

from datetime import date
from uuid import UUID

from models.provider_response import ChangeState, Stance
from models.recommendation import RecommendationKind
from models.report import DocumentKind, ReportTemplate
from reporting.document import (
    Answer,
    Document,
    Heading,
    Paragraphs,
    Pictured,
    Quotation,
    Recommended,
)

ANN, BEN = UUID(int=1), UUID(int=2)
WORDS = {ANN: "We waited four hours. Nobody told us who to call once Dad was home. <b>Never.</b>"}
"""Ben's words may not be shown."""
FELT = ("Very negative", "Negative", "Neutral or mixed", "Positive", "Very positive")

THEMES = Pictured(
    name="themes",
    heading="What do people speak of most?",
    sentence="Medicines: 120 of 310 people who told us something spoke of them.",
    columns=("Theme", "People", "People, %"),
    rows=(("Medicines ready", 120, 39), ("Told who to call", 95, 31), ("An interpreter", "[c]", "[c]")),
    bars=("People, %",),
    in_hundred=True,
    notes=("Themes found by the machine or checked by a person.",),
    said=("We talked about this with the ward & <its> matron.",),
)
FEELINGS = Pictured(
    name="feelings",
    heading="How did they feel about it?",
    sentence="Medicines draw the most complaints.",
    columns=("Theme", *(part for name in FELT for part in (name, f"{name}, %")), "Of"),
    rows=(
        ("Medicines ready", 35, 30, 40, 33, 15, 13, 20, 17, 10, 8, 120),
        ("Told who to call", 20, 21, 30, 32, "[c]", "[c]", 25, 26, "[c]", "[c]", 95),
        ("An interpreter", *["[c]"] * 11),
    ),
    bars=tuple(f"{name}, %" for name in FELT),
    in_hundred=True,
)
QUOTED = Quotation(feedback_id=ANN, digest="a" * 64, start=22, end=67, whose="A daughter, Testford")
GONE = Quotation(feedback_id=BEN, digest="b" * 64, start=0, end=20, whose="A carer")
ASKED = Recommended(
    number=7,
    what=RecommendationKind.RECOMMENDATION,
    asks="Put a named number on every discharge letter",
    details="One number.\nAnswered on weekdays.",
    finding="95 of 310 people didn’t know who to call.",
    body="Testford General Hospital",
    copied_to=("Testford Council",),
    sent_on=date(2026, 8, 6),
    due_on=date(2026, 9, 4),
    longer_on=date(2026, 9, 18),
    answer=Answer(
        body="Testford General Hospital",
        received_on=date(2026, 9, 3),
        days=19,
        stance=Stance.ACCEPTED,
        shown="Thank you.\nWe agree <entirely>.",
        change=ChangeState.PLANNED,
        change_what="A number on the letter",
        change_by=date(2026, 11, 30),
    ),
)
UNSENT = Recommended(
    number=8, what=RecommendationKind.INFORMATION, asks="How many letters went out late?", body="Testford ICB"
)
NOTHING = Document(
    kind=DocumentKind.REPORT,
    template=ReportTemplate.VISIT,
    number=1,
    title="A visit to Meadow View",
    watchdog="Testford Voice",
    area="Testford",
    scope="",
    made_on=date(2026, 11, 20),
)
QUARTER = NOTHING.model_copy(
    update={
        "template": ReportTemplate.QUARTERLY,
        "title": "Leaving hospital, June to August",
        "scope": "Leaving hospital",
        "since": date(2026, 6, 1),
        "until": date(2026, 8, 31),
        "published_by": "Jo Baker",
        "version": 2,
        "reason": "A date was wrong.",
        "blocks": (
            Heading(said="What we heard"),
            Paragraphs(said=("310 people told us something.", "Most came by telephone.")),
            THEMES,
            FEELINGS,
            QUOTED,
            GONE,
            Heading(said="What we ask"),
            ASKED,
            UNSENT,
        ),
        "method": ("People choose to write to us.", "Numbers are rounded to 5."),
        "versions": {"taxonomy": "3", "model": "textblob-2", "product": "1.0"},
    }
)


def long_table(rows: int = 40) -> Pictured:
    """A table that takes more than a page, with a name that has no place to break."""
    names = ["Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2, "=HYPERLINK(1)"]
    names += [f"Service number {number} of the county" for number in range(rows - 2)]
    return THEMES.model_copy(
        update={
            "name": "services",
            "heading": "Which services do people speak of?",
            "rows": tuple((name, 10 + at * 5, at * 2) for at, name in enumerate(names)),
            "bars": ("People",),
            "in_hundred": False,
        }
    )


KINDS = ("Hospital ward", "GP practice", "Community pharmacy", "Mental health team", "Care home", "Dentist")
MATRIX = Pictured(
    name="joins",
    heading="From which kind of service to which?",
    sentence="Most first went from a hospital ward to a GP practice.",
    columns=("From", *KINDS, *(f"{name} again" for name in KINDS), "Everybody"),
    rows=tuple((name, *range(5, 65, 5), 390) for name in KINDS),
)
LONG = QUARTER.model_copy(update={"blocks": (*QUARTER.blocks, long_table(), MATRIX)})
