"""Draw the house: its rooms in the order of the stages, their size, and the imports that run against it.

python docs/make_house.py            # docs/img/house.svg of this tree
python docs/make_house.py TREE OUT   # of another tree

A box is a folder or file of kgbuild/, as wide as it has lines; the strips in it are its rooms, red where a folder
holds more than fifteen files. Boxes stand on the lowest floor that is above all that they import. Red lines are
imports that run back up, dashed ones for types only: they stand where rooms need each other.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_FILES = 15
WIDTH, ROW, GAP, SCALE = 1400, 74, 8, 0.042


@dataclass(slots=True)
class Room:
    """A folder or file of the package: its lines, its files, and those of the folders in it."""

    name: str
    lines: int = 0
    files: int = 0
    inner: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def crowded(self) -> bool:
        """Whether one of its folders holds too many files."""
        return any(files > MOST_FILES for _, files in self.inner.values())


def modules(tree: Path) -> dict[str, Path]:
    """Dotted name -> file."""
    found = {}
    for path in sorted((tree / "kgbuild").rglob("*.py")):
        parts = path.relative_to(tree).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def rooms(known: dict[str, Path]) -> dict[str, Room]:
    """Each folder or file directly below the package."""
    found: dict[str, Room] = {}
    for path in known.values():
        parts = path.parts[path.parts.index("kgbuild") + 1 :]
        room = found.setdefault(parts[0].removesuffix(".py"), Room(parts[0].removesuffix(".py")))
        lines = len(path.read_text(encoding="utf8").splitlines())
        room.lines += lines
        room.files += 1
        if len(parts) > 1:
            inner = "/".join(parts[1:-1])
            before = room.inner.get(inner, (0, 0))
            room.inner[inner] = (before[0] + lines, before[1] + 1)
    return {name: room for name, room in found.items() if name not in ("__init__", "__main__")}


def imports(known: dict[str, Path]) -> dict[tuple[str, str], bool]:
    """(room, room it imports) -> whether it does so at run time, and not for types alone."""
    found: dict[tuple[str, str], bool] = defaultdict(bool)
    for path in known.values():
        tree = ast.parse(path.read_text(encoding="utf8"))
        types = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
            for inner in ast.walk(node)
        }
        own = path.parts[path.parts.index("kgbuild") + 1].removesuffix(".py")
        for node in ast.walk(tree):
            names = []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            for name in names:
                parts = name.split(".")
                if parts[0] == "kgbuild" and len(parts) > 1 and parts[1] != own:
                    found[own, parts[1]] |= id(node) not in types
    return dict(found)


def layers(tree: Path) -> list[list[str]]:
    """The floors, from the top, as the contract of import-linter names them."""
    setup = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf8"))
    contract = setup["tool"]["importlinter"]["contracts"][0]["layers"]
    return [[part.strip().removeprefix("kgbuild.") for part in row.split("|")] for row in contract]


def draw(tree: Path) -> str:
    """The picture as SVG."""
    known = modules(tree)
    found, ties = rooms(known), imports(known)
    named = layers(tree)
    listed = {name for row in named for name in row}
    floors = [[name for name in row if name in found] for row in named]
    floors.append([name for name in found if name not in listed])  # the contract does not know them
    floors = [row for row in floors if row]
    level = {name: at for at, row in enumerate(floors) for name in row}
    places: dict[str, tuple[float, float, float]] = {}
    parts: list[str] = []
    y = 40.0
    for row in floors:
        x, top = 10.0, y
        for name in sorted(row, key=lambda name: -found[name].lines):
            width = max(92.0, found[name].lines * SCALE + 40)
            if x + width > WIDTH - 10:
                x, y = 10.0, y + ROW - 12
            parts.append(_box(found[name], x, y, width))
            places[name] = (x, y, width)
            x += width + GAP
        parts.append(
            f'<rect x="2" y="{top - 6}" width="2" height="{y - top + ROW - 20}" fill="#999"/>'
        )
        y += ROW
    back = sorted(
        (pair, real)
        for pair, real in ties.items()
        if {*pair} <= listed & {*level} and level[pair[1]] < level[pair[0]]
    )
    circles = sorted(
        (pair, real)
        for pair, real in ties.items()
        if (pair[1], pair[0]) in ties and pair[0] in level and pair[1] in level
    )
    for (one, two), real in sorted({*back, *circles}):
        parts.append(_line(places[one], places[two], real=real))
    crowded = sum(files > MOST_FILES for room in found.values() for _, files in room.inner.values())
    head = (
        f"kgbuild: {len(known)} files, {sum(room.lines for room in found.values()):,} lines, "
        f"{len(floors)} floors; folders over {MOST_FILES} files: {crowded}; "
        f"imports that run up or in a circle: {len({*back, *circles})}; rooms on no floor: {len({*found} - listed)}"
    )
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y:.0f}" font-family="sans-serif" role="img">\n'
        f"<title>{escape(head)}</title>\n"
        f'<rect width="100%" height="100%" fill="#fff"/>\n'
        f'<text x="10" y="22" font-size="15" font-weight="bold">{escape(head)}</text>\n{body}\n</svg>\n'
    )


def _box(room: Room, x: float, y: float, width: float) -> str:
    """One room: its name and figures, and a strip for each folder in it."""
    colour = "#f6c9c4" if room.crowded else "#dbe9f4"
    out = [
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="50" fill="{colour}" stroke="#456"/>'
    ]
    files = f", {room.files} files" if room.files > 1 else ""
    out.append(
        f'<text x="{x + 4:.0f}" y="{y + 14:.0f}" font-size="12" font-weight="bold">{escape(room.name)}</text>'
    )
    out.append(
        f'<text x="{x + 4:.0f}" y="{y + 27:.0f}" font-size="9">{room.lines:,} lines{files}</text>'
    )
    if len(room.inner) > 1:
        edges = [0.0]
        for lines, _ in room.inner.values():
            edges.append(edges[-1] + lines / room.lines)
        for (inner, (_, count)), (left, right) in zip(
            room.inner.items(), pairwise(edges), strict=True
        ):
            at, wide = x + left * width, (right - left) * width
            fill = "#e2574c" if count > MOST_FILES else "#9fc3de"
            out.append(
                f'<rect x="{at:.1f}" y="{y + 34:.0f}" width="{max(wide - 1, 1):.1f}" height="14" fill="{fill}"/>'
            )
            label = inner or room.name
            if wide > len(label) * 5:
                out.append(
                    f'<text x="{at + 2:.1f}" y="{y + 44:.0f}" font-size="8.5">{escape(label)}</text>'
                )
    return "\n".join(out)


def _line(one: tuple[float, float, float], two: tuple[float, float, float], *, real: bool) -> str:
    dash = "" if real else ' stroke-dasharray="5 4"'
    (x, y, w), (u, v, z) = one, two
    return (
        f'<line x1="{x + w / 2:.0f}" y1="{y + 4:.0f}" x2="{u + z / 2:.0f}" y2="{v + 46:.0f}"'
        f' stroke="#d33" stroke-width="2"{dash}/>'
    )


if __name__ == "__main__":
    tree = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs" / "img" / "house.svg"
    out.parent.mkdir(exist_ok=True)
    out.write_text(draw(tree), encoding="utf8")
