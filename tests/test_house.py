"""How the house is kept, counted: each figure may fall and never rises.

Where a change makes one smaller, write the smaller figure here. The rules themselves stand in
docs/architecture.md: one grammar, traits in rows, English as data, small functions.
"""

from __future__ import annotations

import ast
import csv
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from around import ROOT

PACKAGE = ROOT / "kgbuild"
BRANCHES = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.IfExp, ast.comprehension, ast.Assert)
PENN = re.compile(
    r"(?:NN|NNS|NNP|NNPS|VB|VBD|VBG|VBN|VBP|VBZ|JJR|JJS|RBR|RBS|PRP|WDT|WP|WRB|EX)\$?"
)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf8"))


def files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def strings(tree: ast.AST) -> Iterator[str]:
    """Every string of the code that is no docstring."""
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def complexity(function: ast.AST) -> int:
    """Ways through a function: one, and one more for each branch, loop, condition and "and" or "or"."""
    count = 1
    for node in ast.walk(function):
        count += isinstance(node, BRANCHES)
        if isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        if isinstance(node, ast.comprehension):
            count += len(node.ifs)
    return count


def too_branchy() -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{node.name} {complexity(node)}"
        for path in files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef) and complexity(node) > 25
    ]


def labels_named_outside() -> list[str]:
    """Files that read a label of the parse or a tag beside the room of the grammar."""
    return [
        str(path.relative_to(ROOT))
        for path in files()
        if room(path) != "language"
        and any(
            isinstance(n, ast.Attribute) and n.attr in ("dep_", "tag_")
            for n in ast.walk(parsed(path))
        )
    ]


def tags_named_outside() -> list[str]:
    """Penn tags that a file names beside the room of the grammar."""
    return [
        f"{path.relative_to(ROOT)} {text}"
        for path in files()
        if room(path) not in ("language", "english")
        for text in strings(parsed(path))
        if PENN.fullmatch(text)
    ]


def relations_named() -> list[str]:
    """Relations that the code names; what one does belongs into its row."""
    text = (PACKAGE / "vocabulary" / "relations.csv").read_text(encoding="utf8")
    names = {row["name"] for row in csv.DictReader(text.splitlines())}
    return [
        f"{path.relative_to(ROOT)} {text}"
        for path in files()
        if room(path) not in ("vocabulary", "store", "cli")
        for text in strings(parsed(path))
        if text in names
    ]


def long_files() -> list[str]:
    return [
        f"{path.relative_to(ROOT)} {lines}"
        for path in files()
        if (lines := len(path.read_text(encoding="utf8").splitlines())) > 350
    ]


def big_folders() -> list[str]:
    found = Counter(path.parent.relative_to(ROOT) for path in files())
    return [f"{folder} {count}" for folder, count in sorted(found.items()) if count > 15]


def words_in_code() -> list[str]:
    """Words of constants with ten and more, which belong into a table of kgbuild.english."""
    found = []
    for path in files():
        for node in parsed(path).body:
            target = (
                node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
            )
            if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
                continue
            if room(path) in ("store", "cli", "draw", "exchange") or not isinstance(
                target, ast.Name
            ):
                continue
            words = [w for text in strings(node.value) for w in text.split() if w.islower()]
            if len(words) >= 10 and target.id != "__all__":
                found += [f"{path.relative_to(ROOT)} {target.id}"] * len(words)
    return found


@pytest.mark.parametrize(
    ("count", "most"),
    [
        (too_branchy, 0),
        (labels_named_outside, 0),
        (tags_named_outside, 0),
        (relations_named, 183),
        (long_files, 9),
        (big_folders, 0),
        (words_in_code, 4043),
    ],
)
def test_the_house_gets_no_worse(count: object, most: int) -> None:
    """What the docstring of each count names may only fall."""
    found = count()  # type: ignore[operator]
    assert len(found) <= most, f"{len(found)} > {most}:\n" + "\n".join(found[-40:])


def test_the_picture_of_the_house_has_every_room(tmp_path: Path) -> None:
    """docs/make_house.py draws each folder and file of the package on a floor of its own contract."""
    out = tmp_path / "house.svg"
    subprocess.run([sys.executable, ROOT / "docs" / "make_house.py", ROOT, out], check=True)
    picture = out.read_text(encoding="utf8")
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    missing = [r for r in rooms if r[:2] != "__" and f">{r}</text>" not in picture]
    assert missing == []
    assert "in a circle: 0; rooms on no floor: 0" in picture
