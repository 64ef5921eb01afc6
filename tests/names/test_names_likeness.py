"""What two names are to each other."""

from __future__ import annotations

import pytest

from kgbuild.names import compare_names, is_acronym, person_form
from kgbuild.names import key as fold
from kgbuild.names.bodies import initials_of as initials
from kgbuild.resolve.records.bodies import body_words

EASTERN = {"order": "family_first"}


@pytest.mark.parametrize(
    ("left", "right", "likeness"),
    [
        ("Anna Adler", "Anna Adler", "exact"),
        ("Dr Anna Adler", "Anna Adler", "exact"),
        ("Anna B. Adler", "Anna Adler", "exact"),
        ("Sergei Orlov", "Sergey Orlov", "spelling"),
        ("Jan Müller", "Jan Mueller", "spelling"),
        ("Ahmed Haddad", "Ahmad Hadad", "spelling"),
        ("Oleksandr Petrenko", "Oleksandr Petrenka", "spelling"),
        ("Xu Weimin", "Weimin Xu", "exact"),
        ("Marek Novak", "Novak Marek", "swapped"),
        ("Hossein Amir-Rastani", "Hossein Amir Rastani", "exact"),
        ("Min Doo Hwan", "Min Doo-hwan", "exact"),
        ("Bob Carter", "Robert Carter", "nickname"),
        ("J. Carter", "James Carter", "initial"),
        ("Recep Tayyip Aydin", "Tayyip Aydın", "part"),
        ("Angela Merkur", "Angela Merkru", "slip"),
        ("Anna Adler", "Boris Adler", "clash"),
        ("Sabah Al-Nour Al-Rashid", "Sabah Al-Karim Al-Rashid", "clash"),
        ("Luis Alba Reyes Stone", "Luis Reyes Stone", "exact"),
        ("Hassan Nour", "Hussein Nour", "clash"),
        ("Mohamed Nour", "Mahmoud Nour", "clash"),
        ("Mohamed Nour", "Muhammad Nour", "nickname"),
        ("Carlos Romero", "Carlos Ramiro", "none"),
        ("Alexander Lukomenko", "Aleksandr Lukomenka", "nickname"),
        ("Daniel Vega", "Daniela Vega", "clash"),
        ("John A. Stone", "John B. Stone", "clash"),
        ("Anna Adler", "Anna Becker", "none"),
    ],
)
def test_two_western_names(left: str, right: str, likeness: str) -> None:
    assert compare_names(person_form(left), person_form(right)) == likeness
    assert compare_names(person_form(right), person_form(left)) == likeness


@pytest.mark.parametrize(
    ("left", "right", "likeness"),
    [
        ("Han Min-ho", "Han Min Ho", "exact"),
        ("Han Min-ho", "Han Min-jun", "clash"),
        ("Guo Weimin", "Guo Weiming", "clash"),
    ],
)
def test_names_with_the_family_first(left: str, right: str, likeness: str) -> None:
    assert compare_names(person_form(left, EASTERN), person_form(right, EASTERN)) == likeness


def test_a_bare_surname_is_no_full_name() -> None:
    assert not person_form("Adler").full
    assert not person_form("Mr Adler").full


@pytest.mark.parametrize(
    ("name", "words", "iso"),
    [
        ("Russian Security Council", ("security", "council"), "RU"),
        ("Security Council of Russia", ("security", "council"), "RU"),
        ("the Norwegian Ministry of Finance", ("ministry", "finance"), "NO"),
        ("Halden Shipping Ltd", ("halden", "shipping"), ""),
    ],
)
def test_a_body_keeps_its_words_and_tells_its_country(
    name: str, words: tuple[str, ...], iso: str
) -> None:
    assert body_words(name) == (words, iso)


def test_acronyms() -> None:
    assert is_acronym("SCO")
    assert not is_acronym("Sco")
    assert "sco" in initials("Shanghai Cooperation Organization")
    assert fold("Élysée’s") == "elysee"
