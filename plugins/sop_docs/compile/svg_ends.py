"""The end of a line: the node it meets, and where it may."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.chart import NodeKind
from .svg_geometry import Point, Rect

_INSIDE = 4.0  # px from the corner of a box at which a line may leave it
_SLOPE = 0.6  # how far from its tips a line may leave a diamond, as a share of half its size


@dataclass(frozen=True, slots=True)
class End:
    """A node that a line leaves or enters."""

    node: Rect
    kind: NodeKind

    def met(self, end: Point, before: Point) -> Point:
        """Return where a line that comes from `before` meets the outline."""
        (x, y), (middle, level) = end, self.node.centre
        across, down = self._half()
        if self.kind is NodeKind.QUESTION:
            across, down = across * (1 - abs(y - level) / down), down * (1 - abs(x - middle) / across)
        if x == before[0]:
            return x, level + (down if before[1] > level else -down)
        return middle + (across if before[0] > middle else -across), y

    def within(self, x: float) -> float:
        """Return the nearest place to `x` where an upright line can meet the node."""
        if self.node.left < x < self.node.right:
            return x
        return max(self.node.left + _INSIDE, min(x, self.node.right - _INSIDE))

    def fits(self, end: Point, *, upright: bool) -> bool:
        """Tell whether a line may end here: off the corners of a box, near the tips of a diamond."""
        across, down = self._half()
        (x, y), (middle, level) = end, self.node.centre
        off, half = (abs(x - middle), across) if upright else (abs(y - level), down)
        return off <= (half * _SLOPE if self.kind is NodeKind.QUESTION else max(half - _INSIDE, 0))

    def ways_out(self, level: float) -> Iterator[tuple[Point, Point, Point]]:
        """Yield ways out of either tip of a diamond, then up or down to `level`."""
        if self.kind is NodeKind.QUESTION:
            middle = self.node.centre[1]
            for far in (10, 19, 28):
                for tip, x in ((self.node.right, self.node.right + far), (self.node.left, self.node.left - far)):
                    yield (tip, middle), (x, middle), (x, level)

    def _half(self) -> Point:
        return (self.node.right - self.node.left) / 2, (self.node.bottom - self.node.top) / 2
