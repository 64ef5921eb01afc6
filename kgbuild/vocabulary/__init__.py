"""The relations and types as tables, loaded and checked in one place. A relation is a row."""

from kgbuild.vocabulary.tables import (
    RELATION_NAME,
    EntityType,
    Relation,
    Vocabulary,
    load_vocabulary,
    vocabulary,
)
from kgbuild.vocabulary.traits import TRAITS

__all__ = [
    "RELATION_NAME",
    "TRAITS",
    "EntityType",
    "Relation",
    "Vocabulary",
    "load_vocabulary",
    "vocabulary",
]
