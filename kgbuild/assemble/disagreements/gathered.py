"""Facts that do not fit together: denials, opposite words, two holders of one seat, changes of stance.

What differs inside one fact is found by `differences`, what makes no sense by `sense`; here facts are
set against each other, within bounded neighbourhoods, and everything becomes a Conflict.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kgbuild.assemble.context import FORMER, STATE_HEAD
from kgbuild.assemble.disagreements.differences import differences
from kgbuild.assemble.disagreements.numbers import numbers
from kgbuild.assemble.disagreements.objections import Objections, Rule
from kgbuild.assemble.disagreements.sense import dead_who_act, implausible
from kgbuild.assemble.disagreements.stances import stances
from kgbuild.assemble.intervals import apart, interval, overlap
from kgbuild.assemble.joining.keys import Key, claim_key
from kgbuild.assemble.joining.timelinks import span_of
from kgbuild.assemble.words import alike
from kgbuild.ids import fact_id
from kgbuild.model import (
    Claim,
    ClaimArg,
    ConflictKind,
    EntityArg,
    Modality,
    Polarity,
)
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kgbuild.assemble.context import Context
    from kgbuild.assemble.joining.coarse import Coarse

# Facts of one neighbourhood that are compared; a busier one is compared with its neighbours in time.
LOOK = 12
MANY = 200
# Days between articles within which a denial without a date may mean the event.
RECENT = 60
Wording = tuple[tuple[str, ...], str]
"""Claims that quote otherwise, and their fact."""
WEAK = frozenset({Modality.POSSIBLE, Modality.CONDITIONAL, Modality.PURPOSE, Modality.UNCLEAR})


def find_conflicts(groups: Sequence[list[Claim]], context: Context, coarse: Coarse) -> Objections:
    """All that does not fit, over all groups of claims (the facts to be), in their order."""
    found = Objections()
    fact_of = {c.id: i for g in groups for i in [fact_id(m.id for m in g)] for c in g}
    for detail, rows in inside_facts(groups, context, found).items():
        worded(detail, rows, found)
    every = [c for g in groups for c in g]
    dead(every, context, fact_of, found)
    polarity(groups, context, coarse, fact_of, found)
    by_fact: dict[str, list[Claim]] = defaultdict(list)
    for claim in every:
        by_fact[fact_of[claim.id]].append(claim)
    denials(every, by_fact, context, fact_of, found)
    seats(groups, context, fact_of, found)
    stances(groups, context, fact_of, found)
    seen = [r.conflict.claims for r in found.rows if r.conflict.field == "number"]
    numbers(every, context, fact_of, found, seen)
    return found


def inside_facts(
    groups: Iterable[list[Claim]], context: Context, found: Objections
) -> dict[str, list[Wording]]:
    """What makes no sense in a claim, and how the claims of a fact differ; returns wordings by their words."""
    wordings: dict[str, list[Wording]] = defaultdict(list)
    for group in groups:
        identity = fact_id(c.id for c in group)
        for claim in group:
            reason = implausible(claim, context)
            if reason is not None:
                where = Rule.SENSE, claim.id
                kind, ids = ConflictKind.IMPLAUSIBLE, [claim.id]
                found.add(where, kind, "subject", ids, [identity], reason, implausible=ids)
        if group[0].relation is None:
            continue
        for told in differences(group, context):
            if told.kind is ConflictKind.WORDING and told.field == "quote":
                wordings[told.detail].append((told.claims, identity))
                continue
            against = [c.id for c in group] if told.kind is ConflictKind.CONFLICT else ()
            where = Rule.DIFFERENCES, identity
            found.add(
                where, told.kind, told.field, told.claims, [identity], told.detail, disputed=against
            )
    return wordings


def worded(detail: str, rows: Sequence[Wording], found: Objections) -> None:
    """One quotation in two wordings is one conflict, whatever rests on it."""
    members = [c for ids, _ in rows for c in ids]
    where = Rule.WORDINGS, detail
    found.add(where, ConflictKind.WORDING, "quote", members, [i for _, i in rows], detail)


def dead(
    claims: Sequence[Claim], context: Context, fact_of: Mapping[str, str], found: Objections
) -> None:
    """Acts of the dead."""
    for act, death, person, reason in dead_who_act(claims, context):
        pair = [act.id, death.id]
        facts = [fact_of[i] for i in pair]
        where, kind = (Rule.DEAD, person), ConflictKind.IMPLAUSIBLE
        found.add(where, kind, "time", pair, facts, reason, implausible=[act.id])


def polarity(
    groups: Sequence[list[Claim]],
    context: Context,
    coarse: Coarse,
    fact_of: Mapping[str, str],
    found: Objections,
) -> None:
    """It was so, it was not so: same participants, times that meet, different voices."""
    sides: dict[tuple[object, ...], list[tuple[Key, list[Claim]]]] = defaultdict(list)
    for group in groups:
        claim = group[0]
        if claim.relation is None or all(c.modality in WEAK for c in group):
            continue
        key = claim_key(claim, context, fact_of)
        family, _, manner, *rest = key.block
        sides[family, manner, tuple(rest)].append((key, group))
    for rivals in sides.values():
        yes = [r for r in rivals if r[1][0].polarity is Polarity.ASSERTED]
        no = [r for r in rivals if r[1][0].polarity is Polarity.NEGATED][:LOOK]
        for key, right in no:
            same = [g for k, g in yes if k.objects == key.objects][:LOOK]
            # Only what has no exact counterpart is compared by its words.
            alike_ = [
                g
                for k, g in yes[:MANY]
                if key.by_words and k.by_words and alike(k.words, key.words)
            ]
            for left in same or alike_[:LOOK]:
                pair = _contradicting(left, right, context)
                if pair is None:
                    continue
                one, two = pair
                members = [c.id for c in (*left, *right)]
                denied = _denies(two, one, context)
                words = "said to be so and said not to be so"
                if denied:
                    words = f"denied by {context.name(two.attributed_to[-1])}"
                detail = f"{context.listing(one.subject)} {one.predicate} {context.listing(one.object)}: {words}"
                facts = [fact_of[left[0].id], fact_of[right[0].id]]
                against = [c.id for c in left]
                found.add(
                    (Rule.POLARITY, str(coarse.polar(left[0]))), ConflictKind.CONFLICT, "polarity", members, facts,
                    detail, denied=against if denied else (), disputed=() if denied else against,
                )  # fmt: skip


def _contradicting(
    left: list[Claim], right: list[Claim], context: Context
) -> tuple[Claim, Claim] | None:
    """A pair whose times meet and whose voices differ: an article does not contradict itself."""
    relation = vocabulary().relations.get(left[0].relation or "")
    event = relation is not None and relation.is_event
    if apart(interval(span_of(left)), interval(span_of(right))):
        return None
    for one in left:
        for two in right:
            here, there = interval(one.time), interval(two.time)
            if one.modality is not Modality.ACTUAL or two.modality is not Modality.ACTUAL:
                continue
            if apart(here, there):
                continue
            same_voice = one.document == two.document and one.attributed_to == two.attributed_to
            if same_voice:
                continue
            # Events recur: "did not meet" without a time denies no meeting of a certain week.
            told = here.known and there.known
            if event and not told and one.document != two.document and not two.attributed_to:
                continue
            if event and not told and _months_apart(one, two, context):
                continue
            return one, two
    return None


def _months_apart(one: Claim, two: Claim, context: Context) -> bool:
    """Whether the articles are too far apart to speak of one event without a date."""
    days = [d.published for c in (one, two) if (d := context.documents.get(c.document))]
    known = [d for d in days if d is not None]
    return len(known) == 2 and abs((known[0] - known[1]).days) > RECENT


def _denies(negated: Claim, asserted: Claim, context: Context) -> bool:
    """Whether the negated claim is the denial of who takes part, or of who speaks for a state that does."""
    if not negated.attributed_to:
        return False
    speaker = negated.attributed_to[-1]
    own = {a.entity for a in (*asserted.subject, *asserted.object) if isinstance(a, EntityArg)}
    if speaker in own or context.voice_of(speaker) in {context.actor(e) for e in own}:
        return True
    code = context.iso(speaker)
    states = {context.iso(e) for e in own if context.actor(e) in context.states.values()}
    return code is not None and code in states


def denials(
    claims: Iterable[Claim],
    by_fact: Mapping[str, Sequence[Claim]],
    context: Context,
    fact_of: Mapping[str, str],
    found: Objections,
) -> None:
    """DENIED(X, claim): the denied claim's fact is denied, wherever else it is asserted.

    `by_fact` gives the claims of the facts that are denied.
    """
    for claim in claims:
        if claim.relation != "DENIED" or claim.polarity is not Polarity.ASSERTED:
            continue
        for arg in claim.object:
            if not isinstance(arg, ClaimArg) or arg.claim not in fact_of:
                continue
            inner = context.claims[arg.claim]
            others = [
                c.id
                for c in by_fact[fact_of[inner.id]]
                if c.id != inner.id and c.polarity is Polarity.ASSERTED
            ]
            if inner.polarity is Polarity.ASSERTED and others:
                detail = f"denied by {context.listing(claim.subject)}"
                members = [claim.id, *others]
                facts = [fact_of[i] for i in members]
                where, kind = (Rule.DENIALS, claim.id), ConflictKind.CONFLICT
                found.add(where, kind, "polarity", members, facts, detail, denied=others)


def seats(
    groups: Sequence[list[Claim]], context: Context, fact_of: Mapping[str, str], found: Objections
) -> None:
    """Two people in one seat at one time, each told as its present holder."""
    held: dict[str, list[list[Claim]]] = defaultdict(list)
    for group in groups:
        claim = group[0]
        if claim.relation != "HOLDS_POSITION" or claim.polarity is not Polarity.ASSERTED:
            continue
        if str(claim.qualifiers.get("status", "")).casefold() in FORMER:
            continue
        if claim.modality is not Modality.ACTUAL:
            continue
        if not any(STATE_HEAD.match(context.words(o).casefold()) for o in claim.object):
            continue
        for arg in claim.object:
            if not isinstance(arg, EntityArg) or context.type_of(arg.entity) != "Position":
                continue
            # "The president" of nobody knows what is no seat.
            if context.iso(arg.entity) or " of " in context.name(arg.entity):
                held[arg.entity].append(group)
    for seat in sorted(held):
        holders = held[seat][:LOOK]
        for i, left in enumerate(holders):
            for right in holders[i + 1 :]:
                one, two = left[0], right[0]
                people = {
                    a.entity for c in (one, two) for a in c.subject if isinstance(a, EntityArg)
                }
                if len(people) < 2 or not _at_one_time(left, right, context):
                    continue
                names = " and ".join(sorted(context.name(p) for p in people))
                detail = f"{context.name(seat)}: both {names} are told to hold it"
                members = [c.id for c in (*left, *right)]
                facts = [fact_of[one.id], fact_of[two.id]]
                where, kind = (Rule.SEATS, seat), ConflictKind.CONFLICT
                found.add(where, kind, "role", members, facts, detail, disputed=members)


def _at_one_time(left: list[Claim], right: list[Claim], context: Context) -> bool:
    """Whether two states are told for the same days: by their own bounds, else by their articles."""
    for one in left:
        for two in right:
            here, there = interval(one.time), interval(two.time)
            if here.known and there.known:
                if overlap(here, there):
                    return True
                continue
            a, b = (context.documents.get(c.document) for c in (one, two))
            if a is None or b is None or a.published is None or b.published is None:
                if a is not None and b is not None and a.id == b.id:
                    return True
                continue
            # Posts change hands; articles weeks apart may both be right.
            if abs((a.published - b.published).days) <= 3:
                return True
    return False
