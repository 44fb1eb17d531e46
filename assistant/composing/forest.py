"""Sums of regression trees: what the weighed features of a calibration leave untold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

_NUMBERS, _REALS = ("roots", "columns", "left", "right"), ("bounds", "values")


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees whose values are added up, as the arrays of all their nodes.

    A row goes to the `left` of a node where its number in the node's column is at most the node's bound, else to the
    `right`; a leaf goes to itself. `roots` has the shape (trees,), all others the shape (nodes,); `names` are those of
    the columns that the trees were grown on, and `depth` is the number of steps from a root to the farthest leaf.
    """

    names: tuple[str, ...]
    depth: int
    roots: NDArray[np.intp]
    columns: NDArray[np.intp]
    bounds: NDArray[np.float64]
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    values: NDArray[np.float64]

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """The one that `as_lists` made lists of. Raises KeyError where something is missing."""
        roots, columns, left, right = (np.asarray(stored[name], np.intp) for name in _NUMBERS)
        bounds, values = (np.asarray(stored[name], np.float64) for name in _REALS)
        return cls(tuple(stored["names"]), stored["depth"], roots, columns, bounds, left, right, values)

    def as_lists(self) -> dict[str, Any]:
        """All of it as lists of numbers and names, to be stored."""
        lists = {name: getattr(self, name).tolist() for name in (*_NUMBERS, *_REALS)}
        return {"names": list(self.names), "depth": self.depth, **lists}

    def of_rows(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum of the trees' values for each row, shape (rows,); `rows` has a column for each of `names`."""
        numbers = np.arange(len(rows))[:, None]
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            is_left = rows[numbers, self.columns[at]] <= self.bounds[at]
            at = np.where(is_left, self.left[at], self.right[at])
        sums: NDArray[np.float64] = self.values[at].sum(axis=1)
        return sums
