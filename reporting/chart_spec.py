"""A chart as the Vega-Lite that is shown: made quickly, because a page draws many and somebody waits.

Altair checks every part of a chart as it is put together, hashes all its classes anew for each encoding that
is given as text, and looks at every column of every layer for what JSON cannot hold: together most of the
time that a chart takes. The tests check every chart whole.
"""

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd
from altair.utils import schemapi

from content.look.tokens import Mode
from reporting.picture import Chart

Spec = dict[str, Any]
MARK = "mark"
"""The column of a layer that names the mark which can be pressed, and the name of that choice."""


def spec_of(draw: Callable[[Mode], Chart], mode: Mode) -> Spec:
    """What `draw` makes, with the data of each layer inside the layer."""
    _make_quick()
    spec: Spec = draw(mode).to_dict(validate=False)
    _put_data_in_place(spec, spec.pop("datasets", {}))
    return spec


def with_marks_to_press(spec: Spec) -> Spec:
    """The same with the first layer whose marks have names and words ready to be pressed, if there is one.

    Words of another layer that lie over such a mark let the press through.
    """
    for at, layer in enumerate(spec["layer"]):
        values = layer.get("data", spec.get("data", {})).get("values")
        if values and MARK in values[0] and "tooltip" in layer.get("encoding", {}):
            press = {"name": MARK, "select": {"type": "point", "fields": [MARK], "on": "click"}}
            layers = [*spec["layer"][:at], layer | {"params": [press]}, *spec["layer"][at + 1 :]]
            return spec | {"layer": layers}
    return spec


def _put_data_in_place(part: Spec, datasets: dict[str, list[Any]]) -> None:
    if name := part.get("data", {}).get("name"):
        part["data"] = {"values": datasets[name]}
    for layer in part.get("layer", ()):
        _put_data_in_place(layer, datasets)


class _HashedOnce(schemapi._FromDict):
    """Altair's own table of its classes, made once for all that ask."""

    def __init__(self, wrapper_classes: Iterable[type[schemapi.SchemaBase]], /) -> None:
        self.class_dict = _table().class_dict


_Table = schemapi._FromDict


@lru_cache(maxsize=1)
def _table() -> schemapi._FromDict:
    return _Table(schemapi.SchemaBase._default_wrapper_classes())


@lru_cache(maxsize=1)
def _make_quick() -> None:
    schemapi.DEBUG_MODE = False
    schemapi._FromDict = _HashedOnce  # type: ignore[misc]
    alt.data_transformers.register("records", _records)
    alt.data_transformers.enable("records")


def _records(data: Any) -> Any:
    if isinstance(data, pd.DataFrame):
        return {"values": json.loads(data.to_json(orient="records", date_format="iso"))}
    return alt.default_data_transformer(data)
