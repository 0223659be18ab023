"""The numbers of a picture as they may be published: through the gate, or hidden."""

from collections.abc import Sequence

import pandas as pd

from analysis.disclosure import (
    Publishable,
    PublishableShare,
    PublishableTable,
    Rules,
    publish_row,
    publish_share,
    publish_table,
)
from content.words import words
from reporting.picture import Counts

HIDDEN = "[c]"
"""What a file has for a hidden number, as the Government Statistical Service writes it."""
LEAST_ROUNDING = 5
"""A watchdog may have chosen less before; unrounded numbers of two weeks could be subtracted."""

Cell = int | str


def publishable_rules(rules: Rules) -> Rules:
    """A watchdog's own rules, but never with less rounding than is safe."""
    return rules._replace(round_to=max(rules.round_to, LEAST_ROUNDING))


def publishable_table(counts: Counts, rules: Rules) -> pd.DataFrame:
    """The counts as anybody may see them: rounded, "[c]" where hidden, with totals or shares.

    The first column is what each row is called. A table in which people stand once has its totals; else each
    number has its share, in percent, and the last column is what the row's shares are of; or, where there are
    changes, the change.
    """
    rules = publishable_rules(rules)
    if counts.is_table:
        return _table(publish_table(counts.cells, rules), counts)
    if counts.rows_add_up:
        table = _shares([publish_row(parts, rules) for parts in counts.cells], counts)
        change = words("pictures.published.change")
        return table.assign(**{change: [*map(_cell, counts.changes)]}) if counts.changes else table
    rows = [
        [publish_share(part, whole, rules) for part in parts]
        for parts, whole in zip(counts.cells, counts.wholes, strict=True)
    ]
    return _shares(rows, counts)


def _table(table: PublishableTable, counts: Counts) -> pd.DataFrame:
    everybody = words("pictures.published.total")
    rows = [
        [name, *map(_cell, cells), _cell(total)]
        for name, cells, total in zip(counts.rows, table.rows, table.row_totals, strict=True)
    ]
    last = [everybody, *map(_cell, table.column_totals), _cell(table.total)]
    return pd.DataFrame([*rows, last], columns=["", *counts.columns, everybody], dtype=object)


def _shares(rows: Sequence[Sequence[PublishableShare]], counts: Counts) -> pd.DataFrame:
    names = [
        said for name in counts.columns for said in (name, words("pictures.published.percent", name=name))
    ]
    cells = [
        [name, *(cell for share in shares for cell in (_cell(share.part), _percent(share))), _whole(shares)]
        for name, shares in zip(counts.rows, rows, strict=True)
    ]
    return pd.DataFrame(cells, columns=["", *names, words("pictures.published.of")], dtype=object)


def _cell(figure: Publishable) -> Cell:
    return HIDDEN if figure.shown is None else figure.shown


def _percent(share: PublishableShare) -> Cell:
    return HIDDEN if share.share is None else round(100 * share.share)


def _whole(shares: Sequence[PublishableShare]) -> Cell:
    """What the shares of a row are of; hidden where all of them are."""
    return next((share.whole.shown for share in shares if share.whole.shown is not None), HIDDEN)
