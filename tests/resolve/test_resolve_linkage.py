"""Average linkage: chains do not grow, bars hold, ties are decided by position."""

from __future__ import annotations

from kgbuild.resolve.comparison.linkage import link


def test_a_chain_of_pairs_does_not_become_one_group() -> None:
    scores = {(0, 1): 3.0, (1, 2): 3.0, (2, 3): 3.0, (0, 2): -2.0, (0, 3): -2.0, (1, 3): -2.0}
    groups, steps, _ = link([1, 1, 1, 1], scores, set(), 1.0)
    assert groups == [[0, 1], [2, 3]]
    assert len(steps) == 2


def test_what_is_barred_is_never_joined_by_others() -> None:
    scores = {(0, 1): 3.0, (1, 2): 3.0, (0, 2): 3.0}
    groups, _, _ = link([1, 1, 1], scores, {(0, 2)}, 1.0)
    assert groups == [[0, 1], [2]]


def test_a_missing_pair_counts_nothing() -> None:
    groups, _, left = link([1, 1, 1], {(0, 1): 2.0, (1, 2): 1.5}, set(), 1.0)
    assert groups == [[0, 1], [2]]
    assert left == {(0, 2): 0.75}


def test_large_profiles_weigh_more() -> None:
    groups, _, _ = link([9, 1, 1], {(0, 1): 2.0, (0, 2): 1.2, (1, 2): -6.0}, set(), 1.0)
    assert groups == [[0, 1], [2]]
