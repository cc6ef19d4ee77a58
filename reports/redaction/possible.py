"""What a reader can work out: how many values each hidden count could still have.

The reader knows every shown count, every sum, every sentence with a typed figure, and that a hidden
count is a whole number of at least 1, because zeros are never hidden. Integer programs answer exactly,
also where tables share cells and simple bounds would be too hopeful.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

# Any hashable name; `reports.redaction.counts` names cells by population and categories.
CellId = Any


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column of a table: the parts add up to the total."""

    parts: tuple[CellId, ...]
    total: CellId

    @property
    def cells(self) -> tuple[CellId, ...]:
        """Parts, then the total."""
        return (*self.parts, self.total)


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure stated in a sentence: these cells add up to a known value."""

    cells: tuple[CellId, ...]
    value: int


@dataclass(frozen=True, slots=True)
class System:
    """All counts of a report and everything published about their sums."""

    counts: Mapping[CellId, int]
    lines: tuple[Line, ...]
    sums: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True)
class _Equation:
    """Coefficients of hidden cells, and what they come to."""

    weights: dict[CellId, int]
    value: int


def exposed(system: System, hidden: Iterable[CellId], *, promise: int) -> list[CellId]:
    """Hidden cells with fewer than `promise` possible values, in a stable order."""
    names = sorted(set(hidden), key=repr)
    equations = _equations(system, set(names))
    weak: list[CellId] = []
    for group in _groups(names, equations):
        inside = [e for e in equations if e.weights.keys() & set(group)]
        weak += _weak(group, inside, system.counts, promise)
    return weak


def _equations(system: System, hidden: set[CellId]) -> list[_Equation]:
    """Every published sum with the shown counts moved to the right-hand side."""
    made = [
        _equation({**dict.fromkeys(line.parts, 1), line.total: -1}, 0, system.counts, hidden) for line in system.lines
    ]
    made += [_equation(dict.fromkeys(s.cells, 1), s.value, system.counts, hidden) for s in system.sums]
    return [equation for equation in made if equation.weights]


def _equation(weights: dict[CellId, int], value: int, counts: Mapping[CellId, int], hidden: set[CellId]) -> _Equation:
    shown = sum(weight * counts[cell] for cell, weight in weights.items() if cell not in hidden)
    return _Equation({cell: weight for cell, weight in weights.items() if cell in hidden}, value - shown)


def _groups(names: list[CellId], equations: list[_Equation]) -> list[list[CellId]]:
    """Hidden cells that influence each other, found by joining the cells of each equation."""
    parent = {name: name for name in names}

    def root(name: CellId) -> CellId:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for equation in equations:
        first, *others = equation.weights
        for other in others:
            parent[root(other)] = root(first)
    groups: dict[CellId, list[CellId]] = {}
    for name in names:
        groups.setdefault(root(name), []).append(name)
    return list(groups.values())


def _weak(group: list[CellId], equations: list[_Equation], counts: Mapping[CellId, int], promise: int) -> list[CellId]:
    """Cells of one group with too few possible values; each solution found serves all cells of the group."""
    at = {name: index for index, name in enumerate(group)}
    seen: list[set[int]] = [{counts[name]} for name in group]
    if not equations:
        return []
    matrix = np.zeros((len(equations), len(group)))
    for row, equation in enumerate(equations):
        for name, weight in equation.weights.items():
            matrix[row, at[name]] = weight
    values = np.array([equation.value for equation in equations], dtype=float)
    solver = _Solver(matrix, values, top=10 * max(counts[name] for name in group) + 1000)
    solver.wander(seen, rounds=3 * promise)
    return [name for name in group if not _enough(solver, at[name], seen, promise)]


def _enough(solver: "_Solver", cell: int, seen: list[set[int]], promise: int) -> bool:
    """Look for values of one cell until the promise is kept or none is left."""
    if len(seen[cell]) >= promise:
        return True
    ends = [solver.solve(cell, sign, seen) for sign in (1, -1)]
    low, high = min(ends), max(ends)
    for value in range(low, high + 1):
        if len(seen[cell]) >= promise:
            return True
        if value not in seen[cell]:
            solver.fix(cell, value, seen)
    return len(seen[cell]) >= promise


class _Solver:
    """The integer programs of one group of cells."""

    def __init__(self, matrix: np.ndarray, values: np.ndarray, *, top: int) -> None:
        self._constraint = LinearConstraint(matrix, values, values)
        self._size = matrix.shape[1]
        self._top = top

    def solve(self, cell: int, sign: int, seen: list[set[int]]) -> int:
        """Least (`sign` 1) or greatest (-1) value of a cell; every value met is added to `seen`."""
        cost = np.zeros(self._size)
        cost[cell] = sign
        found = self._run(cost, np.ones(self._size), np.full(self._size, float(self._top)), seen)
        return int(found[cell]) if found is not None else min(seen[cell])

    def wander(self, seen: list[set[int]], *, rounds: int) -> None:
        """Solutions in several directions at once: few runs give most cells enough values. Always the same ones."""
        directions = np.random.default_rng(0)
        for _round in range(rounds):
            cost = directions.integers(-5, 6, self._size).astype(float)
            self._run(cost, np.ones(self._size), np.full(self._size, float(self._top)), seen)

    def fix(self, cell: int, value: int, seen: list[set[int]]) -> None:
        """Try one value of a cell."""
        low, high = np.ones(self._size), np.full(self._size, float(self._top))
        low[cell] = high[cell] = value
        self._run(np.zeros(self._size), low, high, seen)

    def _run(self, cost: np.ndarray, low: np.ndarray, high: np.ndarray, seen: list[set[int]]) -> np.ndarray | None:
        solved = milp(cost, constraints=self._constraint, integrality=np.ones(self._size), bounds=Bounds(low, high))
        if solved.x is None:
            return None
        whole: np.ndarray = np.rint(solved.x).astype(int)
        for values, value in zip(seen, whole, strict=True):
            values.add(int(value))
        return whole
