"""Drawings for forms, from a .figures file: smooth lines through points, in units of their own.

    figure NAME WIDTH HEIGHT     its box; x counts from the middle, y from below
      line X,Y X,Y …             a smooth line through these points
      both X,Y X,Y …             the same, and its mirror image
    mirror NAME OTHER            a figure that is another one seen in a mirror
"""


class Figure:
    def __init__(self, width, height, lines):
        self.width, self.height, self.lines = width, height, lines


def read_points(words):
    return [tuple(float(value) for value in word.split(",")) for word in words]


def read_figures(path):
    figures, current = {}, None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        try:
            if words[0] == "figure":
                current = Figure(float(words[2]), float(words[3]), [])
                figures[words[1]] = current
            elif words[0] == "mirror":
                other = figures[words[2]]
                figures[words[1]] = Figure(other.width, other.height, [turned(points) for points in other.lines])
            elif words[0] in ("line", "both"):
                points = read_points(words[1:])
                current.lines += [points, turned(points)] if words[0] == "both" else [points]
            else:
                raise ValueError(f"nobody knows “{words[0]}”")
        except (ValueError, KeyError, IndexError, AttributeError) as fault:
            raise ValueError(f"{path.name}, line {number}: {fault}") from fault
    return figures


def turned(points):
    return [(-x, y) for x, y in points]


def smooth(points):
    """Catmull-Rom: the Bézier controls that lead a smooth line through all points."""
    padded = [points[0], *points, points[-1]]
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:]):
        yield ((start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6),
               (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6), end)


def draw(figure, x, y, scale):
    """Operators that draw the figure with the middle of its foot at x, y."""
    def place(point):
        return f"{x + point[0] * scale:.2f} {y + point[1] * scale:.2f}"

    ops = []
    for points in figure.lines:
        ops.append(f"{place(points[0])} m")
        ops += [f"{place(first)} {place(second)} {place(end)} c" for first, second, end in smooth(points)]
        ops.append("S")
    return " ".join(ops)
