"""A chart as the Vega-Lite that is shown: made quickly, because a page draws many and somebody waits.

Altair checks each part of a chart as it is put together, tries what an encoding given as text could be, and
copies and checks everything again to write the chart out: together most of the time that a chart takes. So
the checks are off, text is taken for what it is, and what Altair has put together is written out here. The
tests have Altair check and write out every chart, and compare.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
from altair.expr.core import Expression
from altair.utils import SchemaBase, parse_shorthand, schemapi

from content.look.tokens import Mode
from reporting.picture import Chart

Spec = dict[str, Any]
MARK = "mark"
"""The column of a layer that names the mark which can be pressed, and the name of that choice."""
_parsed = lru_cache(maxsize=256)(parse_shorthand)


def spec_of(draw: Callable[[Mode], Chart], mode: Mode) -> Spec:
    """What `draw` makes, with the data of each layer inside the layer, and nothing of Altair's own theme."""
    _make_quick()
    return {"$schema": alt.SCHEMA_URL, **_written(draw(mode), {})}


def with_marks_to_press(spec: Spec) -> Spec:
    """The same with the first layer whose marks have names and words ready to be pressed, if there is one.

    Words of another layer that lie over such a mark let the press through.
    """
    for at, layer in enumerate(spec["layer"]):
        values = layer["data"]["values"]
        if values and MARK in values[0] and "tooltip" in layer.get("encoding", {}):
            press = {"name": MARK, "select": {"type": "point", "fields": [MARK], "on": "click"}}
            layers = [*spec["layer"][:at], layer | {"params": [press]}, *spec["layer"][at + 1 :]]
            return spec | {"layer": layers}
    return spec


def _written(part: Any, rows: dict[int, Spec]) -> Any:
    """What JSON can hold of a part of a chart; `rows` keeps what was written of a frame for other layers."""
    match part:
        case Expression():
            return str(part)
        case SchemaBase():
            return _written(part._args[0], rows) if part._args else _of_schema(part, rows)
        case pd.DataFrame():
            if id(part) not in rows:
                rows[id(part)] = {"values": json.loads(part.to_json(orient="records", date_format="iso"))}
            return rows[id(part)]
        case dict():
            return {name: _written(one, rows) for name, one in part.items() if one is not alt.Undefined}
        case list() | tuple():
            return [_written(one, rows) for one in part]
        case np.generic():
            return part.item()
    return part


def _of_schema(part: SchemaBase, rows: dict[int, Spec]) -> Spec:
    written: Spec = _written(part._kwds, rows)
    if shorthand := written.pop("shorthand", ""):
        written |= {name: one for name, one in _parsed(shorthand).items() if name in part._kwds}
    return written


def _as_given(channel: type[SchemaBase], given: Spec, validate: bool = True) -> SchemaBase:
    return channel(**given)


@lru_cache(maxsize=1)
def _make_quick() -> None:
    schemapi.DEBUG_MODE = False
    SchemaBase.from_dict = classmethod(_as_given)  # type: ignore[assignment]
