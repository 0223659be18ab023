"""How does a model lie in its file: numbers and UTF-8 text, never a pickle?"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from analysis.first_layer import Floats
from analysis.model import Learnt, Model

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
    """Write a model, its header as JSON."""
    np.savez_compressed(
        file,
        header=as_bytes(json.dumps(dict(learnt.header), ensure_ascii=False)),
        **packed_layer(learnt.words, learnt.word_weights, "word"),
        **packed_layer(learnt.pieces, learnt.piece_weights, "piece"),
        bias=learnt.bias,
        second=learnt.second,
        second_bias=learnt.second_bias,
    )


def read_model(file: Path) -> Model:
    """Read a model. Raises `ModelError` for a file that is not there or is no model of ours."""
    with opened_model(file) as kept:
        return Model(
            header=json.loads(kept["header"].tobytes()),
            bias=kept["bias"],
            second=kept["second"],
            second_bias=kept["second_bias"],
            **unpacked_layers(kept),
        )


def header_of(file: Path) -> Mapping[str, Any]:
    """Return what a model's file says of itself, without reading its weights. Raises `ModelError`."""
    with opened_model(file) as kept:
        header: Mapping[str, Any] = json.loads(kept["header"].tobytes())
    return header


@contextmanager
def opened_model(file: Path) -> Iterator[Any]:
    """Open a model's file, pickles refused. Raises `ModelError` for whatever is wrong while it is read."""
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
            yield kept
    except _NO_MODEL as fault:
        raise ModelError(f"{file.name} is not a model that can be used: {fault}") from fault


def packed_layer(features: Sequence[str], weights: Floats, kind: str) -> dict[str, Any]:
    """Return the weights of words or pieces as they lie in a file: one byte each, a scale for their row."""
    scale = (np.abs(weights[:, :-1]).max(axis=1, initial=0) / 127 + 1e-6).astype(np.float16)
    steps = np.round(weights[:, :-1] / scale.astype(np.float32)[:, None])
    return {
        f"{kind}s": as_bytes("\n".join(features)),
        f"{kind}_weights": steps.clip(-127, 127).astype(np.int8),
        f"{kind}_scale": scale,
        f"{kind}_amount": weights[:, -1].astype(np.float16),
    }


def unpacked_layers(kept: Any) -> dict[str, Any]:
    """Return what a `FirstLayer` is made of, from an opened file."""
    layers: dict[str, Any] = {}
    for kind in ("word", "piece"):
        features = kept[f"{kind}s"].tobytes().decode("utf-8").split("\n")
        weights = kept[f"{kind}_weights"] * kept[f"{kind}_scale"].astype(np.float32)[:, None]
        amount = kept[f"{kind}_amount"].astype(np.float32)[:, None]
        layers[f"{kind}_place"] = {feature: place for place, feature in enumerate(features)}
        layers[f"{kind}_weights"] = np.hstack([weights, amount])
    return layers


def as_bytes(words: str) -> NDArray[np.uint8]:
    """Return words as numbers, so that a file of numbers can hold them."""
    return np.frombuffer(words.encode("utf-8"), dtype=np.uint8)
