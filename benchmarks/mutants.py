"""Mutation test of the gate, the signatures and the scope rules: which small faults would no test see?

    python benchmarks/mutants.py [--count 200] [--seed 1] [--module kgbuild/project/gate.py ...]

Each mutant changes one operator, comparison, constant or returned truth of one module. A child process
loads the changed source in place of the module's own and runs the tests that are about it; a mutant that
passes them all survives and is printed with its line, so that it can be killed or explained. Nothing on
disk is changed. Prints a line for each survivor and the count at the end.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = {
    "kgbuild/project/gate.py": ["tests/project", "tests/factuality/test_uncertain_frames.py"],
    "kgbuild/predicates/signatures.py": ["tests/factuality"],
    "kgbuild/factuality/scope.py": ["tests/extract/test_extract_cases.py", "tests/factuality"],
    "kgbuild/factuality/negation.py": ["tests/extract/test_extract_cases.py", "tests/factuality"],
    "kgbuild/factuality/governed.py": ["tests/extract/test_extract_cases.py", "tests/factuality"],
    "kgbuild/factuality/adverbial.py": ["tests/extract/test_extract_cases.py", "tests/factuality"],
}
SWAPS: dict[type, type] = {
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn,
    ast.NotIn: ast.In, ast.Lt: ast.GtE, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.GtE: ast.Lt,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
# Loaded first in the child: the changed source stands for the module.
CHILD = """
import importlib.abc, importlib.util, sys
name, path, tests = sys.argv[1], sys.argv[2], sys.argv[3:]
class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, wanted, where, target=None):
        return importlib.util.spec_from_file_location(wanted, path) if wanted == name else None
sys.meta_path.insert(0, Finder())
import pytest
sys.exit(pytest.main(["-x", "-q", "-m", "not slow", "--no-header", *tests]))
"""


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """(line, what was changed, changed source) for every single change."""
    count = sum(1 for _ in ast.walk(ast.parse(source)))
    for place in range(count):
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
        run = subprocess.run(
            [sys.executable, "-c", CHILD, name, str(path), *TESTS[module]],
            cwd=ROOT, capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False,
        )  # fmt: skip
    return run.returncode == 0


def main() -> None:
    """Draw, run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--module", nargs="*", default=list(TESTS))
    options = parser.parse_args()
    drawn = [
        (module, *mutant)
        for module in options.module
        for mutant in mutants((ROOT / module).read_text(encoding="utf8"))
    ]
    random.Random(options.seed).shuffle(drawn)
    drawn = drawn[: options.count]
    survivors = 0
    for number, (module, line, what, source) in enumerate(drawn, 1):
        if survives(module, source):
            survivors += 1
            print(f"{module}:{line}: {what}", flush=True)
        if number % 10 == 0:
            print(f"{number} of {len(drawn)}, {survivors} survive", file=sys.stderr, flush=True)
    print(f"{survivors} of {len(drawn)} mutants survive")


if __name__ == "__main__":
    main()
