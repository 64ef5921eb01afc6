"""The clause's side of the grammar, under the name that the extractors know it by."""

from kgbuild.language.clauses import *  # noqa: F403
