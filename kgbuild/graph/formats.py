"""The formats that a graph is exported in, by name."""

from __future__ import annotations

JSONL = "jsonl"
RDF_FORMATS = ("nquads", "turtle", "trig", "json-ld")
PICTURE_FORMATS = ("graphml", "gexf", "csv", "parquet", "mermaid")
EXCHANGE_FORMATS = ("ftm", "plover", "schema-org", "geojson", "web-annotation")
FORMATS = (JSONL, *RDF_FORMATS, "neo4j-csv", *PICTURE_FORMATS, *EXCHANGE_FORMATS)
OTHER_NAMES = {"jsonld": "json-ld"}
"""Formats by the names that people give them as well."""
