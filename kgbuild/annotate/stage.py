"""The stage itself: text, parse, sections, quotations, mentions, chains, clusters, times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import clusters, sections, timex
from kgbuild.annotate.annotated import Annotated, MentionSpan, TimeExpression
from kgbuild.annotate.coreference import passes as coreference
from kgbuild.annotate.coreference import repeats
from kgbuild.annotate.mentions import (
    beside_names,
    in_states,
    listed,
    metonyms,
    name_ends,
    named,
    nominal,
    titles,
)
from kgbuild.annotate.mentions.reattach import reattach
from kgbuild.annotate.nodes import Node, order
from kgbuild.annotate.quotations import marks as quotes
from kgbuild.annotate.quotations import speakers, unmarked
from kgbuild.annotate.wraps import healed
from kgbuild.attribution.mend import mend
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases, repair
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.standing import standing
from kgbuild.language.text.smooth import OFFSETS, smooth
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kgbuild.annotate.nodes import Chain
    from kgbuild.model import Cluster, Document


def annotate(document: Document, nlp: Language) -> Annotated:
    """Parse a document and find who and what is spoken of in it.

    Metadata characters are blanked and the layout is smoothed before parsing; `Annotated.span_characters`
    gives places in the unaltered text.
    """
    made = smooth(sections.readable(document))
    doc = nlp(healed(made.text, nlp))
    if made.offsets is not None:
        doc.user_data[OFFSETS] = made.offsets
    return annotate_doc(document, doc)


def annotate_doc(document: Document, doc: Doc) -> Annotated:
    """The same for a text that is parsed already; `doc.user_data` holds its offsets if it was smoothed."""
    mend(doc)
    repair.mend(doc)
    reattach(doc)
    with standing(doc):
        return _annotated(document, doc)


def _annotated(document: Document, doc: Doc) -> Annotated:
    """What is spoken of in a tree that no rule changes any more."""
    sentence_of = [0] * len(doc)
    for at, sentence in enumerate(doc.sents):
        for i in range(sentence.start, sentence.end):
            sentence_of[i] = at
    quoted = sorted(
        [*quotes.quotes(doc), *unmarked.turn_quotes(doc), *unmarked.told_blocks(doc)],
        key=lambda q: (q.start, -q.end),
    )
    name_ends.mend(doc)
    listed.mark(doc)
    nodes = named.names(doc, sentence_of)
    listed.settle(doc, nodes)
    nodes = beside_names.settle(doc, nodes)
    in_states.settle(doc, nodes)
    offices, in_titles = titles.titles(doc, nodes)
    nodes += nominal.descriptions(doc, nodes, in_titles, sentence_of) + offices
    nodes += nominal.pronouns(doc, sentence_of) + repeats.sames(doc, sentence_of)
    metonyms.settle(doc, nodes)
    times = timex.times(doc)
    nodes = _without_times(nodes, times)
    nodes.sort(key=order)
    chains, spoken = coreference.resolve(doc, nodes, quoted)
    made = clusters.build(document, doc, [c for c in chains if _kept(c)])
    for at, chain in speakers.quote_speakers(spoken).items():
        if id(chain) in made:
            quoted[at].speaker = (made[id(chain)].id,)
    return Annotated(
        document=document,
        doc=doc,
        mentions=_with_relatives(_mentions(nodes, made), doc),
        clusters={cluster.id: cluster for cluster in made.values()},
        quotes=quoted,
        times=times,
        sections=sections.sections(doc),
    )


def _without_times(nodes: list[Node], times: list[TimeExpression]) -> list[Node]:
    """Nodes whose head is no time word; a person's name that goes on beside the word stays a name."""
    inside = {i for time in times for i in range(time.start, time.end)}
    return [
        n
        for n in nodes
        if n.pronoun
        or n.head not in inside
        or (n.type == "Event" and n.named)
        or (n.type == "Person" and n.named and not inside.issuperset(range(n.start, n.end)))
    ]


def _kept(chain: Chain) -> bool:
    """A chain that says something: not a pronoun alone, not a joint mention alone."""
    alone = [n for n in chain.nodes if not n.joint]
    return any(not n.pronoun for n in alone) or any(n.person in (1, 2) for n in alone)


def _mentions(nodes: list[Node], made: dict[int, Cluster]) -> list[MentionSpan]:
    found: list[MentionSpan] = []
    seen: set[tuple[int, int, tuple[str, ...]]] = set()
    sure = _sureness(nodes)
    for node in sorted(nodes, key=order):
        if node.virtual:
            continue
        chains = [member.chain for member in node.joint] if node.joint else [node.chain]
        names = tuple(
            dict.fromkeys(
                made[id(chain)].id for chain in chains if chain is not None and id(chain) in made
            )
        )
        if not names or (node.start, node.end, names) in seen:
            continue
        seen.add((node.start, node.end, names))
        kind = made_type(names[0], made) if not node.joint else node.type
        least = 1.0 if node.named else min(sure.get(id(one), 1.0) for one in (node.joint or [node]))
        if node.joint and node.sure:
            least = min(least, node.sure)
        found.append(
            MentionSpan(
                node.start, node.end, node.head, node.kind, kind, names, _attributive(node), least
            )
        )
    return found


def _sureness(nodes: list[Node]) -> dict[int, float]:
    """How sure each node (by its id) is to be what its chain is of."""
    found: dict[int, float] = {}
    for chain in {id(n.chain): n.chain for n in nodes if n.chain is not None}.values():
        found |= chain.sureness()
    return found


def _with_relatives(mentions: list[MentionSpan], doc: Doc) -> list[MentionSpan]:
    """The mentions with the subjects of relative clauses among them: "who" in "Lund, who said …" is Lund."""
    by_head: dict[int, MentionSpan] = {}
    for mention in sorted(mentions, key=lambda m: (m.end - m.start, m.start)):
        by_head[mention.head] = mention
    found = []
    for token in doc:
        if (
            not wf.has_form(token, wf.WHO | wf.WHICH)
            or not fn.stands_as(token, fn.SUBJECT)
            or token.i in by_head
        ):
            continue
        noun = phrases.antecedent(token)
        named = by_head.get(noun.i) if noun is not None else None
        if named is not None:
            kind, name = MentionKind.PRONOUN, named.clusters
            found.append(MentionSpan(token.i, token.i + 1, token.i, kind, named.type, name))
    return sorted([*mentions, *found], key=lambda m: (m.start, -m.end))


def made_type(name: str, made: dict[int, Cluster]) -> str:
    """Type of a cluster by its id."""
    return next(cluster.type for cluster in made.values() if cluster.id == name)


def _attributive(node: Node) -> bool:
    return node.appositive_of is not None and node.kind is MentionKind.DESCRIPTION
