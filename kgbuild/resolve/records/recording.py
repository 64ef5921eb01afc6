"""Clusters become records: each is read by its kind, then recast by what its document says of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from sys import intern

from kgbuild.gazetteer import (
    Body,
    body_by_name,
    city_candidates,
    country_by_name,
    gender_of,
    is_common_family,
    region_candidates,
)
from kgbuild.model import Claim, Cluster, EntityArg, Mention, MentionKind
from kgbuild.names import is_acronym, person_form
from kgbuild.names import key as fold
from kgbuild.resolve.records.bodies import body_key, body_words
from kgbuild.resolve.records.record import Record, company_key, iso_of, kind_of
from kgbuild.resolve.records.stands_for import acronyms, governments, states, teams, titled
from kgbuild.resolve.records.words import (
    GENERIC,
    RECURRING,
    ROLE_NOISE,
    SIDES,
    STOPWORDS,
    VAGUE,
)
from kgbuild.vocabulary import vocabulary

# Described things that a long or well-furnished phrase may still tell: "Russia's invasion of Ukraine".
TELLABLE = frozenset(("thing:Event", "thing:Topic", "thing:Document"))
LONG = 6
# An acronym of so many letters that is the body's own name (FIFA) links; others may be anybody's.
OWN_ACRONYM = 4
WORD = re.compile(r"(?<![\w’'-])[a-z]{4,}(?![\w’'-])")
MAX_WORDS = 40


def make_records(
    clusters: Sequence[Cluster], mentions: Sequence[Mention], claims: Iterable[Claim]
) -> list[Record]:
    """Records of all clusters, by id."""
    named: set[str] = set()
    for mention in mentions:
        if mention.kind in (MentionKind.NAME, MentionKind.METONYM) and len(mention.clusters) == 1:
            named.add(mention.clusters[0])
        elif mention.kind is MentionKind.DEMONYM:
            named.update(mention.clusters)
    records = {c.id: _record(c, c.id in named) for c in sorted(clusters, key=lambda c: c.id)}
    claims = list(claims)
    states(records, mentions)
    governments(records, mentions)
    titled(records, mentions)
    acronyms(records, mentions)
    teams(records, claims)
    _add_company(records)
    _add_claims(records, claims)
    return list(records.values())


def _record(cluster: Cluster, named: bool) -> Record:
    named = named and cluster.attributes.get("named") != "no"
    record = Record(
        cluster.id,
        cluster.document,
        kind_of(cluster.type),
        cluster.type,
        cluster.name,
        fold(cluster.name),
        country=iso_of(cluster.country),
        gender=cluster.attributes.get("gender", ""),
        external={k: v for k, v in cluster.external_ids.items() if v},
        bare=not named,
    )
    if record.kind == "person" and (body := _misread_body(cluster)):
        record.kind, record.type, record.gender = "body", body.type, ""
    settle = _KINDS.get(record.kind, _thing if record.kind.startswith("thing") else None)
    if settle is not None:
        settle(record, cluster)
    return record


def _person(record: Record, cluster: Cluster) -> None:
    attributes = cluster.attributes
    record.form = person_form(cluster.name, attributes)
    record.key = record.form.key
    record.bare = record.bare or not record.form.full or len(record.form.family) < 2
    record.role = frozenset(fold(attributes.get("role", "")).split()) - ROLE_NOISE
    if attributes.get("of_org"):
        record.ties = frozenset({body_key(attributes["of_org"])})


def _place(record: Record, cluster: Cluster) -> None:
    record.key = " ".join(_without_article(cluster.name))
    record.names = frozenset({record.key})
    record.bare = record.bare or record.key in SIDES


def _body(record: Record, cluster: Cluster) -> None:
    names = [cluster.name, *cluster.aliases]
    words, iso = body_words(cluster.name)
    record.country = record.country or iso
    record.key = " ".join(words) or fold(cluster.name)
    record.generic = all(w in GENERIC or w.isdigit() for w in words)
    record.names = frozenset(body_key(n) for n in names)
    record.acronyms = frozenset(fold(n).replace(" ", "") for n in names if is_acronym(n))
    if record.kind == "body":
        _known_body(record, cluster)


def _thing(record: Record, cluster: Cluster) -> None:
    words = _without_article(cluster.name)
    record.key = " ".join(words)
    dated = any(w.isdigit() and len(w) == 4 for w in words)
    if record.bare and record.kind in TELLABLE:
        proper = {w for w in cluster.name.replace("’s", "").split() if w[:1].isupper()}
        recurs = cluster.attributes.get("head", "") in VAGUE and not dated
        record.bare = recurs or (len(proper) < 2 and len(words) < LONG)
    elif record.kind == "thing:Event" and RECURRING & set(words):
        # Last year's cup is not this year's, nor the women's the men's.
        record.bare = not dated


def _country(record: Record, cluster: Cluster) -> None:
    land = country_by_name(cluster.name)
    if land is not None:
        record.external.setdefault("iso", land.iso)
    elif record.country and record.external:
        record.external.setdefault("iso", record.country)


def _without_article(name: str) -> list[str]:
    return [word for word in fold(name).split() if word not in ("the", "a", "an")]


_KINDS: dict[str, Callable[[Record, Cluster], None]] = {
    "person": _person,
    "place": _place,
    "body": _body,
    "thing:Position": _body,
    "country": _country,
}


def _misread_body(cluster: Cluster) -> Body | None:
    """The well-known body that a "person" of one word is: the paper that puts the questions.

    Words that people are called by as well stay people.
    """
    word = fold(cluster.name)
    if " " in word or is_acronym(cluster.name) or cluster.attributes.get("given"):
        return None
    if gender_of(word) is not None or is_common_family(word):
        return None
    return body_by_name(cluster.name)


def _known_body(record: Record, cluster: Cluster) -> None:
    """A well-known body gets its id; "Xi's government" is the government of his country."""
    owner = cluster.attributes.get("owner", "")
    if cluster.attributes.get("head") == "government" and record.country:
        place = region_candidates(owner) or city_candidates(owner)
        if country_by_name(owner) or (cluster.name.endswith("government") and not place):
            rest = set(record.key.split()) - {"government"} - set(fold(owner).split())
            if not rest:
                record.key, record.generic, record.bare = "government", True, False
    if record.bare or "wikidata" in record.external:
        return
    body = body_by_name(cluster.name)
    if body is None or not body.qid:
        return
    if is_acronym(cluster.name) and (cluster.name != body.name or len(body.name) < OWN_ACRONYM):
        return
    if record.country in ("", body.country or ""):
        record.external["wikidata"] = body.qid


def _add_company(records: Mapping[str, Record]) -> None:
    """Other named people and bodies of the document, and the countries that it names."""
    together: dict[str, list[Record]] = defaultdict(list)
    for record in records.values():
        together[record.document].append(record)
    for members in together.values():
        keys = {}
        lands = set()
        for record in members:
            if record.kind == "country" and record.external.get("iso"):
                lands.add(record.external["iso"])
            elif key := company_key(record):
                keys[record.id] = key
        every = frozenset(keys.values())
        land = frozenset(lands)
        for record in members:
            if record.kind == "country":
                continue
            own = keys.get(record.id, "")
            record.around, record.own = every, own
            record.lands = land


def _add_claims(records: Mapping[str, Record], claims: Iterable[Claim]) -> None:
    """Ties to bodies, and topic words, from what the document claims."""
    ties: dict[str, set[str]] = defaultdict(set)
    staff: dict[str, set[str]] = defaultdict(set)
    topic: dict[str, set[str]] = defaultdict(set)
    words_of: dict[str, frozenset[str]] = {}
    offices: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record in records.values():
        if record.kind == "body" and not record.bare:
            offices[record.document, fold(record.name)].append(record.id)
    for claim in claims:
        subjects = [a.entity for a in claim.subject if isinstance(a, EntityArg)]
        objects = [a.entity for a in claim.object if isinstance(a, EntityArg)]
        if vocabulary().has(claim.relation, "tie") and claim.polarity != "negated":
            for subject in subjects:
                for target in objects:
                    _tie(records, ties, staff, subject, target)
            body = str(claim.qualifiers.get("of_org", ""))
            for subject in subjects if body else ():
                ties[subject].add(body_key(body))
                if (one := records.get(subject)) is not None and one.kind == "person":
                    for known in offices.get((claim.document, fold(body)), ()):
                        staff[known].add(subject)
        text = claim.evidence.text
        words = words_of.get(text)
        if words is None:
            # One object a word: a large graph has the same words in every sentence.
            told = {intern(word) for word in WORD.findall(text)}
            words = words_of[text] = frozenset(told - STOPWORDS)
        for id_ in (*subjects, *objects):
            topic[id_] |= words
    for id_ in ties.keys() & records.keys():
        records[id_].ties |= ties[id_]
    for id_ in staff.keys() & records.keys():
        records[id_].staff = frozenset(staff[id_])
    for id_ in topic.keys() & records.keys():
        found = topic[id_] - records[id_].role
        records[id_].topic = frozenset(
            sorted(found)[:MAX_WORDS] if len(found) > MAX_WORDS else found
        )


def _tie(
    records: Mapping[str, Record],
    ties: dict[str, set[str]],
    staff: dict[str, set[str]],
    subject: str,
    target: str,
) -> None:
    one, two = records.get(subject), records.get(target)
    if one is None or two is None:
        return
    if two.kind == "body" and not two.bare:
        ties[subject].add(two.key)
    if one.kind == "body" and not one.bare:
        ties[target].add(one.key)
    elif one.kind == "person" and two.kind in ("body", "thing:Position"):
        staff[target].add(one.id)
