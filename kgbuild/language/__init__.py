"""The only home of the encoder: the English pipeline, grammar over a parse, and CoNLL-U."""

from kgbuild.language import lean as lean  # before all that imports spaCy
from kgbuild.language.english import load_english

__all__ = ["load_english"]
