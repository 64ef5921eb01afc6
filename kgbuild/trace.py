"""Which rule made which claim from which tokens: the stages of one text, told step by step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.model import ClaimArg, Document, EntityArg, LiteralArg

if TYPE_CHECKING:
    from datetime import date

    from spacy.language import Language

    from kgbuild.annotate import Annotated, Draft
    from kgbuild.english.rulebook import Fired
    from kgbuild.model import Arg, Claim


@dataclass(frozen=True, slots=True)
class Step:
    """One draft: the rule, its tokens, what relation rule fitted, and the claim it became ("" for none)."""

    sentence: str
    rule: str
    tokens: str
    notes: str
    claim: str
    confidence: float | None


def trace(text: str, nlp: Language, *, published: date | None = None) -> list[Step]:
    """Run all stages that look at one text, and tell each draft's way.

    `tokens` are the trigger words with their indexes; `notes` names the relation pattern ("rule:…"),
    arguments out of the usual range ("domain:…") and what was presupposed.
    """
    from kgbuild.extraction import settled_of

    annotated, pairs = settled_of(Document("d-trace", "trace", text, published=published), nlp)
    numbers = {claim.id: n for n, (_, claim) in enumerate(pairs, 1) if claim is not None}
    return [_step(draft, claim, annotated, numbers) for draft, claim in pairs]


def rules_of(text: str, nlp: Language, *, published: date | None = None) -> list[tuple[Fired, int]]:
    """The small rules that decided something in a text, in the order of the stages, each with how often."""
    from kgbuild.english.rulebook import listening
    from kgbuild.extraction import claims_of

    with listening() as heard:
        claims_of(Document("d-trace", "trace", text, published=published), nlp)
    return list(Counter(heard).items())


def _step(draft: Draft, claim: Claim | None, annotated: Annotated, numbers: dict[str, int]) -> Step:
    doc = annotated.doc
    return Step(
        sentence=" ".join(doc[draft.head].sent.text.split()),
        rule=draft.extractor,
        tokens=" ".join(f"{doc[i].text}/{i}" for i in draft.trigger),
        notes="; ".join(_notes(draft)),
        claim=_shown(claim, annotated, numbers) if claim is not None else "",
        confidence=claim.confidence if claim is not None else None,
    )


def _notes(draft: Draft) -> list[str]:
    from kgbuild.annotate import Standing

    standing = [] if draft.standing is Standing.PREDICATED else [str(draft.standing)]
    marks = [word for word in ("together", "remarks") if getattr(draft, word)]
    return [*standing, *draft.notes, *marks]


def _shown(claim: Claim, annotated: Annotated, numbers: dict[str, int]) -> str:
    def side(args: tuple[Arg, ...]) -> str:
        return " + ".join(_arg(arg, annotated, numbers) for arg in args) or "–"

    relation = f"{claim.relation} ({claim.predicate})" if claim.relation else f"({claim.predicate})"
    parts = [f"#{numbers[claim.id]}: {side(claim.subject)} {relation} {side(claim.object)}"]
    if claim.polarity.value != "asserted":
        parts.append(claim.polarity.value)
    if claim.modality.value != "actual":
        parts.append(claim.modality.value)
    if claim.hedge:
        parts.append(f"hedge {claim.hedge}")
    if claim.attributed_to:
        parts.append("by " + " > ".join(annotated.clusters[c].name for c in claim.attributed_to))
    if claim.time is not None and claim.time.text:
        parts.append(
            f"time {claim.time.text} [{claim.time.start or '?'} – {claim.time.end or '?'}]"
        )
    if claim.place:
        parts.append("place " + ", ".join(annotated.clusters[c].name for c in claim.place))
    return "; ".join(parts)


def _arg(arg: Arg, annotated: Annotated, numbers: dict[str, int]) -> str:
    if isinstance(arg, EntityArg):
        cluster = annotated.clusters.get(arg.entity)
        return f"{cluster.name} [{cluster.type}]" if cluster is not None else arg.entity
    if isinstance(arg, LiteralArg):
        return f"“{arg.literal}”"
    if isinstance(arg, ClaimArg):
        return f"#{numbers.get(arg.claim, '?')}"
    return f"{arg.value:g} {arg.unit}".strip()
