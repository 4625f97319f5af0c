"""The definition of table rows in RTF, word by word, until it is the shape of a row."""

from dataclasses import dataclass, field, replace

from core.readers.word.tables import MOST_EDGES, Edge, Shape

_FRESH = Edge(0)


@dataclass(slots=True)
class Definition:
    """What the words since the last trowd say of rows (RTF 1.9.1, “Table Definitions”); it serves until the next trowd."""

    last: bool = False
    _left: int = 0
    _goes_on: bool = False
    _edges: list[Edge] = field(default_factory=list)
    _next: Edge = _FRESH

    def tell(self, word: str, value: int) -> None:
        """Take in one control word of a row definition."""
        match word:
            case "trowd":
                self._left, self.last, self._goes_on, self._edges, self._next = 0, False, False, [], _FRESH
            case "irow":
                self._goes_on = value > 0
            case "lastrow":
                self.last = True
            case "trleft":
                self._left = value
            case "clmrg":
                self._next = replace(self._next, follows=True)
            case "clvmgf":
                self._next = replace(self._next, begins_down=True)
            case "clvmrg":
                self._next = replace(self._next, goes_down=True)
            case "cellx" if len(self._edges) < MOST_EDGES:
                self._edges.append(replace(self._next, right=value))
                self._next = _FRESH

    def shape(self) -> Shape:
        """The rows as defined now."""
        return Shape(self._left, tuple(self._edges), self._goes_on)
