"""The check that needs the lemmatiser: words of a table that no text can ever bring.

A rule asks for a lemma. A word that the shipped lemmatiser never gives (a plural among nouns, a
participle among verbs) is dead: the rule looks as if it held, and never fires.
"""

from __future__ import annotations

from collections.abc import Callable

from kgbuild.english.tables import Table

INFLECTED = {
    "verb": (("ed", "VBD"), ("ing", "VBG"), ("s", "VBZ")),
    "noun": (("s", "NNS"),),
}
"""How an inflected form of a part of speech ends, and the Penn tag that it then bears."""


def strangers(
    table: Table, lemma_of: Callable[[str, str], str], is_verb: Callable[[str], bool]
) -> list[str]:
    """One line, with file and line, for each word that is an inflected form and so never a lemma.

    `lemma_of` gives the lemma of a form with a Penn tag, `is_verb` whether the dictionary has a verb
    ("need" is one, "merged" none). A word that is a lemma all the same ("news") says so in its note.
    """
    found = []
    for name, words in table.classes.items():
        for row in words.rows:
            for ending, tag in INFLECTED.get(words.part, ()):
                if (
                    row.note
                    or not row.word.endswith(ending)
                    or row.word.endswith(("ss", "us", "is"))
                ):
                    continue
                lemma = lemma_of(row.word, tag)
                verb = words.part == "verb"
                if lemma == row.word or (verb and (is_verb(row.word) or not is_verb(lemma))):
                    continue
                where = f"{table.source}:{row.line}"
                found.append(f"{where}: {row.word!r} in {name!r} never occurs, {lemma!r} does")
    return found
