"""What a Doc carries beside its tree, gathered window by window: vectors, frames, antecedents of mentions."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
from spacy.tokens import Doc

from kgbuild.language.heads.chains import MOST_WORDS, Antecedents, may_head
from kgbuild.language.heads.pairs import PRONOUNS
from kgbuild.language.heads.roles import Argument, Frame, softmax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgbuild.language.network import Network, Parsed

VECTORS = "kgbuild.vectors"
"""`doc.user_data` key of the words' vectors (float32, one row a token), when they were asked for."""
FRAMES = "kgbuild.frames"
"""Key of the frames beside a Doc; `doc._.frames` reads them."""
ANTECEDENTS = "kgbuild.antecedents"
"""Key of the document's `Antecedents`, where the weights have them."""

KINDS = "kgbuild.kinds"
"""Key of the types of mentions by their heads' tokens, each with its share."""

_AT_ONCE = 2048


# Not in `doc.user_data`: what stands there must survive `to_bytes`, and a network does not.
_BESIDE: WeakKeyDictionary[Doc, dict[str, Any]] = WeakKeyDictionary()


def beside(doc: Doc) -> dict[str, Any]:
    """Return what is kept beside a Doc as long as it lives; a copy of the Doc and one read from bytes have nothing."""
    return _BESIDE.setdefault(doc, {})


def frames_of(doc: Doc) -> tuple[Frame, ...]:
    """Return a document's frames in the order of the text; none where no roles were read."""
    found: tuple[Frame, ...] = beside(doc).get(FRAMES, ())
    return found


def frame_at(doc: Doc, token: int) -> Frame | None:
    """Return the frame whose predicate a token is, None where there is none."""
    found = frames_of(doc)
    place = bisect_left(found, token, key=lambda frame: frame.predicate)
    return found[place] if place < len(found) and found[place].predicate == token else None


Doc.set_extension("frames", getter=frames_of, force=True)


def antecedents_of(doc: Doc) -> Antecedents | None:
    """Return what scores a document's antecedents, None where the weights or the document's length do not allow it."""
    found = beside(doc).get(ANTECEDENTS)
    return found if isinstance(found, Antecedents) else None


def kind_of(doc: Doc, token: int) -> tuple[str, float]:
    """Return the type of the mention that a token heads (GUM's: person, organization …), and how likely it is.

    ("", 0.0) where it heads none, or no types were read.
    """
    found: tuple[str, float] = beside(doc).get(KINDS, {}).get(token, ("", 0.0))
    return found


class Gathered:
    """Collects for one Doc; `places` are the tokens of each sentence's words."""

    def __init__(
        self,
        network: Network,
        doc: Doc,
        places: Sequence[Sequence[int]],
        *,
        vectors: bool,
        roles: bool,
    ) -> None:
        self.network, self.doc, self.places = network, doc, places
        words = sum(map(len, places))
        self.chains = network.format > 2 and words <= MOST_WORDS
        self.table = np.zeros((len(doc) if vectors else 0, 384), dtype=np.float32)
        self.with_vectors, self.with_roles = vectors, roles
        self.frames: list[Frame] = []
        self.kept: list[int] = []
        self.rows: list[Any] = []
        self.made: list[Any] = []
        self.likely: list[int] = []
        self.kinds: dict[int, tuple[str, float]] = {}
        self.seen = 0

    @property
    def wanted(self) -> bool:
        """Whether the words' vectors are needed at all."""
        return self.with_vectors or self.with_roles or self.chains

    def add(
        self, words: Sequence[str], places: Sequence[int], parsed: Parsed, lemmas: Sequence[str]
    ) -> None:
        """Take one sentence's vectors; `places` are its words' tokens."""
        vectors = parsed.vectors
        assert vectors is not None
        if self.with_vectors:
            self.table[np.array(places)] = vectors
        if self.with_roles:
            self._add_frames(places, parsed, lemmas)
        if self.chains:
            self._add_mentions(words, places, parsed)
        self.seen += len(words)

    def _add_frames(self, places: Sequence[int], parsed: Parsed, lemmas: Sequence[str]) -> None:
        assert self.network.roles is not None and parsed.predicates is not None
        assert parsed.vectors is not None
        predicates = np.flatnonzero(np.round(parsed.predicates * 1024) > 0).tolist()
        found = self.network.roles.frames(
            parsed.vectors, predicates, lemmas, (parsed.heads, parsed.labels)
        )
        for frame in found:
            arguments = tuple(
                Argument(one.role, places[one.head], one.score) for one in frame.arguments
            )
            self.frames.append(
                Frame(places[frame.predicate], frame.roleset, frame.score, arguments)
            )

    def _add_mentions(self, words: Sequence[str], places: Sequence[int], parsed: Parsed) -> None:
        assert parsed.vectors is not None and parsed.types is not None
        nothing = self.network.types.index("_")
        shares = softmax(parsed.types)
        best = shares.argmax(axis=1)
        for place in np.flatnonzero(best != nothing).tolist():
            kind = self.network.types[best[place]]
            self.kinds[places[place]] = kind, round(float(shares[place, best[place]]), 4)
        for place, word in enumerate(words):
            if may_head(word, parsed.upos[place]):
                self.kept.append(self.seen + place)
                self.rows.append(parsed.vectors[place])
                if best[place] != nothing or word.lower() in PRONOUNS:
                    self.likely.append(self.seen + place)
        if len(self.rows) >= _AT_ONCE:
            self._project()

    def _project(self) -> None:
        if self.rows:
            found = self.network.mention_rows(np.stack(self.rows).astype(np.float32))
            self.made.extend(found.astype(np.float16))
            self.rows = []

    def finish(self, sentences: Sequence[Sequence[str]], parsed: Sequence[Parsed]) -> None:
        """Hang what was gathered on the Doc."""
        if self.with_vectors:
            self.doc.user_data[VECTORS] = self.table
        if self.with_roles:
            beside(self.doc)[FRAMES] = tuple(self.frames)
        if self.chains:
            self._project()
            beside(self.doc)[KINDS] = self.kinds
            found = Antecedents(
                sentences,
                ([part.upos for part in parsed], [part.xpos for part in parsed]),
                dict(zip(self.kept, self.made, strict=True)),
                self.likely,
                self.network.pair_scores,
            )
            flat = [token for places in self.places for token in places]
            found.tokens = {token: number for number, token in enumerate(flat)}
            beside(self.doc)[ANTECEDENTS] = found
