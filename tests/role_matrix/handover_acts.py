"""Handing over: into a folder that is there only while it is tried."""

import tempfile
from pathlib import Path

from actions.hand_over import hand_over
from tests.conftest import NOW
from tests.role_matrix.acts import act


@act(hand_over)
def _(world, viewer):
    with tempfile.TemporaryDirectory() as folder:
        return hand_over(world.store, Path(folder) / "handover", by=viewer, at=NOW).rows
