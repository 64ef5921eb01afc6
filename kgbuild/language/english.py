"""The shipped English pipeline as an ordinary spaCy `Language`.

`load_english()` gives tokens and sentences cut for news, Penn and universal tags, lemmas, features, Universal
Dependencies with their subtypes, and names with dates and money. It needs no torch, no download and no network.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from spacy import util
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kgbuild.errors import ModelError
from kgbuild.language.gathered import VECTORS as VECTORS
from kgbuild.language.gathered import Gathered
from kgbuild.language.network import DATA, Network, Parsed, read_checked
from kgbuild.language.text.sentences import sentence_starts
from kgbuild.language.text.tokens import Tokenizer
from kgbuild.language.words import WordTables

_LONGEST_TEXT = 100_000_000
_SPACE_LABEL = "dep"
_COLUMNS: list[int | str] = ["HEAD", "DEP", "TAG", "POS", "LEMMA", "MORPH", "ENT_IOB", "ENT_TYPE"]
_WRAP = 1 << 64


def load_english(
    *, vectors: bool = False, roles: bool | None = None, folder: Path | None = None
) -> Language:
    """Load the shipped English pipeline.

    With `vectors`, each Doc carries its words' vectors in `doc.user_data["kgbuild.vectors"]`; its predicates with
    their arguments are in `doc._.frames`, unless `roles` is False. Another `folder` of the same files may be named.
    Missing or damaged files, and weights without roles where `roles` is True, raise `ModelError`; None takes the
    roles where the weights have them.
    """
    nlp = English.from_config({"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.max_length = _LONGEST_TEXT
    nlp.meta["name"] = "kgbuild_news"
    nlp.add_pipe("kgbuild_sentences")
    config = {"vectors": vectors, "roles": roles, "folder": str(folder or "")}
    nlp.add_pipe("kgbuild_parser", config=config)
    return nlp


TOKENIZER = "kgbuild.NewsTokenizer.v1"
"""What a saved pipeline's configuration calls our tokenizer."""


@util.registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], NewsTokenizer]:
    """Give what makes the tokenizer of a pipeline."""
    return lambda nlp: NewsTokenizer(nlp.vocab)


class NewsTokenizer:
    """Text to a Doc with every character in it; it has nothing of its own to save."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._tokenizer = Tokenizer()

    def __call__(self, text: str) -> Doc:
        """Cut a text; runs of white space beyond one plain space become tokens of their own."""
        words: list[str] = []
        spaces: list[bool] = []
        for word, gap in zip(*self._tokenizer.cut(text), strict=True):
            plain = gap == " "
            if word:
                words.append(word)
                spaces.append(plain or (gap[:1] == " "))
                gap = gap[1:] if spaces[-1] else gap
            if gap and not (plain and word):
                words.append(gap)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_disk(self, path: Any, **_: Any) -> None:
        """Save nothing: the rules come with the program."""

    def from_disk(self, path: Any, **_: Any) -> NewsTokenizer:
        """Give the same tokenizer."""
        return self

    def to_bytes(self, **_: Any) -> bytes:
        """Save nothing: the rules come with the program."""
        return b""

    def from_bytes(self, data: bytes, **_: Any) -> NewsTokenizer:
        """Give the same tokenizer."""
        return self

    def pipe(self, texts: Any, **_: Any) -> Iterator[Doc]:
        """Cut several texts."""
        for text in texts:
            yield self(text)


@Language.component("kgbuild_sentences", assigns=["token.is_sent_start", "doc.sents"])
def find_sentences(doc: Doc) -> Doc:
    """Mark where sentences begin, unless that is known already."""
    if len(doc) == 0 or doc.has_annotation("SENT_START"):
        return doc
    words: list[str] = []
    gaps: list[str] = []
    places: list[int] = []
    for token in doc:
        text = token.text
        if text.isspace():
            if not words:
                words.append("")
                gaps.append("")
                places.append(token.i)
            gaps[-1] += token.text_with_ws
        else:
            words.append(text)
            gaps.append(token.whitespace_)
            places.append(token.i)
    starts: Any = np.full((len(doc), 1), _WRAP - 1, dtype=np.uint64)
    for place, begins in zip(places, sentence_starts(words, gaps), strict=True):
        if begins:
            starts[place] = 1
    starts[0] = 1
    doc.from_array(["SENT_START"], starts)
    return doc


@Language.factory(
    "kgbuild_parser",
    assigns=[
        "token.dep",
        "token.head",
        "token.tag",
        "token.pos",
        "token.lemma",
        "token.morph",
        "doc.ents",
    ],
    requires=["doc.sents"],
    default_config={"vectors": False, "roles": None, "folder": ""},
)
def make_parser(
    nlp: Language, name: str, vectors: bool, roles: bool | None, folder: str
) -> NewsParser:
    """Make the component that spaCy adds to a pipeline."""
    where = Path(folder) if folder else DATA
    return NewsParser(nlp.vocab, where, vectors=vectors, roles=roles)


class NewsParser:
    """Sets tags, lemmas, features, trees and names on the sentences of a Doc."""

    def __init__(
        self, vocab: Vocab, folder: Path = DATA, *, vectors: bool = False, roles: bool | None = None
    ) -> None:
        self.vocab, self.folder, self.vectors = vocab, folder, vectors
        self.network = Network(folder)
        self.roles = self.network.roles is not None if roles is None else roles
        if roles and self.network.roles is None:
            raise ModelError(
                f"{folder}: these weights have no roles (format {self.network.format}); "
                "weights of format 3 have them"
            )
        self.words = WordTables(read_checked(folder)["words.json.gz"])
        self._morph_keys: dict[str, int] = {}

    def to_disk(self, path: Any, *, exclude: Iterable[str] = ()) -> None:
        """Save the weights and tables, so that a saved pipeline reads alike wherever it is loaded."""
        where = Path(path)
        where.mkdir(parents=True, exist_ok=True)
        for file in sorted(self.folder.iterdir()):
            if file.is_file():
                shutil.copyfile(file, where / file.name)

    def from_disk(self, path: Any, *, exclude: Iterable[str] = ()) -> NewsParser:
        """Read with the weights of this folder; ModelError where a file is missing or damaged."""
        self.__init__(self.vocab, Path(path), vectors=self.vectors, roles=self.roles)  # type: ignore[misc]
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as a recipe: a worker loads the files itself."""
        return _reload, (self.vocab, self.folder, self.vectors, self.roles)

    def __call__(self, doc: Doc) -> Doc:
        """Parse the sentences of a Doc; then its names' types agree over the document."""
        if len(doc) == 0:
            return doc
        rows: Any = np.zeros((len(doc), len(_COLUMNS)), dtype=np.uint64)
        cut: list[list[str]] = []
        where: list[list[int]] = []
        for sentence in doc.sents:
            texts = [token.text for token in sentence]
            places = [place for place, text in enumerate(texts) if not text.isspace()]
            self._set_spaces(rows, sentence.start, texts)
            if places:
                cut.append([texts[place] for place in places])
                where.append([place + sentence.start for place in places])
        gathered = Gathered(self.network, doc, where, vectors=self.vectors, roles=self.roles)
        found: list[Parsed] = []
        for words, places, parsed in zip(
            cut, where, self.network.parse_all(cut, vectors=gathered.wanted), strict=True
        ):
            if parsed.vectors is not None:
                gathered.add(words, places, parsed, self._lemmas(words, parsed))
            found.append(replace(parsed, vectors=None))
        names = self.network.agreed_names(cut, found)
        for places, words, parsed, spans in zip(where, cut, found, names, strict=True):
            self._set_words(rows, places, words, replace(parsed, names=spans))
        doc.from_array(_COLUMNS, rows)
        gathered.finish(cut, found)
        return doc

    def _lemmas(self, words: list[str], parsed: Parsed) -> list[str]:
        return [self.words.lemma(word, tag) for word, tag in zip(words, parsed.xpos, strict=True)]

    def _set_spaces(self, rows: Any, start: int, texts: list[str]) -> None:
        """Hang white space on the word before it (after it, at a sentence's start)."""
        if not any(text.isspace() for text in texts):
            return
        add = self.vocab.strings.add
        words = [place for place, text in enumerate(texts) if not text.isspace()]
        before = words[0] if words else 0
        for place, text in enumerate(texts):
            if text.isspace():
                label = add(_SPACE_LABEL if before != place else "ROOT")
                head = (before - place) % _WRAP
                rows[start + place] = (head, label, add("_SP"), add("SPACE"), add(text), 0, 2, 0)
            elif words:
                before = place

    def _set_words(self, rows: Any, places: list[int], words: list[str], parsed: Parsed) -> None:
        add = self.vocab.strings.add
        iob = [2] * len(words)
        kinds = [0] * len(words)
        for first, end, kind in parsed.names:
            kinds[first:end] = [add(kind)] * (end - first)
            iob[first:end] = [3] + [1] * (end - first - 1)
        values = []
        for index, word in enumerate(words):
            head, tag, upos = parsed.heads[index], parsed.xpos[index], parsed.upos[index]
            label = parsed.labels[index]
            values.append(
                (
                    (places[head - 1] - places[index]) % _WRAP if head else 0,
                    add(label if head else "ROOT"),
                    add(tag),
                    add(upos),
                    add(self.words.lemma(word, tag)),
                    self._morph(word, tag),
                    iob[index],
                    kinds[index],
                )
            )
        rows[np.array(places)] = np.array(values, dtype=np.uint64)
        for first, end, _ in parsed.names:
            for place in range(places[first] + 1, places[end - 1]):
                rows[place, 6:] = 1, rows[places[first], 7]

    def _morph(self, word: str, tag: str) -> int:
        features = self.words.features(word, tag)
        key = self._morph_keys.get(features)
        if key is None:
            key = int(self.vocab.morphology.add(features))
            self._morph_keys[features] = key
        return key


def _reload(vocab: Vocab, folder: Path, vectors: bool, roles: bool) -> NewsParser:
    return NewsParser(vocab, folder, vectors=vectors, roles=roles)
