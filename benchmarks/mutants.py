"""Mutation test: which small faults of the gate, of facts, of what is said and how surely would no test see?

    python benchmarks/mutants.py [--count 200] [--seed 1] [--after 0] [--module kgbuild/project/gate.py ...]
    python benchmarks/mutants.py --module kgbuild/project/gate.py --line 58 60

Each mutant changes one operator, comparison, constant, order or returned truth of one module. A forked
child loads the changed source in place of the module's own and runs the tests that are about it; a mutant
that passes them all survives and is printed with its line, so that it can be killed or explained. One that
runs longer than LIMIT seconds is stopped and counts as seen. Nothing on disk is changed. Prints a line for
each survivor and the count at the end.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import importlib.abc
import importlib.util
import os
import random
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The cheapest tests stand first: only a mutant that passed them costs the time of the others.
TESTS = {"kgbuild/project/gate.py": ["tests/project", "tests/factuality/test_uncertain_frames.py"]}


def _then(first: list[str], folder: str) -> list[str]:
    """The tests, then the rest of a folder's."""
    rest = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / folder).glob("test_*.py"))
    return [*first, *(path for path in rest if path not in first)]


HAPPENED = _then(
    [
        *(f"tests/factuality/test_{n}.py" for n in ("signature_table", "small_faults")),
        "tests/extract/test_extract_kinds.py",
        *(f"tests/factuality/test_times_{n}.py" for n in ("and_actors", "of_posts")),
        "tests/extract/test_extract_cases.py",
    ],
    "tests/factuality",
)
READ = _then(HAPPENED, "tests/extract")
CHECKED = ["tests/test_check.py", "tests/torture/test_torture_damages.py"]
ROOMS = {
    "project": ["tests/project"],
    "predicates": READ,
    "factuality": HAPPENED,
    "audit": CHECKED,
    "check": CHECKED[:1],
}
TESTS |= {
    f"kgbuild/{room}/{path.name}": tests
    for room, tests in ROOMS.items()
    for path in sorted((ROOT / "kgbuild" / room).glob("[a-z]*.py"))
    if f"kgbuild/{room}/{path.name}" not in TESTS
}
FACTS = _then(
    [f"tests/assemble/test_assemble_{n}.py" for n in ("choices", "conflicts", "facts", "gold")],
    "tests/assemble",
)
SAID = [f"tests/attribution/test_attribution_{n}.py" for n in ("table", "voices", "mend", "matrix")]
TESTS |= {
    f"kgbuild/assemble/{path.relative_to(ROOT / 'kgbuild/assemble').as_posix()}": FACTS
    for path in sorted((ROOT / "kgbuild/assemble").rglob("*.py"))
}
TESTS["kgbuild/ids.py"] = ["tests/test_ids.py"]
TESTS |= {
    f"kgbuild/attribution/{name}.py": SAID
    for name in ("forms", "frames", "mend", "table", "turns", "words")
}
SWAPS: dict[type, type] = {
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn,
    ast.NotIn: ast.In, ast.Lt: ast.GtE, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.GtE: ast.Lt,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
CHANGED = (ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Constant, ast.Return, ast.Call)
LIMIT = 900
# Loaded once, before the children are forked; nothing of kgbuild may be among them.
BEFORE = ("pytest", "numpy", "spacy", "rapidfuzz", "onnxruntime")


class Instead(importlib.abc.MetaPathFinder):
    """Finds one module at another path."""

    def __init__(self, name: str, path: Path) -> None:
        self.name, self.path = name, path

    def find_spec(self, wanted, where, target=None):  # type: ignore[no-untyped-def]
        """The changed source where the module is asked for."""
        if wanted != self.name:
            return None
        return importlib.util.spec_from_file_location(wanted, self.path)


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """(line, what was changed, changed source) for every single change."""
    places = [i for i, n in enumerate(ast.walk(ast.parse(source))) if isinstance(n, CHANGED)]
    for place in places:
        tree = ast.parse(source)
        node = next(n for i, n in enumerate(ast.walk(tree)) if i == place)
        what = change(node)
        if what is not None:
            ast.fix_missing_locations(tree)
            yield getattr(node, "lineno", 0), what, ast.unparse(tree)


def change(node: ast.AST) -> str | None:
    """Change the node in place; what was done, or None where it is nothing to change."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        before = ast.unparse(node)
        node.ops[0] = SWAPS[type(node.ops[0])]()
        return f"{before} -> {ast.unparse(node)}"
    if isinstance(node, ast.BoolOp):
        before = ast.unparse(node)
        node.op = SWAPS[type(node.op)]()
        return f"{before} -> {ast.unparse(node)}"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        before = ast.unparse(node)
        node.op = ast.UAdd()
        node.operand = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])
        return f"{before} -> without not"
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        node.value = not node.value
        return f"{not node.value} -> {node.value}"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
        if node.func.id == "sorted" and any(k.arg != "key" for k in node.keywords):
            return None
        before = ast.unparse(node)
        node.func.id = CALLS[node.func.id]
        if node.func.id == "list":
            node.keywords = []
        return f"{before} -> {node.func.id}(…)"
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Call | ast.Compare):
        before = ast.unparse(node)
        node.value = ast.Constant(None)
        return f"{before} -> return None"
    return None


def survives(module: str, source: str) -> bool:
    """Whether all tests of a module pass with the changed source."""
    name = module.removesuffix(".py").replace("/", ".")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(module).name
        path.write_text(source, encoding="utf8")
        child = os.fork()
        if not child:
            os._exit(_run(name, path, TESTS[module]))
        return os.waitpid(child, 0)[1] == 0


def _run(name: str, path: Path, tests: list[str]) -> int:
    """The exit code of the tests, in a forked child with the changed module."""
    signal.alarm(LIMIT)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    sys.meta_path.insert(0, Instead(name, path))
    import pytest

    return int(pytest.main(["-x", "-q", "-m", "not slow", "--no-header", *tests]))


def main() -> None:
    """Draw, run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--module", nargs="*", default=list(TESTS))
    parser.add_argument("--after", type=int, default=0, help="leave out the first N drawn")
    parser.add_argument("--line", type=int, nargs="*", help="only the mutants of these lines")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    for package in BEFORE:
        with contextlib.suppress(ImportError):
            importlib.import_module(package)
    drawn = [
        (module, *mutant)
        for module in options.module
        for mutant in mutants((ROOT / module).read_text(encoding="utf8"))
        if not options.line or mutant[0] in options.line
    ]
    random.Random(options.seed).shuffle(drawn)
    drawn = drawn[options.after : options.after + options.count]
    # Tests that fail by themselves would see every mutant.
    for module in {tuple(TESTS[module]): module for module, *_ in drawn}.values():
        if not survives(module, (ROOT / module).read_text(encoding="utf8")):
            sys.exit(f"{module}: its tests fail without any change")
    survivors = 0
    for number, (module, line, what, source) in enumerate(drawn, 1):
        if survives(module, source):
            survivors += 1
            print(f"{module}:{line}: {what}", flush=True)
        if number % 10 == 0 or len(drawn) <= 20:
            print(f"{number} of {len(drawn)}, {survivors} survive", file=sys.stderr, flush=True)
    print(f"{survivors} of {len(drawn)} mutants survive")


if __name__ == "__main__":
    main()
