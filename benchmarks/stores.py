"""Speed of the stores on a made-up graph: loading, and each of the forty questions.

    python benchmarks/stores.py [--claims 100000] [--neo4j URI] [--plain] [--csv]

Entities follow a steep distribution (a few hubs, many that are named once), a tenth of the claims are
negated, planned or somebody else's. Times are the median of five runs, wall and CPU, in milliseconds.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kgbuild.model import (
    Claim,
    Document,
    Entity,
    EntityArg,
    Evidence,
    Fact,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Snapshot,
    Status,
    TimeSpan,
)
from kgbuild.project import project
from kgbuild.query import ask, questions
from kgbuild.store.cypher import files as neo4j_csv
from kgbuild.store.embedded import memory, oxigraph
from kgbuild.vocabulary import vocabulary

TYPES = ("Person", "Organization", "Country", "City", "Event", "Topic", "GovernmentBody", "Company")
COUNTRIES = ("NO", "DE", "US", "CN", "RU", "FR", "IN", "BR", "ZA", "JP")
MODALITIES = (Modality.PLANNED, Modality.POSSIBLE, Modality.WANTS, Modality.CONDITIONAL)


def made_up(claims: int, *, seed: int = 7) -> Snapshot:
    """A graph of so many claims, ten a document, about 1.2 entities a claim of ten."""
    rng = random.Random(seed)
    relations = sorted(set(vocabulary().relations) - {"RELATED_TO"})
    count = max(50, claims // 8)
    names = [f"Name{i} Family{i % (count // 3 + 1)}" for i in range(count)]
    types = [TYPES[i % len(TYPES)] for i in range(count)]

    def someone() -> int:
        return min(count - 1, int(count * rng.random() ** 3))

    documents, found, facts = [], [], []
    mentions: list[list[Mention]] = [[] for _ in range(count)]
    for d in range(claims // 10):
        id_ = f"d-{d:07}"
        day = date(2020, 1, 1) + timedelta(days=rng.randrange(1500))
        text = []
        offset = 0
        for s in range(5):
            a, b = someone(), someone()
            if a == b:
                b = (a + 1) % count
            sentence = f"{names[a]} met {names[b]} and said so in sentence {s} of {id_}."
            for entity in (a, b):
                start = offset + sentence.index(names[entity])
                end = start + len(names[entity])
                mention = Mention(
                    id_,
                    start,
                    end,
                    names[entity],
                    MentionKind.NAME,
                    types[entity],
                    (f"m-{d}-{entity}",),
                )
                mentions[entity].append(mention)
            evidence = Evidence(id_, offset, offset + len(sentence), sentence)
            for c in range(2):
                kind = rng.random()
                speaker = (f"e-{someone():07}",) if kind < 0.1 else ()
                claim = Claim(
                    id=f"c-{d:07}-{s}-{c}",
                    document=id_,
                    subject=(EntityArg(f"e-{a:07}"),),
                    predicate="meet",
                    relation=relations[int(len(relations) * rng.random() ** 2)],
                    object=(EntityArg(f"e-{b:07}"),),
                    evidence=evidence,
                    span=(offset, offset + 4),
                    polarity=Polarity.NEGATED if 0.1 < kind < 0.15 else Polarity.ASSERTED,
                    modality=rng.choice(MODALITIES) if 0.15 < kind < 0.25 else Modality.ACTUAL,
                    attributed_to=speaker,
                    quoted=kind > 0.9,
                    time=TimeSpan("then", day, day) if kind > 0.4 else None,
                    about=tuple(sorted({f"e-{a:07}", f"e-{b:07}"})),
                    confidence=round(0.4 + 0.6 * rng.random(), 2),
                    extractor="made_up",
                )
                found.append(claim)
                facts.append(_fact(claim, day))
            offset += len(sentence) + 1
            text.append(sentence)
        documents.append(
            Document(id_, f"{id_}.txt", " ".join(text), publisher=f"Paper {d % 40}", published=day)
        )
    entities = [
        Entity(
            f"e-{i:07}",
            types[i],
            names[i],
            country=COUNTRIES[i % len(COUNTRIES)] if i % 3 == 0 else None,
            clusters=tuple(sorted({m.clusters[0] for m in mentions[i]})),
            mentions=tuple(mentions[i]),
        )
        for i in range(count)
    ]
    return Snapshot(tuple(documents), tuple(entities), tuple(found), tuple(facts))


def _fact(claim: Claim, day: date) -> Fact:
    actual = claim.modality is Modality.ACTUAL
    status = Status.SINGLE_SOURCE if actual else Status.PLANNED
    if claim.polarity is Polarity.NEGATED:
        status = Status.NEGATED
    return Fact(
        id=f"f{claim.id[1:]}",
        relation=claim.relation,
        subject=claim.subject,
        object=claim.object,
        polarity=claim.polarity,
        claims=(claim.id,),
        documents=(claim.document,),
        independent_sources=1,
        time=claim.time,
        status=status,
        confidence=claim.confidence,
        first=day,
        last=day,
    )


PARAMETERS = {
    "entity": ("e-0000100", "e-0000200", "e-0000300"),
    "date": ("2021-03-01", "2021-03-31", "2021-04-01", "2021-04-30"),
    "text": ("met", "NO", "DE"),
    "name": ("met",),
    "integer": ("2",),
    "relation": ("MET",),
    "fact": ("f-0000005-1-1",),
}


def parameters(name: str) -> dict[str, str]:
    """Values for a question: an ordinary entity, a month."""
    question = questions()[name]
    used = dict.fromkeys(PARAMETERS, 0)
    given = {}
    for p in question.parameters:
        given[p.name] = PARAMETERS[p.type][used[p.type] % len(PARAMETERS[p.type])]
        used[p.type] += 1
    if name == "bridges":
        given = {"a": "NO", "b": "DE"}
    return given


def timed(store: Any, runs: int) -> None:
    """Print each question's median times; slow ones once."""
    print(f"{'question':28}{'rows':>8}{'wall ms':>10}{'CPU ms':>10}")
    over = []
    for name, question in questions().items():
        given = parameters(name)
        walls, cpus = [], []
        for _ in range(1 if question.slow else runs):
            wall, cpu = time.perf_counter(), time.process_time()
            rows = len(ask(question, store, given).rows)
            walls.append((time.perf_counter() - wall) * 1000)
            cpus.append((time.process_time() - cpu) * 1000)
            if walls[-1] > 5000:
                break
        cpu_ms = statistics.median(cpus)
        mark = "  slow: " + question.slow if question.slow else ""
        print(
            f"{name:28}{rows:>8}{statistics.median(walls):>10.1f}{cpu_ms:>10.1f}{mark}", flush=True
        )
        if not question.slow and cpu_ms > 200:
            over.append(name)
    print(f"over 200 ms CPU: {', '.join(over) or 'none'}")


def plain_unwind(projection: Any, store: Any) -> float:
    """Seconds of the shortest possible load: ready rows, one UNWIND MERGE or MATCH-MERGE a group."""
    from itertools import groupby

    from kgbuild.store.cypher.load import BATCH, CONSTRAINTS, link_key, properties

    nodes: dict[Any, list[Any]] = {}
    for node in projection.nodes:
        nodes.setdefault(node.labels, []).append({**properties(node.properties), "id": node.id})
    ordered = sorted(projection.links, key=lambda link: link.type)
    links = {
        t: [{"a": x.source, "b": x.target, "p": properties(x.properties)} for x in g]
        for t, g in groupby(ordered, lambda link: link.type)
    }
    store.schema(CONSTRAINTS)
    start = time.perf_counter()
    for labels, rows in sorted(nodes.items()):
        for i in range(0, len(rows), BATCH):
            store.write(
                f"UNWIND $rows AS row MERGE (n:KgBuild {{id: row.id}}) SET n:{':'.join(labels)}, n = row",
                rows=rows[i : i + BATCH],
            )
    for type_, rows in sorted(links.items()):
        key = link_key(type_)
        mark = f" {{{key}: row.p.{key}}}" if key else ""
        for i in range(0, len(rows), BATCH):
            store.write(
                f"UNWIND $rows AS row MATCH (a:KgBuild {{id: row.a}}) MATCH (b:KgBuild {{id: row.b}}) MERGE (a)-[r:{type_}{mark}]->(b) SET r += row.p",  # noqa: E501
                rows=rows[i : i + BATCH],
            )
    return time.perf_counter() - start


def main() -> None:
    """Build, load, ask."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument(
        "--neo4j", metavar="URI", help="also load and ask a Neo4j server (NEO4J_PASSWORD)"
    )
    parser.add_argument(
        "--plain", action="store_true", help="also time a plain UNWIND load of the same rows"
    )
    parser.add_argument("--csv", action="store_true", help="also write the import files")
    parser.add_argument("--only-load", action="store_true", help="do not ask the questions")
    options = parser.parse_args()
    clock = time.perf_counter()
    snapshot = made_up(options.claims)
    print(
        f"made {len(snapshot.claims):,} claims, {len(snapshot.entities):,} entities in {time.perf_counter() - clock:.1f} s"  # noqa: E501
    )
    with tempfile.TemporaryDirectory() as folder:
        clock, cpu = time.perf_counter(), time.process_time()
        path = oxigraph.rebuild(Path(folder), snapshot)
        disk = sum(f.stat().st_size for f in path.rglob("*") if f.is_file()) / 2**20
        print(
            f"Oxigraph, from claims to the store at rest: {time.perf_counter() - clock:.1f} s wall, {time.process_time() - cpu:.1f} s CPU, {disk:.0f} MB on disk"  # noqa: E501
        )
        store = memory.embedded(folder)
        print(f"{len(store.store):,} triples")
        if not options.only_load:
            timed(store, options.runs)
        if options.csv:
            clock = time.perf_counter()
            neo4j_csv.write(snapshot, Path(folder) / "csv")
            print(f"import files: {time.perf_counter() - clock:.1f} s")
    if options.neo4j:
        projection = project(snapshot)
        print(
            f"{len(projection.nodes):,} nodes, {len(projection.links):,} links ({len(projection.edges):,} plain)"
        )
        _neo4j(options, projection)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _neo4j(options: argparse.Namespace, projection: Any) -> None:
    from kgbuild.store.cypher.load import load, unload
    from kgbuild.store.cypher.neo4j import connect

    user, password = os.environ.get("NEO4J_USER", "neo4j"), os.environ["NEO4J_PASSWORD"]
    with connect(options.neo4j, user, password) as store:
        unload(store)
        plain = 0.0
        if options.plain:
            plain = plain_unwind(projection, store)
            print(f"Neo4j {store.version}, plain UNWIND: {plain:.1f} s")
            unload(store)
        clock = time.perf_counter()
        load(store, projection)
        mine = time.perf_counter() - clock
        print(f"Neo4j load: {mine:.1f} s" + (f", {mine / plain:.2f} of plain" if plain else ""))
        clock = time.perf_counter()
        load(store, projection)
        print(f"Neo4j load again: {time.perf_counter() - clock:.1f} s")
        if not options.only_load:
            timed(store, options.runs)
        unload(store)


if __name__ == "__main__":
    sys.exit(main())
