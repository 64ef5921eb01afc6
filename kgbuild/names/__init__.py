"""Names of people, bodies and places: the one home of folding, parts, acronyms, nicknames and spellings."""

from kgbuild.names.folding import key, plain, shown_part, word

__all__ = ["key", "plain", "shown_part", "word"]
