"""Modifiers before a noun: "the ruling party", "a Geneva-based charity", the country in a body's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Slot, Standing
from kgbuild.annotate.kinds import is_a, kind_of_token, slot_of
from kgbuild.annotate.lexicon import noun_class
from kgbuild.extract.nominal.appositions import maker
from kgbuild.extract.nominal.roles import lemma_of, role_nouns
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import children, conjuncts, hyphened, possessors
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft, MentionSpan

# Words for a firm that no list of bodies holds.
SORTS = frozenset(
    {"giant", "player", "maker", "chain", "provider", "startup", "start-up", "insurer"}
)
RULING = frozenset({"ruling", "governing"})
# "X-led coalition": relation, whether X is its subject, and the types that X may have.
HYPHENATED = {
    "based": ("BASED_IN", False, "Place"),
    "headquartered": ("BASED_IN", False, "Place"),
    "registered": ("BASED_IN", False, "Place"),
    "led": ("HEADS", True, "Agent"),
    "run": ("HEADS", True, "Agent"),
    "backed": ("SUPPORTED", True, "Agent"),
    "supported": ("SUPPORTED", True, "Agent"),
    "owned": ("OWNS", True, "Agent"),
    "funded": ("FUNDED", True, "Agent"),
    "occupied": ("SEIZED", True, "Agent"),
}
LED = frozenset({"led", "run"})
# Bodies of a state by their noun, where a country stands before or behind it.
PUBLIC = frozenset(
    {"commission", "authority", "agency", "inspectorate", "directorate", "parliament", "legislature",
     "judiciary", "ombudsman"}
)  # fmt: skip
STATE_BODIES = ("GovernmentBody", "JudicialBody", "ArmedForce")
# These are the state's government itself, no part of it.
WHOLE = frozenset({"government", "administration", "regime", "kremlin", "state"})


def compounds(annotated: Annotated) -> list[Draft]:
    """Drafts from what stands before a noun."""
    drafts: list[Draft] = []
    for noun in annotated.doc:
        if noun.pos_ in ("NOUN", "PROPN"):
            drafts += _ruling(noun, annotated)
            drafts += _hyphenated(noun, annotated)
            drafts += _led(noun, annotated)
    for mention in annotated.mentions:
        drafts += _country_before(mention, annotated)
    return drafts + bodies_of_states(annotated)


def _led(noun: Token, annotated: Annotated) -> list[Draft]:
    """ "the Mori administration": Mori leads it."""
    if noun.lemma_.lower() not in ("administration", "government", "cabinet"):
        return []
    for child in children(noun, fn.COMPOUND):
        if child.i == noun.i - 1 and kind_of_token(child, annotated) == "Person":
            if annotated.mention_at(child.i) is None or annotated.mention_at(noun.i) is None:
                continue
            make = maker("compounds", noun, standing=Standing.PRESUPPOSED)
            return [make("HEADS", "head", [slot_of(child, annotated)], [slot_of(noun, annotated)])]
    return []


def _country_before(mention: MentionSpan, annotated: Annotated) -> list[Draft]:
    """ "French carmaker Renault": whose country a firm is of, told before the kind that it is."""
    name = annotated.doc[mention.head]
    if mention.kind is not MentionKind.NAME or mention.start == 0 or name.pos_ != "PROPN":
        return []
    noun = annotated.doc[mention.start - 1]
    above = name.head.i == noun.i and fn.stands_as(name, fn.APPOSITION | fn.FLAT)
    plain = noun.pos_ in ("NOUN", "ADJ") and wf.has_form(noun, wf.SINGULAR) and noun.text.islower()
    if not ((noun.head.i == name.i or above) and plain):
        return []
    firm = noun_class(noun.lemma_) in ("Company", "MediaOutlet") or noun.lemma_.lower() in SORTS
    if not firm or not is_a(kind_of_token(name, annotated), "Organization"):
        return []
    for child in [*children(noun, fn.ADJECTIVE), *children(name, fn.ADJECTIVE)]:
        # "the Anglo-Swedish firm" has its seat in neither
        country = kind_of_token(child, annotated) == "Country" and not hyphened(child)
        if country and child.i < noun.i and annotated.mention_at(child.i) is not None:
            make = maker("compounds", noun, standing=Standing.PRESUPPOSED)
            pair = ([slot_of(name, annotated)], [slot_of(child, annotated)])
            return [make("BASED_IN", "be of", *pair)]
    return []


def _ruling(noun: Token, annotated: Annotated) -> list[Draft]:
    """ "the ruling Reform Party": the party heads its country."""
    if not any(child.lower_ in RULING and child.i < noun.i for child in noun.children):
        return []
    mention = annotated.mention_at(noun.i)
    if mention is None or not is_a(kind_of_token(noun, annotated), "Organization"):
        return []
    land = _country_of(noun, mention, annotated)
    if land is None:
        return []
    make = maker("compounds", noun, standing=Standing.PRESUPPOSED)
    return [make("HEADS", "rule", [slot_of(noun, annotated)], [land])]


def _country_of(noun: Token, mention: MentionSpan, annotated: Annotated) -> Slot | None:
    """The country that the phrase names, or the one country of the cluster that the text names."""
    for child in [*possessors(noun), *children(noun, fn.ADJECTIVE | fn.COMPOUND)]:
        if (
            kind_of_token(child, annotated) == "Country"
            and annotated.mention_at(child.i) is not None
        ):
            return slot_of(child, annotated)
    cluster = annotated.clusters.get(mention.clusters[0]) if len(mention.clusters) == 1 else None
    if cluster is None or cluster.country is None:
        return None
    for name in sorted(annotated.clusters):
        other = annotated.clusters[name]
        if other.type == "Country" and cluster.country in (other.country, other.name):
            return Slot(clusters=(name,), start=noun.i, end=noun.i + 1)
    return None


def _hyphenated(noun: Token, annotated: Annotated) -> list[Draft]:
    """ "a Geneva-based charity", "the Saudi-led coalition": one token or three."""
    found: list[Draft] = []
    if annotated.mention_at(noun.i) is None:
        return found
    for child in noun.children:
        if child.i > noun.i or child.lower_ not in HYPHENATED:
            continue
        relation, active, wanted = HYPHENATED[child.lower_]
        doc = noun.doc
        if child.i < 2 or doc[child.i - 1].text not in ("-", "–", "‑"):
            continue
        named = doc[child.i - 2]
        while annotated.mention_at(named.i) is None and fn.stands_as(named, fn.FLAT | fn.COMPOUND):
            if named.head.i == child.i:
                break
            named = named.head
        kind = kind_of_token(named, annotated)
        if annotated.mention_at(named.i) is None or not is_a(kind, wanted):
            continue
        make = maker("compounds", noun, standing=Standing.PRESUPPOSED)
        one, other = slot_of(named, annotated), slot_of(noun, annotated)
        subject, target = (one, other) if active else (other, one)
        if _one_name(named, child, annotated):
            continue
        if child.lower_ == "owned" and _of_its_people(named, annotated):
            continue
        if child.lower_ in LED and not _can_be_led(noun, annotated):
            continue
        if relation == "BASED_IN" and not is_a(kind_of_token(noun, annotated), "Organization"):
            continue
        words = f"be {child.lower_} in" if not active else child.lemma_.lower()
        found.append(make(relation, words, [subject], [target]))
    return found


def _of_its_people(named: Token, annotated: Annotated) -> bool:
    """ "A French-owned hotel": by people or firms of France, not by the state."""
    mention = annotated.mention_at(named.i)
    return mention is not None and mention.kind is MentionKind.DEMONYM


def _one_name(named: Token, child: Token, annotated: Annotated) -> bool:
    """ "Norvik-led" taken for a name as a whole."""
    mention = annotated.mention_at(named.i)
    return mention is not None and mention.start <= child.i < mention.end


def _can_be_led(noun: Token, annotated: Annotated) -> bool:
    kind = kind_of_token(noun, annotated)
    return any(is_a(kind, one) for one in ("Organization", "Group", "Event", "Country"))


def bodies_of_states(annotated: Annotated) -> list[Draft]:
    """A state's body belongs to the country that its name or owner gives: once a document."""
    drafts: list[Draft] = []
    seen: set[tuple[str, ...]] = set()
    for mention in annotated.mentions:
        noun = annotated.doc[mention.head]
        kind = kind_of_token(noun, annotated)
        described = mention.kind is MentionKind.DESCRIPTION
        public = kind == "Organization" and described and lemma_of(noun) in PUBLIC
        if (
            not (public or any(is_a(kind, body) for body in STATE_BODIES))
            or lemma_of(noun) in WHOLE
        ):
            continue
        if (
            noun.pos_ not in ("NOUN", "PROPN")
            or len(mention.clusters) != 1
            or mention.clusters in seen
        ):
            continue
        land = _state_of(noun, mention, annotated)
        if land is None or hyphened(land) or _of_some_of_its_people(kind, noun, land, mention):
            continue
        if conjuncts(land) or _of_workers(mention, annotated):
            continue  # "the Kenyan and Ugandan police"; "the Kenya Labour Congress"
        seen.add(mention.clusters)
        make = maker("compounds", noun, standing=Standing.PRESUPPOSED)
        whole = slot_of(land, annotated)
        whole.start, whole.end = land.i, land.i + 1
        drafts.append(make("PART_OF", "be part of", [slot_of(noun, annotated)], [whole]))
    return drafts


def _of_workers(mention: MentionSpan, annotated: Annotated) -> bool:
    """Whether the name is that of a union, whose "congress" is no parliament."""
    words = {t.lower_ for t in annotated.doc[mention.start : mention.end]}
    return bool(words & role_nouns("of workers"))


def _of_some_of_its_people(kind: str, noun: Token, land: Token, mention: MentionSpan) -> bool:
    """ "Syrian Democratic Forces": a force with a name of its own behind the demonym is not the state's."""
    between = [t for t in noun.doc[land.i + 1 : noun.i] if t.text[:1].isupper()]
    inside = is_a(kind, "ArmedForce") and mention.start <= land.i < noun.i
    return inside and any(t.lower_ not in OF_STATES for t in between)


# Words between a demonym and "forces" that leave them the state's.
OF_STATES = frozenset(
    {"armed", "national", "air", "special", "royal", "state", "defence", "defense"}
)


def _state_of(noun: Token, mention: MentionSpan, annotated: Annotated) -> Token | None:
    """The country inside the name, its owner, or the owner of the office whose body it is."""
    before = [annotated.doc[i] for i in range(mention.start, noun.i)]
    near = [*before, *possessors(noun), *children(noun, fn.ADJECTIVE | fn.COMPOUND)]
    if (
        noun.head.i != noun.i
        and noun.head.pos_ == "NOUN"
        and lemma_of(noun.head) in role_nouns("office")
    ):
        near += possessors(noun.head)
    for token in near:
        if token.i == noun.i:
            continue
        own = annotated.mention_at(token.i)
        if (
            own is not None
            and own.kind in (MentionKind.NAME, MentionKind.DEMONYM)
            and kind_of_token(token, annotated) == "Country"
            and own.clusters != mention.clusters
        ):
            return token
    for token in children(noun, fn.NOMINAL_MODIFIER):
        of = any(child.lower_ == "of" for child in children(token, fn.CASE))
        if of and token.pos_ == "PROPN" and kind_of_token(token, annotated) == "Country":
            return token
    return None
