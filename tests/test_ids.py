"""Content ids."""

import doctest

import pytest

from kgbuild import ids

VECTORS = [
    "d-a3289be0a8748bb3664c",
    "m-e5b42c6d73898f6ea887",
    "c-b2d621cfcd097464786a",
    "c-821694c632a70ccb86ec",
    "f-c979465e431deeb46b9c",
    "x-0312053a3b60844ba389",
    "j-42cbad2a604dd35d3a9e",
]


def test_published_vector() -> None:
    """The vector in the docstring is what the code gives."""
    assert doctest.testmod(ids).failed == 0
    assert ids.content_id("test", "Al", "pha") == "test-e173b85376f4db77e408"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Al", "pha"), ("Alp", "ha")),
        (("", "a"), ("a", "")),
        (("a", "1"), ("a1",)),
        (("\u00e9",), ("e\u0301",)),
    ],
)
def test_fields_keep_apart(left: tuple[str, ...], right: tuple[str, ...]) -> None:
    """Length prefixes keep fields apart that look alike when glued."""
    assert ids.content_id("t", *left) != ids.content_id("t", *right)


def test_claims_differ_by_each_part() -> None:
    """Document, spans, relation, words and polarity all count; entities do not come in."""
    base = ("d-1", (3, 6), [(0, 2)], [(7, 9)], "MET", "meet", "asserted")
    changed = [
        ("d-2", *base[1:]),
        (base[0], (3, 7), *base[2:]),
        (*base[:2], [(0, 3)], *base[3:]),
        (*base[:3], [], *base[4:]),
        (*base[:4], None, *base[5:]),
        (*base[:5], "see", base[6]),
        (*base[:6], "negated"),
        (*base[:2], [(0, 2), (7, 9)], [], *base[4:]),
    ]
    made = {ids.claim_id(*args) for args in [base, *changed]}  # type: ignore[arg-type]
    assert len(made) == len(changed) + 1


def test_sets_have_no_order() -> None:
    """Facts and conflicts are sets of members."""
    assert ids.fact_id(["c-1", "c-2"]) == ids.fact_id(["c-2", "c-1"])
    assert ids.conflict_id("change", "time", ["a", "b"]) == ids.conflict_id(
        "change", "time", ["b", "a"]
    )


def test_lone_surrogate_has_an_id() -> None:
    """Text that no encoder takes still has an id instead of a crash."""
    assert ids.document_id("a", "\ud800").startswith("d-")


def test_vectors_of_each_kind() -> None:
    """What an id of each kind is, so that no change of a field's order or meaning goes unseen."""
    claim = ids.claim_id("d-1", (3, 6), [(0, 2)], [(7, 9)], "MET", "meet", "asserted")
    made = [
        ids.document_id("a.txt", "Text."),
        ids.cluster_id("d-1", 0, 4),
        claim,
        ids.claim_id("d-1", (3, 6), [(0, 2)], [], None, "meet", "negated"),
        ids.fact_id(["c-2", "c-1"]),
        ids.conflict_id("change", "time", ["f-2", "f-1"]),
        ids.judgement_id("m-2", "m-1", "same", "me", 1),
    ]
    assert made == VECTORS
    assert claim == ids.content_id(
        "c", "d-1", 3, 6, "MET", "meet", "asserted", "S", 0, 2, "O", 7, 9
    )


def test_a_judgement_is_about_a_pair() -> None:
    """In either order; each of both, the verdict, the person and the number count."""
    base = ("m-1", "m-2", "same", "me", 1)
    assert ids.judgement_id(*base) == ids.judgement_id("m-2", "m-1", *base[2:])
    others = [
        ("m-1", "m-3", *base[2:]),
        ("m-0", "m-2", *base[2:]),
        (*base[:2], "different", *base[3:]),
        (*base[:3], "you", 1),
        (*base[:4], 2),
    ]
    assert len({ids.judgement_id(*args) for args in [base, *others]}) == len(others) + 1
