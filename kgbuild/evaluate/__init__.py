"""Evaluation: a graph against articles that people annotated by hand."""

from kgbuild.evaluate.gold import GoldArticle, read_article, read_gold
from kgbuild.evaluate.measure import Evaluation, Figure, Miss, evaluate

__all__ = ["Evaluation", "Figure", "GoldArticle", "Miss", "evaluate", "read_article", "read_gold"]
