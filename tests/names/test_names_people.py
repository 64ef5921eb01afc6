"""Names: parts, orders, and which forms may name one person or body."""

from __future__ import annotations

import pytest

from kgbuild.names import acronym_of, body_key, compatible, person_name


@pytest.mark.parametrize(
    ("words", "given", "family"),
    [
        ("Angela Merkel", "angela", "merkel"),
        ("Xi Jinping", "jinping", "xi"),
        ("Guo Shengkun", "shengkun", "guo"),
        ("Kim Jong Un", "jong", "kim"),
        ("Nguyen Phu Trong", "nguyen", "trong"),
        ("Ursula von der Leyen", "ursula", "von der leyen"),
        ("Recep Tayyip Erdoğan", "recep", "erdogan"),
        ("Martin Luther King Jr.", "martin", "king"),
        ("Daniel Bernoulli FRS", "daniel", "bernoulli"),
        ("Putin", "", "putin"),
    ],
)
def test_parts_of_a_name(words: str, given: str, family: str) -> None:
    """Order and titles decide which part a later mention uses."""
    name = person_name(words.split())
    assert name is not None
    assert (name.given, name.family) == (given, family)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Nikolai Patrushev", "Patrushev", True),
        ("Nikolai Patrushev", "Nikolay Patrushev", True),
        ("Guo Shengkun", "Guo", True),
        ("Mahinda Rajapaksa", "Gotabaya Rajapaksa", False),
        ("Mahinda Rajapaksa", "Mahinda", True),
        ("George Bush", "G. Bush", True),
        ("George Bush", "Jeb Bush", False),
        ("Ichiyo Higuchi", "Higuchi Ichiyo", True),
        ("Donald J. Trump", "Donald Trump", True),
        ("Donald Trump", "Melania Trump", False),
        ("Pierre L’Enfant", "L'Enfant", True),
        ("Ursula von der Leyen", "Leyen", True),
    ],
)
def test_compatible_names(left: str, right: str, same: bool) -> None:
    """Two given names with one surname are two people."""
    a, b = person_name(left.split()), person_name(right.split())
    assert a is not None
    assert b is not None
    assert compatible(a, b) is same
    assert compatible(b, a) is same


@pytest.mark.parametrize(
    ("short", "full", "introduced", "holds"),
    [
        ("SCO", "Shanghai Cooperation Organization", False, True),
        ("UNHCR", "United Nations High Commissioner for Refugees", False, True),
        ("SCO", "Security Council", True, True),
        ("SCO", "Security Council", False, False),
        ("IAEA", "International Atomic Energy Agency", False, True),
        ("AATF", "African Agricultural Technology Foundation", False, True),
        ("Interpol", "International Police", False, False),
        ("US", "Ukrainian Senate", False, False),
    ],
)
def test_acronyms(short: str, full: str, introduced: bool, holds: bool) -> None:
    """Initials count; more letters of a word only where the acronym is introduced."""
    assert acronym_of(short, full, introduced=introduced) is holds


def test_body_key_drops_articles_and_company_endings() -> None:
    """The words that tell bodies apart are left."""
    assert body_key("The Halden Shipping Co. Ltd.") == ("halden", "shipping")
    assert body_key("Russia’s Security Council")[-2:] == ("security", "council")
