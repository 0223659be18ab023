"""A handover that is damaged anywhere is a sentence, or is read as it was written."""

import hashlib
import json
import zipfile

import pytest

from imports.handover_zip import FORMAT, MANIFEST, handover_zip
from models.errors import FeedbackError

ROWS = [{"id": number, "said": "Nobody rang. " * number} for number in range(20)]
NAME = "data/feedback.json"


@pytest.fixture
def made(tmp_path):
    lines = ",\n".join(json.dumps(row) for row in ROWS)
    whole = f"[\n{lines}\n]\n".encode()
    manifest = {"format": FORMAT, "schema": "0001", "sha256": {NAME: hashlib.sha256(whole).hexdigest()}}
    file = tmp_path / "handover.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
        archive.writestr(NAME, whole)
    return file


def rows_of(file):
    with handover_zip(file) as opened:
        return list(opened.rows("feedback"))


def test_what_was_written_is_read(made):
    assert rows_of(made) == ROWS


@pytest.mark.parametrize("flip", [0x01, 0x08, 0x40, 0xFF])
def test_a_handover_with_one_changed_byte_is_refused_or_read_as_it_was(made, flip):
    whole = made.read_bytes()
    refused = 0
    for place in range(len(whole)):
        made.write_bytes(whole[:place] + bytes([whole[place] ^ flip]) + whole[place + 1 :])
        try:
            assert rows_of(made) == ROWS
        except FeedbackError as fault:
            refused += "damaged" in str(fault)

    assert refused > len(whole) // 2


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_handover_that_was_cut_short_is_refused(made, share):
    whole = made.read_bytes()
    made.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(FeedbackError, match="damaged"):
        rows_of(made)


@pytest.mark.parametrize("manifest", ["[]", '"text"', "7", "null", "{", '{"format": 1}'])
def test_a_zip_with_another_manifest_is_refused(made, manifest):
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(MANIFEST, manifest)

    with pytest.raises(FeedbackError, match="damaged"):
        rows_of(made)
