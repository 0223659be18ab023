"""How does a model lie in its file: numbers and UTF-8 text, never a pickle?"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from analysis.model import Floats, Learnt, Model

FOLDER = Path(__file__).resolve().parent / "model"
IN_USE = FOLDER / "in_use.npz"


_NO_MODEL = (OSError, ValueError, KeyError, EOFError, BadZipFile)


class ModelError(ValueError):
    """A file is not a model that this release can use; the message names the file."""


@lru_cache(maxsize=1)
def load_model() -> Model:
    """Return the model that this release carries, read once."""
    return read_model(IN_USE)


def write_model(file: Path, learnt: Learnt) -> None:
    """Write a model: weights as one byte each with a scale for their row, the header as JSON."""
    word_bytes, word_scale = _packed(learnt.word_weights[:, :-1])
    piece_bytes, piece_scale = _packed(learnt.piece_weights[:, :-1])
    np.savez_compressed(
        file,
        header=_text(json.dumps(dict(learnt.header), ensure_ascii=False)),
        words=_text("\n".join(learnt.words)),
        pieces=_text("\n".join(learnt.pieces)),
        word_weights=word_bytes,
        word_scale=word_scale,
        word_amount=learnt.word_weights[:, -1].astype(np.float16),
        piece_weights=piece_bytes,
        piece_scale=piece_scale,
        piece_amount=learnt.piece_weights[:, -1].astype(np.float16),
        bias=learnt.bias,
        second=learnt.second,
        second_bias=learnt.second_bias,
    )


def read_model(file: Path) -> Model:
    """Read a model. Raises `ModelError` for a file that is not there or is no model of ours."""
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
            header: Mapping[str, Any] = json.loads(kept["header"].tobytes())
            return Model(
                header=header,
                bias=kept["bias"],
                second=kept["second"],
                second_bias=kept["second_bias"],
                word_place=_places(kept["words"]),
                word_weights=_weights(kept, "word"),
                piece_place=_places(kept["pieces"]),
                piece_weights=_weights(kept, "piece"),
            )
    except _NO_MODEL as fault:
        raise ModelError(f"{file.name} is not a model that can be used: {fault}") from fault


def header_of(file: Path) -> Mapping[str, Any]:
    """Return what a model's file says of itself, without reading its weights. Raises `ModelError`."""
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
            header: Mapping[str, Any] = json.loads(kept["header"].tobytes())
    except _NO_MODEL as fault:
        raise ModelError(f"{file.name} is not a model that can be used: {fault}") from fault
    return header


def _places(features: NDArray[np.uint8]) -> dict[str, int]:
    return {feature: place for place, feature in enumerate(features.tobytes().decode("utf-8").split("\n"))}


def _weights(kept: Any, kind: str) -> Floats:
    """Return the weights of each feature, its share of the length last."""
    weights = kept[f"{kind}_weights"] * kept[f"{kind}_scale"].astype(np.float32)[:, None]
    return np.hstack([weights, kept[f"{kind}_amount"].astype(np.float32)[:, None]])


def _packed(weights: Floats) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    scale = (np.abs(weights).max(axis=1, initial=0) / 127 + 1e-6).astype(np.float16)
    return np.round(weights / scale.astype(np.float32)[:, None]).clip(-127, 127).astype(np.int8), scale


def _text(words: str) -> NDArray[np.uint8]:
    return np.frombuffer(words.encode("utf-8"), dtype=np.uint8)
