"""Run every benchmark in its short form and write the figures to docs/benchmarks.md."""

import os
import pkgutil
import platform
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import benchmarks
from benchmarks import Figure, table

REPORT = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def run(*, short: bool) -> str:
    """Measure everything and return the report."""
    parts = []
    for found in sorted(pkgutil.iter_modules(benchmarks.__path__), key=lambda found: found.name):
        if found.name.startswith("_"):
            continue
        module = import_module(f"benchmarks.{found.name}")
        print(f"{found.name} ...", file=sys.stderr, flush=True)
        figures: list[Figure] = module.measure(short)
        why = (module.__doc__ or "").strip()
        parts.append(f"## `python -m benchmarks.{found.name}`\n\n{why}\n\n{table(figures)}\n")
    command = "make bench" if short else "python -m benchmarks --full"
    heading = (
        "# How fast it is\n\n"
        f"Measured on {datetime.now(UTC).date()} with `{command}`, on {os.cpu_count()} cores "
        f"({platform.machine()}, {platform.system()}), Python {platform.python_version()}. "
        "Every number stands beside a reference measured in the same run: trust the ratios more than "
        "the numbers, which change with the machine and with what else it is doing.\n\n"
    )
    return heading + "\n".join(parts)


if __name__ == "__main__":
    report = run(short="--full" not in sys.argv[1:])
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(report, encoding="utf-8")
    print(report)
