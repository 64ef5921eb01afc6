"""What a clause says beside its arguments, kept in its words, so that a claim is told whole.

A claim says as little as its verb without it: "was put", "made it easy", "is big (too big for a sale)", "may avoid
it (if forgiven)". Each word that hangs on the predicate, and each clause that narrows one of its nouns, is looked
at: what neither arguments, time, place, speaker nor an inner claim hold is kept under its connector.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.attribution.words import SPEAKING
from kgbuild.english import table
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.numbers.figures import is_share_or_sum
from kgbuild.normalize.relations.forms import ties_sentences
from kgbuild.normalize.settling.tables import EMPTY_PRONOUNS, name_of
from kgbuild.predicates.governors import is_gerund

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

    from kgbuild.annotate import Annotated, Draft, Slot

LONGEST = 40
"""Tokens of what is kept: what is longer is a sentence of its own."""
FEW = 4
"""Tokens of an adverb with its own modifiers: a longer one ("so long as …") is a clause."""
_TABLE = table("settling")
CIRCUMSTANCES = _TABLE["circumstance"]
# Clauses without which the rest is not, or otherwise, so.
BINDING = _TABLE["binding"]
# Adverbs that say nothing of how it was done, and those without -ly that do.
LOOSE = _TABLE["loose_adverb"]
DEGREES = _TABLE["degree"]
ADVERBIAL = _TABLE["adverbial"]
ASIDE = _TABLE["aside"]
ASIDE_PHRASES = _TABLE["aside_phrase"]
# "In addition to members of the trade", "includes in its membership" tell nothing of the act.
SETS_BESIDE = frozenset({"addition", "membership"})
_NARROWING = fn.RELATIVE | fn.REDUCED
_NO_MARKS = {ord(mark): None for mark in '“”"'}  # a mark whose fellow lies outside is not told
_APART = frozenset({",", "(", "–", "—", "-", ";", ":"})


def qualifiers_of(draft: Draft, annotated: Annotated, sentence: Span) -> dict[str, str | float]:
    """The relation's own, what the clause says beside, and phrases that only their preposition names."""
    found: dict[str, str | float] = dict(draft.qualifiers)
    taken = _taken(draft, annotated, sentence)
    for name, words in left_over(draft, annotated, taken).items():
        found.setdefault(name, words)
    for name, words in _phrases(draft, annotated):
        known = any(words in " ".join(str(value).split()) for value in found.values())
        if not known and f"{name} {words}" not in draft.words:
            found.setdefault(name, words)
    for name, slots in (("of_subject", draft.subject), ("of_object", draft.object)):
        behind = narrowed(slots[0], annotated, taken) if len(slots) == 1 else ""
        if behind and behind not in found.values():
            found.setdefault(name, behind)
    return found


def _phrases(draft: Draft, annotated: Annotated) -> Iterator[tuple[str, str]]:
    """The draft's phrases that are no place, no time and no aside, wherever they hang."""
    placed = {slot.head for slot in draft.place}
    for slot in draft.obliques:
        if not slot.preposition or slot.head in placed or slot.end <= slot.start:
            continue
        if annotated.says_when(slot):
            continue
        if slot.head is not None and is_aside(annotated.doc[slot.head], slot.preposition):
            continue
        if _in_a_word(slot, annotated) or _beside_argument(slot, draft, annotated):
            continue
        words = told(annotated, slot.start, _whole(slot, annotated))
        if words and words.lower() not in EMPTY_PRONOUNS:
            noun = annotated.doc[slot.head] if slot.head is not None else None
            yield name_of(slot.preposition, noun, annotated), words


def _beside_argument(slot: Slot, draft: Draft, annotated: Annotated) -> bool:
    """Whether a phrase is joined to one of the arguments: "based in Peru and in Chile" are two bases."""
    if slot.head is None:
        return False
    heads = {s.head for s in (*draft.subject, *draft.object, *draft.place)}
    first = phrases.first_conjunct(annotated.doc[slot.head])
    joined = {first.i, *(c.i for c in phrases.conjuncts(first))}
    return len(joined) > 1 and bool(joined & heads)


def _in_a_word(slot: Slot, annotated: Annotated) -> bool:
    """Whether the preposition stands inside a word with hyphens: "a pay-as-you-earn tax"."""
    before = annotated.doc[slot.start - 1] if slot.start else None
    return before is not None and before.lower_ == slot.preposition and phrases.hyphened(before)


def _whole(slot: Slot, annotated: Annotated) -> int:
    """Where a phrase ends: one cut inside another phrase ("in once war-torn | Ubo", "at noon in what | …") goes on."""
    doc = annotated.doc
    end = slot.end
    tied = False
    while end + 1 < len(doc) and phrases.tied_before(doc[end + 1]) and not doc[end - 1].whitespace_:
        end, tied = end + 2, True
    if tied and end < len(doc) and doc[end].pos_ == "NOUN":
        end += 1  # "a pay-as-you | -earn tax"
    while slot.head is not None and end - slot.start > 1 and _opens(doc[end - 1], end):
        last = doc[end - 1]
        to = max(last.head.right_edge.i, last.right_edge.i) + 1
        if to <= end or to - slot.start > LONGEST or doc[to - 1].sent != last.sent:
            break
        end = to
    return end


def _opens(word: Token, end: int) -> bool:
    """Whether the last word of a phrase only leads on to what its head, behind the cut, says."""
    return word.head.i >= end and fn.stands_as(
        word, fn.CASE | fn.DETERMINER | fn.ADJECTIVE | fn.COMPOUND | fn.MARK | fn.OBJECT
    )


def _taken(draft: Draft, annotated: Annotated, sentence: Span) -> set[int]:
    """The tokens of what the claim says already."""
    taken: set[int] = {draft.head, *draft.trigger}
    for slot in (*draft.subject, *draft.object, *draft.place):
        if slot.draft is not None:
            taken.update(t.i for t in annotated.doc[slot.draft.head].subtree)
            continue
        taken.update(range(slot.start, slot.end))
        mention = annotated.mention_of(slot)
        if mention is not None:
            taken.update(range(mention.start, mention.end))
    for words in draft.qualifiers.values():
        taken |= run_of(str(words), sentence)
    return taken


def left_over(draft: Draft, annotated: Annotated, taken: set[int]) -> dict[str, str]:
    """What the clause of a draft says that the claim lacks, by its connector.

    `taken` are the tokens of what the claim says already; nothing that overlaps them is told twice.
    """
    if not (draft.verbal or _characterises(draft)):
        return {}
    found: dict[str, list[str]] = {}
    for name, words in _parts(draft, annotated, taken):
        if words not in found.setdefault(name, []):
            found[name].append(words)
    return {name: "; ".join(words) for name, words in found.items()}


def _characterises(draft: Draft) -> bool:
    """Whether a noun or adjective is the predicate: what hangs on it belongs to what is said."""
    return draft.copular or draft.room == "appositions"


def _parts(draft: Draft, annotated: Annotated, taken: set[int]) -> Iterator[tuple[str, str]]:
    doc = annotated.doc
    heads = [draft.head, *(i for i in draft.trigger if i != draft.head)]
    for i in heads:
        for child in doc[i].children:
            if child.i in heads or child.i in taken:
                continue
            name = _connector(child, draft, annotated)
            if f"{name} {child.lower_}" in draft.words:
                continue  # "set on fire"
            words = _words(child, annotated, taken) if name else ""
            if words:
                yield name, words


def _connector(child: Token, draft: Draft, annotated: Annotated) -> str:
    """Under which name a dependent of the predicate is kept; "" where it is none to keep."""
    if fn.stands_as(child, fn.ADVERB):
        short = child.right_edge.i - child.left_edge.i < FEW
        return "manner" if short and _is_manner(child) else ""
    place = tree.role(child)
    if fn.stands_as(child, fn.OBLIQUE) or (
        place == "modifier" and _characterises(draft) and child.i > child.head.i
    ):
        return _of_phrase(child, annotated)
    if draft.contents:
        return ""
    if place in ("open", "complement"):
        kept = child.i > child.head.i and not set(tree.mark_words(child)) & CIRCUMSTANCES - {"as"}
        return "content" if kept else ""
    return _of_clause(child, annotated) if place == "adverbial" else ""


def _is_manner(adverb: Token) -> bool:
    word = adverb.lower_
    if word in LOOSE or (word == "too" and adverb.i > adverb.head.i):
        return False  # "bought it too": also
    if word in DEGREES and adverb.is_sent_start and adverb.nbor(1).text == ",":
        return False  # "Further, the union …"
    return word in DEGREES or (word.endswith("ly") and len(word) > 4)


def _of_phrase(noun: Token, annotated: Annotated) -> str:
    preposition = tree.case_words(noun)
    if is_aside(noun, preposition) or annotated.in_time(noun.i):
        return ""
    if not preposition:
        return "extent" if phrases.numbers(noun) else ""
    return name_of(preposition, noun, annotated)


def is_aside(noun: Token, preposition: str) -> bool:
    """Whether a phrase belongs to the sentence and not to the act: "according to", "including", "in fact"."""
    if preposition.startswith("according") or preposition in ASIDE:
        return True
    if wf.has_form(noun, wf.WHICH | wf.WHO):
        return True
    if preposition == "in" and noun.lower_ in SETS_BESIDE:
        return True
    if noun.doc[noun.left_edge.i : noun.i + 1].text.lower() in ASIDE_PHRASES:
        return True
    alone = all(fn.stands_as(t, fn.CASE | fn.PUNCTUATION) for t in noun.children)
    return (alone and noun.lower_ in ADVERBIAL) or ties_sentences(noun, preposition)


def _of_clause(clause: Token, annotated: Annotated) -> str:
    marks = [word for word in tree.mark_words(clause) if word]
    if clause.lemma_.lower() in SPEAKING and "as" in marks:
        return ""
    if not marks:
        beside = clause.i == clause.head.i + 1
        return "content" if beside and not wf.has_form(clause, wf.GERUND) else ""
    if marks[0] in ("that", "how") or marks[:2] == ["for", "to"]:
        return "content"
    if (marks == ["to"] and not is_gerund(clause)) or marks[:2] == ["in", "order"]:
        perfect = any(t.lower_ == "have" for t in tree.auxiliaries(clause))
        return "content" if perfect else "purpose" if clause.i > clause.head.i else ""
    bound = [word for word in marks if word != "to"] or marks
    if bound[0] == "as":
        return "as"  # "as the spikes would break": no role of anybody
    return name_of(bound[0], None, annotated) if bound[0] in BINDING else ""


def _words(child: Token, annotated: Annotated, taken: set[int]) -> str:
    """The words of a dependent, without its connector; "" where they are told already, or too many."""
    inside = _without_sums(child)
    start, end = inside[0], inside[-1] + 1
    if end - start > LONGEST or taken & set(range(start, end)):
        return ""
    doc, opening = annotated.doc, set(tree.mark_words(child)) | set(tree.case_words(child).split())
    ties = [i for i in range(start, min(start + 3, child.i)) if doc[i].lower_ in opening]
    for i in ties:  # "shortly after she filed": from "she" on
        start = i + 1 if i - start < 2 else start
    while start < child.i and (doc[start].is_punct or doc[start].lower_ in opening):
        start += 1
    words = told(annotated, start, end)
    return "" if words.lower() in EMPTY_PRONOUNS else words


def _without_sums(child: Token) -> list[int]:
    """The tokens of a dependent, in order, without what is joined to it and is of another kind: a sum, no noun."""
    inside = {t.i for t in child.subtree}
    if not is_share_or_sum(child):
        for other in phrases.conjuncts(child):
            if is_share_or_sum(other):  # "in royalties and $2 million as a tax": paid, too
                inside -= {t.i for t in other.subtree}
                inside -= {t.i for t in phrases.children(child, fn.COORDINATOR)}
    return sorted(inside)


def told(annotated: Annotated, start: int, end: int) -> str:
    """The words on one line, without the marks around them."""
    return " ".join(annotated.doc[start:end].text.split()).strip(' ,.;:“”"')


def _noun(slot: Slot, annotated: Annotated) -> Token | None:
    if slot.draft is not None:
        return None
    if slot.head is None and slot.value is not None and slot.end > slot.start:
        return annotated.doc[slot.start : slot.end].root
    return annotated.doc[slot.head] if slot.head is not None else None


def narrowed(slot: Slot, annotated: Annotated, taken: set[int]) -> str:
    """The words behind an argument's noun that tell which one is meant: "a budget *that allots nothing*".

    None for names, for what stands behind a comma, and where the claim tells it already.
    """
    noun = _noun(slot, annotated)
    if noun is None:
        return ""
    mention = annotated.mention_at(noun.i)
    thing = noun.pos_ == "NOUN" or slot.value is not None
    if not thing or (mention is not None and mention.kind == "name"):
        return ""
    end = max(slot.end, mention.end if mention is not None else 0)
    found: list[str] = []
    for child in noun.children:
        if child.i < end or not fn.stands_as(child, _NARROWING | fn.NOMINAL_MODIFIER):
            continue
        inside = sorted(t.i for t in child.subtree)
        first, last = inside[0], inside[-1] + 1
        apart = first > 0 and annotated.doc[first - 1].text in _APART
        if apart or annotated.doc[first].text in _APART or first < end or last - first > LONGEST:
            continue
        if not taken & set(range(first, last)) and not annotated.in_time(child.i):
            found.append(told(annotated, first, last))
            end = last
    return " ".join(found)


def run_of(words: str, sentence: Span) -> set[int]:
    """The tokens of a sentence that are these words, one after another; none where they are not there so."""
    wanted = words.translate(_NO_MARKS).split()
    texts = [t.text.translate(_NO_MARKS) for t in sentence]
    joined, starts = "", []
    for text in texts:
        starts.append(len(joined))
        joined += text
    at = joined.find("".join(wanted))
    if not wanted or at < 0:
        return set()
    end = at + sum(map(len, wanted))
    return {t.i for t, start in zip(sentence, starts, strict=True) if at <= start < end}
