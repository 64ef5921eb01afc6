"""Review in the browser: doubtful pairs with both sides' sentences, merges, splits, types, hiding and undoing."""

from kgbuild.reviewing.judging import apply, read_file
from kgbuild.reviewing.server import Desk

__all__ = ["Desk", "apply", "read_file"]
