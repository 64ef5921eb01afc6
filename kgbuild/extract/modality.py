"""Whether it happened, and by whose word: polarity, modality, hedge and voices of a predicate.

The status of a predicate is read upward: what its governors make of it (`embedding`), then what stands
beside it (negation, modals, adverbs, conditions).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kgbuild.extract import _tree as tree
from kgbuild.extract import embedding as emb
from kgbuild.extract.arguments import (
    SAYING,
    agents_of,
    comma_before,
    is_passive,
    main_speech,
    surface_subject,
)
from kgbuild.extract.embedding import Kind, Signature
from kgbuild.model import Modality
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "scarcely", "barely"})
ADDITIVE = frozenset({"only", "just", "merely", "simply", "solely", "necessarily"})
NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
HEDGES = frozenset(
    "reportedly allegedly apparently supposedly purportedly seemingly presumably ostensibly".split()
)
PERHAPS = frozenset("possibly perhaps maybe potentially conceivably".split())
PROBABLY = frozenset("probably likely presumably".split())
CONDITION = frozenset(
    {"if", "unless", "in case", "provided", "providing", "as long as", "assuming"}
)
UNREAL = frozenset({"as if", "as though", "whether", "lest"})
RATHER = frozenset({"without", "instead of", "rather than", "instead"})
FORWARD = frozenset({"when", "after", "once", "before", "until", "till", "as soon as", "while", "where"})
# Nobody decides these: "prices will rise" is expected, not planned.
UNDECIDED = frozenset(
    "rise fall increase decrease grow shrink be become die suffer lose win face remain continue need "
    "happen occur affect hit drop decline worsen improve cause result lead cost benefit last end expire "
    "mean depend see have help exceed total reach range average become likely get".split()
)
REJECTS = frozenset({"reject", "deny", "dismiss", "refute", "dispute", "rebut"})
# An infinitive beside these is the effort's aim, and they say nothing else.
EFFORT = frozenset("work strive move act fight struggle battle labor labour scramble rush race seek".split())
TOMORROW = frozenset({"tomorrow", "next", "upcoming", "forthcoming", "coming"})


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker: the noun that names it, or clusters (of a quotation); `cue` is the speech word."""

    noun: int | None
    cue: int | None
    clusters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """What the text makes of a predicate. `void`: nothing is said of whether it happened."""

    negated: bool = False
    modality: Modality = Modality.ACTUAL
    hedge: str | None = None
    voices: tuple[Voice, ...] = ()
    void: bool = False


class StatusReader:
    """Reads the status of the predicates of one document, each once."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self._known: dict[int, Status] = {}
        self._open: set[int] = set()

    def status(self, token: Token) -> Status:
        """The status of a predicate, or of the clause that a token stands in."""
        head = token if tree.is_predicate(token) or tree.is_clause(token) else tree.clause_head(token)
        if head.i in self._known:
            return self._known[head.i]
        if head.i in self._open:  # a circle in the tree cannot be, but control may come round
            return Status()
        self._open.add(head.i)
        found = self._with_quote(self._local(self.context(head), head), head)
        self._open.discard(head.i)
        self._known[head.i] = found
        return found

    # what stands above

    def context(self, head: Token) -> Status:
        """What the governors make of the clause, before its own negation and modals."""
        place = tree.role(head)
        governor = head.head
        if place == "conjunct":
            return self._conjunct(head, governor)
        if place in ("open", "complement"):
            if not (tree.is_predicate(governor) or tree.is_clause(governor)) and tree.is_noun(governor):
                return self._of_noun(head, governor)
            found = self._below(self.status(governor), signature(governor, head), governor, head)
            return replace(found, void=True) if _bids(head) else found
        if place == "clause_subject":
            return self._below(self.status(governor), signature(governor, head), governor, head)
        if place == "adverbial":
            return self._adverbial(head, governor)
        if place in ("relative", "reduced"):
            return self._of_noun(head, governor)
        if place == "parataxis":
            return Status()
        if place == "root":
            return Status(void=is_question(head) or is_imperative(head))
        if place == "apposition":
            return Status()
        return self._adverbial(head, governor)

    def _conjunct(self, head: Token, first: Token) -> Status:
        inner = infinitive_beside(head, first)
        if inner is not None:
            return self._conjunct(head, inner)
        outer = self.context(first)
        if not tree.is_predicate(first):
            return outer if tree.is_clause(first) else self.status(tree.clause_head(first))
        outer = replace(outer, voices=outer.voices + self._according(first, fronted=True))
        if tree.subjects(head) or not shares_auxiliaries(head, first):
            return outer
        conjunction = tree.coordinator(head)
        word = conjunction.lower_ if conjunction is not None else ""
        shared = self._modal(outer, first)
        if negations(first) and word != "but":
            shared = replace(shared, negated=not outer.negated)
        return shared

    def _below(self, outer: Status, sign: Signature, governor: Token, head: Token) -> Status:  # noqa: PLR0911
        kind = sign.kind
        if kind is Kind.VOID:
            return replace(outer, void=True)
        if kind is Kind.FACT:
            return Status(voices=outer.voices, void=outer.void and outer.modality is Modality.ACTUAL)
        if kind in (Kind.SPEECH, Kind.DENIAL, Kind.THOUGHT, Kind.HINT):
            return self._spoken(outer, sign, governor)
        if kind is Kind.SEEM:
            return replace(outer, hedge=outer.hedge or governor.lemma_)
        if kind is Kind.PASS:
            return outer
        modality = sign.modality
        if kind is Kind.TURN:
            if outer.negated and modality is Modality.REFUSED:
                return replace(outer, void=True)
            turned = replace(outer, negated=not outer.negated)
            return replace(turned, modality=modality) if outer.modality is Modality.ACTUAL else turned
        weak = outer.modality in (Modality.ACTUAL, Modality.CONDITIONAL)
        found = replace(outer, modality=modality if weak else outer.modality)
        if governor.lemma_ in emb.UNLIKELY:
            found = replace(found, negated=not outer.negated, modality=Modality.EXPECTED)
        return found

    def _spoken(self, outer: Status, sign: Signature, governor: Token) -> Status:
        void = outer.void or outer.negated or outer.modality in (Modality.CONDITIONAL, Modality.POSSIBLE)
        hedge = outer.hedge
        if sign.kind is Kind.HINT or (is_passive(governor) and not agents_of(governor)):
            hedge = hedge or governor.lemma_
        voices = outer.voices + self._speakers(governor)
        modality = sign.modality if outer.modality is Modality.ACTUAL else outer.modality
        return Status(sign.kind is Kind.DENIAL, modality, hedge, voices, void)

    def _speakers(self, governor: Token) -> tuple[Voice, ...]:
        if tree.is_predicate(governor):
            if is_passive(governor):
                nouns = agents_of(governor)
            else:
                nouns = [noun for noun in surface_subject(governor).nouns if noun.lower_ != "it"]
        else:
            nouns = self._noun_speakers(governor)
        if not nouns:
            return (Voice(None, governor.i),)
        return tuple(Voice(noun.i, governor.i) for noun in nouns[:1])

    def _noun_speakers(self, noun: Token) -> list[Token]:
        """Who makes a claim, report or denial: its owner, "by X", or who makes it."""
        owners = tree.possessors(noun)
        by = [m.noun for m in tree.modifiers(noun) if m.preposition in ("by", "from", "of")]
        if owners or by:
            return owners or by
        governor = noun.head
        if tree.role(noun) in ("object", "oblique") and tree.is_verb(governor):
            return agents_of(governor) if is_passive(governor) else surface_subject(governor).nouns
        return []

    def _adverbial(self, head: Token, governor: Token) -> Status:
        words = tree.mark_words(head)
        holder = governor if tree.is_predicate(governor) else tree.clause_head(governor)
        outer = self.status(holder) if holder.i != head.i else Status()
        voices = outer.voices
        if any(word in RATHER for word in words):
            return replace(outer, negated=True)
        if any(word in UNREAL for word in words) or ("as" in words and {"if", "though"} & set(words)):
            return Status(voices=voices, void=True)
        if any(word in CONDITION for word in words):
            return Status(modality=Modality.CONDITIONAL, voices=voices, void=outer.void)
        if is_speech(head) and ("as" in words or not words) and not tree.objects(head):
            return Status()
        if governor.lemma_ == "go" and any(p.lower_ == "on" for p in tree.particles(governor)):
            if head.tag_ == "VB" and "to" in words:
                return outer
        if is_effort(governor, head):
            return self._below(outer, emb.ATTEMPTED, governor, head)
        if head.tag_ == "VB" or "to" in words or "so that" in words or "in order to" in words:
            if tree.subjects(head) and "to" not in words and "so that" not in words:
                return Status(voices=voices)
            return Status(modality=Modality.PURPOSE, voices=voices, void=outer.void)
        if head.lemma_ in SAYING and head.tag_ == "VBG" and not words and comma_before(head):
            speech = main_speech(governor)
            if speech.i != governor.i:
                above = self.status(speech)
                return Status(modality=above.modality, voices=above.voices, void=above.void)
        if head.tag_ in ("VBG", "VBN") and not tree.subjects(head):
            sign = emb.OPEN.get(governor.lemma_) if set(words) & {"of", "for", "from"} else None
            if sign is not None and tree.is_verb(governor):
                return self._below(outer, sign, governor, head)
            if comma_before(head) or set(words) & {"after", "since", "despite", "following"}:
                return Status(modality=outer.modality, voices=voices, hedge=outer.hedge, void=outer.void)
            return outer
        modality = Modality.ACTUAL
        if outer.modality is not Modality.ACTUAL and set(words) & FORWARD and head.tag_ != "VBD":
            modality = outer.modality
        return Status(modality=modality, voices=voices, void=outer.void)

    def _of_noun(self, head: Token, noun: Token) -> Status:
        """A clause under a noun: relative, participle, "to V", "that ..."."""
        holder = tree.clause_head(noun)
        outer = self.status(holder) if holder.i != head.i else Status()
        absent = any(d.lower_ == "no" for d in tree.determiners(noun))
        words = tree.mark_words(head)
        content = tree.role(head) in ("complement", "open") or (
            tree.role(head) == "reduced" and ("to" in words or "that" in words or "of" in words)
        )
        sign = emb.NOUNS.get(noun.lemma_.lower())
        if content and sign is not None and sign.kind is Kind.SPEECH and holder.lemma_ in REJECTS:
            if tree.role(noun) == "object" and not outer.negated:
                return Status(True, Modality.ACTUAL, outer.hedge, outer.voices + self._speakers(holder), outer.void)
        if content and (sign is not None or "to" in words or "of" in words):
            if sign is None or ("to" in words and sign.kind is Kind.FACT):
                done = "of" in words and noun.lemma_.lower() in emb.DONE
                sign = emb.PASS if done else emb.PURPOSE
            above = self._above_noun(outer, holder, noun, absent)
            return self._below(above, sign, noun, head)
        if absent:
            return Status(negated=True, voices=outer.voices, void=outer.void)
        loose = tree.role(head) == "relative" and comma_before(head)
        if not loose and is_indefinite(noun) and noun.i > holder.i:
            if outer.negated:
                return replace(outer, void=True)
            return Status(modality=outer.modality, voices=outer.voices, void=outer.void)
        return Status(voices=outer.voices, void=outer.void)

    def _above_noun(self, outer: Status, holder: Token, noun: Token, absent: bool) -> Status:
        """The status under which the noun itself stands ("abandoned plans to", "has no plans to")."""
        above = Status(voices=outer.voices, void=outer.void)
        if absent:
            return replace(above, negated=True)
        if tree.role(noun) == "object" and noun.head.i == holder.i:
            if outer.negated:
                return replace(above, negated=holder.lemma_ in ("have", "make"), void=holder.lemma_ not in ("have", "make"))
            if holder.lemma_ in ("abandon", "cancel", "drop", "scrap", "shelve", "scuttle", "withdraw", "miss", "lack", "lose"):
                return replace(above, negated=True)
            if holder.lemma_ in REJECTS:
                return replace(above, negated=True, voices=above.voices + self._speakers(holder))
            sign = emb.FINITE.get(holder.lemma_)
            if sign is not None and sign.kind is Kind.SPEECH:
                return replace(above, voices=above.voices + self._speakers(holder))
        return above

    # what stands beside

    def _local(self, outer: Status, head: Token) -> Status:
        found = self._modal(outer, head)
        if negations(head):
            if _until(head):
                found = replace(found, void=True)
            else:
                found = replace(found, negated=not outer.negated)
        for adverb in tree.adverbs(head):
            word = adverb.lower_
            if word in HEDGES:
                found = replace(found, hedge=found.hedge or word)
            elif word in PERHAPS and found.modality is Modality.ACTUAL:
                found = replace(found, modality=Modality.POSSIBLE, hedge=found.hedge or word)
            elif word in PROBABLY and found.modality is Modality.ACTUAL:
                found = replace(found, modality=Modality.EXPECTED, hedge=found.hedge or word)
        return replace(found, voices=found.voices + self._according(head))

    def _modal(self, outer: Status, head: Token) -> Status:  # noqa: PLR0912 one branch a modal
        found = outer
        modality: Modality | None = None
        auxiliaries = tree.auxiliaries(head)
        words = [a.lower_ for a in auxiliaries]
        perfect = "have" in words
        for auxiliary in auxiliaries:
            word = auxiliary.lower_
            if word in ("will", "'ll", "’ll", "wo", "shall"):
                modality = Modality.PLANNED if self._decides(head) else Modality.EXPECTED
            elif word in ("may", "might"):
                modality = Modality.POSSIBLE
            elif word in ("can", "could", "ca"):
                modality = Modality.POSSIBLE
            elif word in ("must", "should", "ought", "need"):
                modality = Modality.POSSIBLE if word == "must" and perfect else Modality.NECESSARY
            elif word in ("would", "'d", "’d") and auxiliary.lemma_ != "have":
                modality = self._would(outer, head)
            elif auxiliary.lemma_ == "be" and self._is_to(auxiliary, head):
                modality = Modality.PLANNED
        if tree.copula(head) is not None or tree.is_verb(head):
            if has_condition(head) and modality in (
                None, Modality.PLANNED, Modality.EXPECTED, Modality.POSSIBLE,
            ):
                past = modality is None and head.tag_ in ("VBD",)
                modality = modality if past else Modality.CONDITIONAL
        if modality is None and outer.modality is Modality.ACTUAL and self._scheduled(head):
            modality = Modality.PLANNED
        if modality is not None and found.modality is Modality.ACTUAL:
            found = replace(found, modality=modality)
        return found

    def _is_to(self, auxiliary: Token, head: Token) -> bool:
        if auxiliary.tag_ not in ("VBZ", "VBP", "VBD"):
            return False
        return any(m.lower_ == "to" and auxiliary.i < m.i < head.i for m in tree.marks(head))

    def _would(self, outer: Status, head: Token) -> Modality:
        perfect = any(a.lower_ == "have" for a in tree.auxiliaries(head))
        if outer.voices and not has_condition(head) and not perfect:
            return Modality.PLANNED if self._decides(head) else Modality.EXPECTED
        return Modality.CONDITIONAL

    def _decides(self, head: Token) -> bool:
        """Whether somebody decides what "will" tells."""
        if head.lemma_ in UNDECIDED or not tree.is_verb(head):
            return False
        if is_passive(head):
            return True
        subject = surface_subject(head)
        if subject.event is not None:
            return False
        for noun in subject.nouns:
            mention = self.annotated.mention_at(noun.i)
            if noun.lower_ in ("it", "this", "that", "these", "those") and mention is None:
                return False
            if mention is not None:
                kind = vocabulary().types.get(mention.type)
                if kind is not None and not kind.agent and not kind.place:
                    return False
        return True

    def _scheduled(self, head: Token) -> bool:
        """ "is meeting Xi tomorrow": a present with a future time."""
        if not tree.is_verb(head) or head.tag_ not in ("VBG", "VBZ", "VBP"):
            return False
        if head.tag_ == "VBG" and not any(a.tag_ in ("VBZ", "VBP") for a in tree.auxiliaries(head)):
            return False
        for oblique in tree.obliques(head):
            words = [oblique.noun, *oblique.noun.lefts]
            if any(w.lower_ in TOMORROW for w in words) and oblique.noun.lemma_.lower() in _TIME_NOUNS:
                return True
        return any(a.lower_ == "tomorrow" for a in tree.adverbs(head))

    def _according(self, head: Token, *, fronted: bool = False) -> tuple[Voice, ...]:
        found: list[Voice] = []
        first = min((t.i for t in tree.subjects(head)), default=head.i)
        for oblique in tree.obliques(head):
            if oblique.preposition.startswith("according") or oblique.preposition == "per":
                if not fronted or oblique.noun.i < first:
                    found.append(Voice(oblique.noun.i, oblique.noun.i))
        for child in head.children:
            if not is_aside(child):
                continue
            if fronted and child.i > first:
                continue
            nouns = [n for n in surface_subject(child).nouns if n.i != head.i]
            found.append(Voice(nouns[0].i if nouns else None, child.i))
        return tuple(found)

    def _with_quote(self, status: Status, head: Token) -> Status:
        quote = self.annotated.quote_at(head.i)
        if quote is None or not quote.direct or not quote.speaker:
            return status
        if any(v.cue == quote.cue and v.cue is not None for v in status.voices):
            return status
        outside = [v for v in status.voices if v.cue is None or not quote.start <= v.cue < quote.end]
        inside = [v for v in status.voices if v not in outside]
        for voice in outside:
            mention = self.annotated.mention_at(voice.noun) if voice.noun is not None else None
            if mention is not None and mention.clusters == quote.speaker:
                return status
        spoken = Voice(None, quote.cue, quote.speaker)
        return replace(status, voices=(*outside, spoken, *inside))


_TIME_NOUNS = frozenset(
    "tomorrow week month year day monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december summer winter spring autumn "
    "fall weekend quarter decade century".split()
)


def is_aside(child: Token) -> bool:
    """ "X, officials said, did Y" and "as officials said": a speech verb beside its content."""
    place = tree.role(child)
    if place == "parataxis" and is_speech(child) and tree.is_verb(child):
        return bool(tree.subjects(child)) and not _has_content(child)
    if place == "adverbial" and is_speech(child):
        return (
            "as" in tree.mark_words(child)
            and not tree.objects(child)
            and not _has_content(child)
            and bool(tree.subjects(child))
        )
    return False


def is_effort(verb: Token, clause: Token) -> bool:
    """ "work to end X", "moved to ban X": the infinitive beside the verb is what is attempted."""
    onward = verb.lemma_ == "go" and any(p.lower_ == "on" for p in tree.particles(verb))
    return (
        (verb.lemma_ in EFFORT or onward)
        and tree.role(clause) in ("adverbial", "open")
        and clause.tag_ == "VB"
        and "to" in tree.mark_words(clause)
        and clause.i > verb.i
        and not tree.objects(verb)
    )


def _has_content(verb: Token) -> bool:
    return any(tree.role(c) in ("complement", "open") for c in verb.children) or bool(tree.objects(verb))


def is_speech(verb: Token) -> bool:
    """Whether the verb is one of saying."""
    sign = emb.FINITE.get(verb.lemma_)
    return sign is not None and sign.kind in (Kind.SPEECH, Kind.DENIAL, Kind.HINT)


def negations(head: Token) -> bool:
    """Whether the predicate itself is negated (an even number of negations cancels out)."""
    count = 0
    for adverb in tree.adverbs(head):
        if adverb.i > head.i and tree.copula(head) is None:
            continue  # "X was arrested; Y was not": a negation behind the verb is another clause's
        if adverb.lower_ in NEGATIONS:
            after = adverb.doc[adverb.i + 1].lower_ if adverb.i + 1 < len(adverb.doc) else ""
            count += after not in ADDITIVE
        elif adverb.lower_ in ("longer", "more") and any(c.lower_ == "no" for c in adverb.children):
            count += 1
    for noun in [*tree.subjects(head), *tree.objects(head)]:
        if noun.lower_ in NOBODY:
            count += 1
            continue
        words = [d.lower_ for d in tree.determiners(noun)]
        lefts = [c.lower_ for c in noun.children if c.i < noun.i]
        count += bool({"no", "neither"} & set(words)) or "neither" in lefts
    if tree.copula(head) is not None and any(d.lower_ == "no" for d in tree.determiners(head)):
        count += 1
    return count % 2 == 1


def _until(head: Token) -> bool:
    """ "did not meet until Friday": it did happen, then; neither reading is claimed."""
    if any(o.preposition in ("until", "till") for o in tree.obliques(head)):
        return True
    return any(
        tree.role(c) == "adverbial" and {"until", "till"} & set(tree.mark_words(c)) for c in head.children
    )


def has_condition(head: Token) -> bool:
    """Whether an if- or unless-clause hangs on the predicate."""
    for child in head.children:
        if tree.role(child) != "adverbial":
            continue
        words = tree.mark_words(child)
        if {"if", "unless", "provided"} & set(words):
            before = child.doc[min(t.i for t in child.subtree)].lower_
            return before != "even"
    return False


def is_question(root: Token) -> bool:
    """Whether the sentence ends in a question mark outside a quotation."""
    sentence = root.sent
    for token in reversed(list(sentence)):
        if token.text in ('"', "”", "’", "'", "''", ")"):
            continue
        return token.text == "?"
    return False


def is_imperative(root: Token) -> bool:
    """A bare verb without subject at the head of a sentence, or "let us"."""
    if root.lemma_ == "let" and root.tag_ in ("VB", "VBP") and not tree.subjects(root):
        return True
    if root.tag_ != "VB" or tree.subjects(root) or tree.auxiliaries(root):
        return root.tag_ == "VB" and not tree.subjects(root) and any(
            a.lower_ in ("do", "let") for a in tree.auxiliaries(root)
        )
    return True


def _bids(head: Token) -> bool:
    """An imperative that stands as content ("“Let us pray,” he said")."""
    return head.tag_ == "VB" and is_imperative(head) and not tree.marks(head) and head.head.i > head.i


def is_indefinite(noun: Token) -> bool:
    """Whether a noun phrase introduces something new: a, any, or a bare common noun."""
    if noun.pos_ == "PROPN" or tree.possessors(noun):
        return False
    words = {d.lower_ for d in tree.determiners(noun)}
    return not words & {"the", "this", "that", "these", "those", "both", "all", "every", "each"}


def shares_auxiliaries(head: Token, first: Token) -> bool:
    """Whether a second conjunct leans on the first one's auxiliaries ("may visit X and meet Y")."""
    if tree.auxiliaries(head) or not tree.is_verb(head):
        return False
    if head.tag_ in ("VBD", "VBZ", "VBP"):
        return False
    return head.tag_ == first.tag_ or (head.tag_ == "VB" and first.tag_ in ("VB", "VBP"))


def infinitive_beside(head: Token, first: Token) -> Token | None:
    """The infinitive that a bare verb really goes with: "tried to flee and (to) hide" hung on "tried"."""
    if head.tag_ != "VB" or first.tag_ in ("VB", "VBP") or tree.auxiliaries(head):
        return None
    if tree.subjects(head) or not tree.is_verb(first):
        return None
    for child in first.children:
        if tree.role(child) == "open" and child.tag_ == "VB" and first.i < child.i < head.i:
            return child
    return None


def signature(governor: Token, head: Token) -> Signature:  # noqa: PLR0911 one return a construction
    """What the governor does to the clause at `head`."""
    words = tree.mark_words(head)
    lemma = governor.lemma_.lower()
    small = not tree.subjects(head) or ("that" not in words and not tree.auxiliaries(head))
    infinite = head.tag_ in ("VB", "VBG", "VBN") and small and (
        "to" in words or head.tag_ != "VB" or not tree.auxiliaries(head)
    )
    if {"whether", "if"} & set(words):
        return emb.VOID
    if tree.is_verb(governor):
        return _verb_signature(governor, head, lemma, infinite)
    if governor.pos_ in ("ADJ", "ADV", "VERB"):
        return emb.ADJECTIVES.get(lemma, emb.FACT if not infinite else emb.PURPOSE)
    return emb.NOUNS.get(lemma, emb.PURPOSE if infinite else emb.PASS)


def _verb_signature(governor: Token, head: Token, lemma: str, infinite: bool) -> Signature:  # noqa: PLR0911
    if not infinite:
        if lemma in emb.FINITE:
            return emb.FINITE[lemma]
        if lemma in emb.OPEN and tree.role(head) == "open":
            return emb.OPEN[lemma]
        return emb.SPEECH if tree.role(head) == "complement" else emb.PASS
    if lemma == "have":
        if any(a.lower_ == "yet" for a in tree.adverbs(governor)) and not negations(governor):
            return emb.TURN
        bare = head.tag_ == "VBN" and not tree.auxiliaries(head)
        idiom = head.lemma_ == "do" and any(o.preposition == "with" for o in tree.obliques(head))
        return emb.PASS if bare or idiom else emb.NECESSARY
    if lemma == "be":
        return emb.PLANNED
    if lemma == "go":
        return emb.PLANNED if governor.tag_ == "VBG" and "to" in tree.mark_words(head) else emb.PASS
    if lemma == "look":
        return emb.PLANNED if "to" in tree.mark_words(head) else emb.SEEM
    if head.tag_ in ("VBG", "VBN") and lemma in ("find", "see", "hear", "catch", "watch", "leave"):
        return emb.PASS
    if lemma in ("remember", "forget") and head.tag_ == "VBG":
        return emb.FACT
    if is_passive(governor) and lemma in emb.PASSIVE_OPEN:
        return emb.PASSIVE_OPEN[lemma]
    if lemma == "have" or lemma in emb.OPEN:
        return emb.OPEN[lemma]
    if head.tag_ == "VB" and "to" in tree.mark_words(head):
        return emb.PURPOSE
    return emb.PASS
