"""Every node of a Cypher text is one of ours: a database may hold other people's nodes too."""

from __future__ import annotations

import re

import pytest

from kgbuild.query import questions

COMMENT_OR_TEXT = re.compile(r"//[^\n]*|'[^']*'")
VALUES = re.compile(r"\{[^{}]*: [^{}]*\}")
PATTERNS = re.compile(
    r"\bMATCH\b(.*?)(?=\b(?:WHERE|MATCH|OPTIONAL|RETURN|WITH|CALL|UNWIND|ORDER)\b|\}|$)", re.DOTALL
)
NODE = re.compile(r"\((\w*)((?::\w+)*) ?\)")
PLAIN = sorted(q.name for q in questions().values() if q.cypher)

GIVEN_BACK = {"between_periods": {"f"}, "order_of_events": {"e"}, "shared_surnames": {"b"}}
"""Variables that a sub-query or a list of nodes gives back, each of them ours there."""


@pytest.mark.parametrize("name", PLAIN)
def test_every_node_is_of_kgbuild(name: str) -> None:
    """With our label where it stands first; from there on the variable has it."""
    text = VALUES.sub("", COMMENT_OR_TEXT.sub("", questions()[name].cypher))
    ours = set(GIVEN_BACK.get(name, ()))
    for pattern in PATTERNS.findall(text):
        nodes = NODE.findall(pattern)
        assert nodes, pattern
        for variable, labels in nodes:
            if labels.startswith(":KgBuild"):
                ours.add(variable)
            else:
                assert variable in ours - {""}, f"({variable}{labels}) may be anybody's"
