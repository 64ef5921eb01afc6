"""How values lie in the ledger: JSON, deflated with a dictionary of the words that every row has.

The dictionary is part of the format: it may only change together with the format's version.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

LEVEL = 6
RAW = -15
SMALL, NARROW = 5_000, -13
"""Bytes of a row that a window of 8 KB holds, with the dictionary: the same bytes come out, and a window of
32 KB made ready for each row took four fifths of the time."""

# The commonest words last: deflate gives them the shortest distances.
DICTIONARY = (
    b'"precision":"day","basis":"dateline""basis":"explicit""basis":"inferred""precision":"month"'
    b'"verdict":"unsure""verdict":"same""decided_by":"program""reasons":["same name"'
    b'{"claims":["c-"],"confidence":0.,"documents":["d-"],"first":"20","id":"f-","independent_sources":1,'
    b'"last":"20","object":[{"entity":"e-","span":[],"place":[],"polarity":"asserted","relation":null,'
    b'"status":"single_source","subject":[{"entity":"e-","span":[,"time":null,"why":"1 document, 1 source: '
    b'"status":"planned""status":"negated""kind":"description""kind":"pronoun""kind":"demonym"'
    b'"aliases":[],"attributes":{"family":"","gender":"male","given":"","head":"","named":"no","owner":"",'
    b'"role":""},"clusters":["m-"],"country":null,"document":"d-","external_ids":{"geonames":"",'
    b'"iso":"US","wikidata":"Q"},"id":"m-","mentions":[{"clusters":["m-"],"document":"d-","end":,"kind":"name",'
    b'"start":,"text":"","type":"Person"}],"name":"","type":"Group""type":"Topic""type":"Organization"'
    b'"type":"Event""type":"Country""type":"GovernmentBody""type":"City""type":"Person""type":"Product"'
    b'"bare":true,"document":"d-","external":{},"form":[],"id":"m-","key":"","kind":"thing:","kind":"person",'
    b'"name":"","names":[],"role":[],"ties":[],"topic":["according","after","also","against","been","before",'
    b'"could","country","first","from","government","have","last","minister","more","over","people","president",'
    b'"said","says","that","their","they","this","told","were","which","will","with","would","year"]'
    b'{"about":["m-"],"attributed_to":["m-"],"confidence":0.8,"document":"d-","evidence":{"document":"d-",'
    b'"end":,"start":,"text":"The "},"extractor":"verb","hedge":null,"id":"c-","modality":"actual",'
    b'"object":[{"entity":"m-","span":[{"literal":"","span":[{"claim":"c-"}],"place":[],"polarity":"asserted",'
    b'"predicate":"say","qualifiers":{},"quoted":false,"relation":"STATED","span":[,"subject":[{"entity":"m-",'
    b'"span":[,"time":{"basis":"dateline","end":"2022-","precision":"day","start":"2022-","text":""}}'
)


def dump(value: Any) -> str:
    """A plain value as canonical JSON: sorted keys, no blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def deflate(text: str) -> bytes:
    """A text, deflated; lone surrogates are kept as they are."""
    data = text.encode("utf8", "surrogatepass")
    window = NARROW if len(data) < SMALL else RAW
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, window, zdict=DICTIONARY)
    return packer.compress(data) + packer.flush()


def inflate(data: bytes) -> str:
    """What `deflate` was given; raises zlib.error for anything else."""
    unpacker = zlib.decompressobj(RAW, zdict=DICTIONARY)
    return (unpacker.decompress(data) + unpacker.flush()).decode("utf8", "surrogatepass")


def pack(value: Any) -> bytes:
    """A plain value as it lies in the ledger.

    >>> unpack(pack({"name": "Adler", "aliases": []}))
    {'aliases': [], 'name': 'Adler'}
    """
    return deflate(dump(value))


def unpack(data: bytes) -> Any:
    """The value again."""
    return json.loads(inflate(data))
