"""What does the text say that goes with the files, for a person who has never seen the program?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from textwrap import fill

from content.handover_plan import Plan, handover_text
from models.watchdog import HERE

WIDTH = 116


def readme(
    plan: Plan,
    *,
    watchdog: str,
    area: str,
    made_at: datetime,
    made_as: str,
    rows: Mapping[str, int],
    stays: Iterable[Mapping[str, str | int]],
    asked: Mapping[str, int],
) -> str:
    """README.txt. `rows` and `asked` are counts by file and by question set; `stays` is what is left out."""
    return handover_text(
        "readme.txt",
        watchdog=watchdog,
        area=area,
        day=f"{made_at.astimezone(HERE):%Y-%m-%d}",
        format=made_as,
        files="\n".join(
            _line(f"data/{file.name}: {rows[file.name]:,}.", file.about) for file in (*plan.files, *plan.made)
        ),
        asked="\n".join(f"  {name or 'not known'}: {number:,}" for name, number in sorted(asked.items()))
        or "  none",
        stays="\n".join(_left_out(plan, tuple(stays))),
    )


def _left_out(plan: Plan, stays: tuple[Mapping[str, str | int], ...]) -> Iterable[str]:
    """What stays by its reason, with how much of it there is; columns by the reason alone."""
    for row in stays:
        if str(row["what"]).startswith(("feedback:", "words:", "rows:")):
            yield _line(f"{row['what']}: {row['how_many']:,}.", f"{row['why']}{_needs(str(row['needs']))}")
    tables: Counter[str] = Counter()
    for row in stays:
        kind, _, name = str(row["what"]).partition(": ")
        if kind == "table":
            tables[plan.stays[name]] += int(row["how_many"])
    columns = {code for file in plan.files for column, code in file.stays.items() if column != "watchdog_id"}
    for code, reason in plan.reasons.items():
        if code in tables or code in columns:
            counted = f" ({tables[code]:,} rows)" if tables[code] else ""
            yield _line(f"{reason.title}{counted}.", f"{reason.why}{_needs(reason.needs)}")


def _needs(said: str) -> str:
    return f" To have it: {said[0].lower()}{said[1:]}" if said else ""


def _line(what: str, more: str) -> str:
    return fill(f"{what} {more}", WIDTH, initial_indent="  ", subsequent_indent="    ")
