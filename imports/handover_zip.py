"""Is a file a handover, whole and unchanged, and what rows are in it?"""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from models.errors import NO_WHOLE_ZIP, FeedbackError

FORMAT = "have-your-say handover 1"
MANIFEST = "manifest.json"
ROWS_END = "]"


class HandoverZip:
    """A handover that is open, and has been checked against its own manifest."""

    def __init__(self, archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
        self._archive, self.schema = archive, str(manifest["schema"])

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of one table, one by one, as they were written."""
        with self._archive.open(f"data/{name}.json") as opened:
            opened.readline()
            for line in opened:
                said = line.decode("utf-8").rstrip().removesuffix(",")
                if said and said != ROWS_END:
                    yield json.loads(said)


@contextmanager
def handover_zip(file: Path) -> Iterator[HandoverZip]:
    """Open a handover. Raises FeedbackError for what is none, is damaged, or was made by a later release."""
    damaged = FeedbackError(f"{file.name} is damaged, was changed, or isn’t a handover. Nothing was read.")
    try:
        archive = zipfile.ZipFile(file)
    except FileNotFoundError as fault:
        raise FeedbackError(f"There is no file {file}") from fault
    except NO_WHOLE_ZIP as fault:
        raise damaged from fault
    with archive:
        try:
            manifest = json.loads(archive.read(MANIFEST))
            made_as, digests = manifest["format"], manifest["sha256"]
            if made_as == FORMAT and _digests(archive) != digests:
                raise damaged
        except NO_WHOLE_ZIP as fault:
            raise damaged from fault
        if made_as != FORMAT:
            raise FeedbackError(f"{file.name} is in another format, “{made_as}”: a later release reads it.")
        yield HandoverZip(archive, manifest)


def _digests(archive: zipfile.ZipFile) -> dict[str, str]:
    found = {}
    for name in archive.namelist():
        if name != MANIFEST:
            with archive.open(name) as opened:
                found[name] = hashlib.file_digest(opened, "sha256").hexdigest()  # type: ignore[arg-type]
    return found
