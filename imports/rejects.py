"""Where do rows with a fault go, whole and with the reason?"""

import csv
import os
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from imports.cells import inert
from imports.read import REASON_COLUMNS, Row
from models.errors import FeedbackError


class Rejects:
    """A CSV of rejected rows, begun when the first one comes. A spreadsheet runs nothing in it."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self.path, self._header = path, list(header)
        self.count = 0
        self._file: TextIOWrapper | None = None

    def add(self, row: Row, reason: str) -> None:
        """Keep one row as it stood, then why; cells beyond the header come after that."""
        if self._file is None:
            self._file = self._begin()
        width = len(self._header)
        cells = [inert(cell) for cell in row.cells]
        cells = [*cells[:width], *[""] * (width - len(cells)), reason, str(row.number), *cells[width:]]
        csv.writer(self._file).writerow(cells)
        self.count += 1

    def keep(self) -> None:
        """Put everything safely on disk."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()

    def discard(self) -> None:
        """Take the file away: nothing was imported, so nothing is missing."""
        if self._file is not None:
            with suppress(OSError):  # a full disk, which is why it is being discarded
                self._file.close()
            self.path.unlink(missing_ok=True)

    def _begin(self) -> TextIOWrapper:
        try:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as fault:
            raise FeedbackError(
                f"{self.path.name} is here already: move it, or name another file for rejected rows."
            ) from fault
        except OSError as fault:
            raise FeedbackError(
                f"Rows with a fault can't be written to {self.path}, so nothing was imported: "
                "name a folder you can write to."
            ) from fault
        file = os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogatepass", newline="")
        file.write("\ufeff")
        csv.writer(file).writerow([*map(inert, self._header), *REASON_COLUMNS])
        return file


def beside(path: Path) -> Path:
    """A name beside the file that is not taken: earlier rejected rows are never written over."""
    name, number = path.with_name(f"{path.stem}.rejects.csv"), 2
    while name.exists():
        name, number = path.with_name(f"{path.stem}.{number}.rejects.csv"), number + 1
    return name
