"""What is not so (yet): conditions, threats, denials, refusals, plans, promises; and who said what in their words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kgbuild.query.sifting.words import WORD, listed, noun_of, once, somebody, text, verb, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgbuild.query.parameters import Row

QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]?")
CONDITION = re.compile(r"\b(?:if|unless|provided|as long as)\b[^,.;]*", re.IGNORECASE)
IN_TIME = r"\b(?:the day before|the day after|before|after|during|following|ahead of|prior to|since|until)"
PAST = re.compile(r"\bwould(?: not|n't)? have\b")


DENIED_NOT = re.compile(r"\bden(?:y|ied|ies|ying)\b[^.;]*?(?:\bnot\b|n['’]t\b|\bnever\b)")
"""A denial of what is not so."""

TOLD = "when it was is told"
REPORTED = "no day is told: placed by the report's day"


def conditions_and_threats(rows: list[Row]) -> list[Row]:
    """Threats of somebody's to something, and what would be so on a condition that the sentence tells.

    The condition itself is no row: it stands beside what hangs on it.
    """
    found = []
    for row in rows:
        if text(row, "relation") in listed("threat"):
            if somebody(row, "subject", "object"):
                found.append(row | {"condition": None})
            continue
        sentence = text(row, "sentence")
        condition = CONDITION.search(sentence)
        if condition is None or PAST.search(sentence) or not somebody(row, "subject"):
            continue
        inside, outside = (
            set(WORD.findall(condition[0].casefold())),
            _without(sentence, condition[0]),
        )
        if not _stems(verb(row)) & {word[:4] for word in inside} - {word[:4] for word in outside}:
            found.append(row | {"condition": condition[0].strip()})
    return found


def _without(sentence: str, part: str) -> set[str]:
    return set(WORD.findall(sentence.replace(part, " ").casefold()))


def _stems(word: str) -> set[str]:
    return {word[:4]}


def denials(rows: list[Row]) -> list[Row]:
    """Denials of what is said to be so, not of what is asked for; each with the allegation, not with its denial."""
    return [
        row | {"object": _allegation(row)}
        for row in rows
        if verb(row) not in listed("denying")
        and text(row, "object").partition(" ")[0].casefold() not in listed("wanted")
    ]


def _allegation(row: Row) -> str | None:
    """What is denied, as whoever alleges it would say it: the graph keeps what the denier has for true."""
    if not row.get("denied"):
        return row.get("object")  # type: ignore[return-value]
    subject, bar, rest = text(row, "object").partition(" | ")
    if rest.startswith("not "):
        return subject + bar + rest.removeprefix("not ")
    twice = bar and DENIED_NOT.search(text(row, "sentence"))
    return subject + bar + ("not " if twice else "") + rest


def refused_or_failed(rows: list[Row]) -> list[Row]:
    """Acts refused, or not done: no states, nothing that one gets, nothing unclear, no denial in one's own voice."""
    return [row for row in rows if text(row, "modality") == "refused" or _not_done(row)]


def _not_done(row: Row) -> bool:
    if text(row, "modality") in ("unclear", "conditional") or verb(row) in listed("no_act"):
        return False
    known = text(row, "relation") not in listed("no_relation")
    return known or text(row, "speaker") != text(row, "subject")


def not_yet_done(rows: list[Row]) -> list[Row]:
    """Plans of somebody with a name, of no year before the report, to do a thing rather than to think or say one."""
    return [
        row
        for row in rows
        if any(letter.isupper() for letter in text(row, "subject"))
        and verb(row) not in listed("thinking")
        and text(row, "words") not in ("be", "be in", "be of")
        and text(row, "relation") not in listed("speaking") | listed("unplanned")
        and (somebody(row, "object") or text(row, "relation") not in listed("no_relation"))
        and not _said_by_wishing(row)
        and not _of_another_year(row)
    ]


def _said_by_wishing(row: Row) -> bool:
    """Whether the wish is the act: who wishes to thank somebody has thanked."""
    return text(row, "modality") == "wants" and text(row, "relation") in listed("performative")


def _of_another_year(row: Row) -> bool:
    """Whether the day that is told lies in a year before the report's: a plan of the past."""
    end, reported = text(row, "time_end"), text(row, "reported")
    return bool(end and reported) and end[:4] < reported[:4]


def order_of_events(rows: list[Row]) -> list[Row]:
    """Each with the words that place it before, during or after the event, where its sentence has them."""
    return [row | {"in_time": _in_time(row)} for row in rows]


def _in_time(row: Row) -> str | None:
    names = WORD.findall(text(row, "event"))
    for name in dict.fromkeys((*names[:1], *names[-1:])):
        found = re.search(
            rf"{IN_TIME} (?:\w+ ){{0,3}}?{re.escape(name)}\b", text(row, "sentence"), re.I
        )
        if found:
            return found[0]
    return None


def promises(rows: list[Row]) -> list[Row]:
    """Each promise with whether its delivery is told."""
    return [
        row | {"delivery": "reported" if row.get("delivered") else "not reported"} for row in rows
    ]


def own_words(rows: list[Row]) -> list[Row]:
    """Quotations whose speaker is the one asked for, each headed by the words in quotation marks."""
    kept = [row for row in rows if text(row, "speaker") in ("", text(row, "subject"))]
    for at, row in enumerate(kept):
        quotes = [q.strip() for q in QUOTED.findall(text(row, "sentence")) if len(q.split()) > 1]
        quoted = " … ".join(quotes) or text(row, "sentence").strip(' "“”')
        kept[at] = row | {"says": f"{text(row, 'subject')}: “{quoted}”"}
    return once(kept, "says", "source")


def between_periods(rows: list[Row]) -> list[Row]:
    """A state that is told later in other words is told; what was over before does not end; a reversal is of two."""
    told = [row for row in rows if row.get("again") or text(row, "change") in ("new", "told again")]
    again = {text(row, "fact") for row in told}
    later: dict[tuple[str, str], list[set[str]]] = defaultdict(list)
    for row in told:
        later[text(row, "subject"), text(row, "relation")].append(_content(row))
    kept = [
        row
        | ({"status": row["standing"], "object": _post(row)} if _is_over(row, "standing") else {})
        for row in news(rows)
        if text(row, "change") == "new"
        or (text(row, "change") == "reversed" and _of_two(row))
        or (
            text(row, "change") == "not told again"
            and text(row, "fact") not in again
            and _ends(row, later)
        )
    ]
    return once(kept, "change", "fact", "sentence", "source")


def _of_two(row: Row) -> bool:
    return text(row, "relation") not in listed("no_relation") and somebody(row, "object")


def _ends(row: Row, later: Mapping[tuple[str, str], list[set[str]]]) -> bool:
    """Whether a state stood, and no later statement has the same of the same one in fewer or more words."""
    if words(row, "object") & listed("ended") or _is_over(row, "standing"):
        return False
    own = _content(row)
    others = later.get((text(row, "subject"), text(row, "relation")), [])
    return not any(own <= other or other <= own for other in others)


def _content(row: Row) -> set[str]:
    """The words of the object but "of", "the" and the like."""
    return {w.casefold() for w in WORD.findall(text(row, "object")) if len(w) > 3 or w[0].isupper()}


def _post(row: Row) -> str:
    """The object without "former": that stands in the status."""
    return re.sub(r"\b(?:now-)?(?:former|then) ", "", text(row, "object"), flags=re.IGNORECASE)


def _is_over(row: Row, column: str) -> bool:
    """Whether a role's standing is that of one that has ended."""
    return text(row, column) in listed("ended")


def cooperation_by_month(rows: list[Row]) -> list[Row]:
    """Each claim once, with how many of its kind its month has."""
    kept = once(rows, "claim", "sentence")
    told = Counter((text(row, "month"), text(row, "kind")) for row in kept)
    return [row | {"claims": told[text(row, "month"), text(row, "kind")]} for row in kept]


def leaders_of_body(rows: list[Row]) -> list[Row]:
    """Whoever leads it before whoever did."""
    return [
        row | {"post": "led it, no longer"}
        if text(row, "post") == "leads it" and _is_over(row, "status")
        else row
        for row in rows
    ]


def news(rows: list[Row]) -> list[Row]:
    """What somebody does, says or becomes: what a thing is and where it lies is no news."""
    return [row for row in rows if text(row, "relation") not in listed("background")]


def unnamed_or_hedged(rows: list[Row]) -> list[Row]:
    """Claims on the word of somebody unnamed, or hedged; each with which of the two it is."""
    found = []
    for row in rows:
        hedge = text(row, "hedge").casefold()
        doubted = bool(hedge) and hedge not in listed("no_hedges")
        unnamed = _unnamed(text(row, "speaker").partition(" > ")[0])
        if doubted or unnamed:
            why = ["unnamed source"] * unnamed + [f"hedge “{hedge}”"] * doubted
            found.append(row | {"rests_on": " and ".join(why)})
    return found


def _unnamed(speaker: str) -> bool:
    """Whether a speaker is a kind of people: "officials", "a source", "researchers from a university"."""
    return noun_of(speaker) in listed("unnamed_sources")


def participants(rows: list[Row]) -> list[Row]:
    """Who took part, led, held or attacked it, by relation or by verb."""
    return [
        row
        for row in rows
        if somebody(row, "subject")
        and (text(row, "relation") in listed("took_part") or verb(row) in listed("taking_part"))
    ]


def posts(rows: list[Row]) -> list[Row]:
    """Posts and bodies; that one leads the body of a post is left out where its sentence tells the post."""
    told = {
        (text(row, "sentence"), text(row, "source"))
        for row in rows
        if text(row, "relation") in listed("posts_held")
    }
    return [
        row
        for row in rows
        if not _of_time(text(row, "object") or "-")
        if text(row, "relation") not in listed("led")
        or (text(row, "sentence"), text(row, "source")) not in told
    ]


def ended_roles(rows: list[Row]) -> list[Row]:
    """Roles of somebody with a name; "former" stands in the status, not in the post."""
    found = []
    for row in rows:
        if any(letter.isupper() for letter in text(row, "person")):
            found.append(row | {"object": _post(row)})
    return found


def names_and_titles(rows: list[Row]) -> list[Row]:
    """Names and titles, those that differ in case and article as one; words of time alone are no name."""
    alike: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        plain = re.sub(r"^(?:the|a|an) ", "", text(row, "name"), flags=re.IGNORECASE)
        if _of_time(plain):
            continue
        alike[(text(row, "kind"), plain.casefold())].append(row)
    return [
        max(found, key=lambda row: int(text(row, "count") or 0))
        | {"count": sum(int(text(row, "count") or 0) for row in found)}
        for found in alike.values()
    ]


def who_met_whom(rows: list[Row]) -> list[Row]:
    """Meetings of which a day is told apart from those that only their report dates."""
    return [
        row | {"dated": TOLD if row.get("time_start") or row.get("time_end") else REPORTED}
        for row in rows
    ]


def close_circle(rows: list[Row]) -> list[Row]:
    """Relatives, and others who are no crowd: "50,000 employees" and "his allies" are no circle."""
    return [row for row in rows if not (_crowd(row, "subject") or _crowd(row, "object"))]


def _crowd(row: Row, column: str) -> bool:
    """Whether a name is the plural of a kind of people, which nothing but a number or an owner tells apart."""
    return noun_of(text(row, column)) in listed("crowds")


def shared_surnames(rows: list[Row]) -> list[Row]:
    """Pairs with their kinship in a word; two of one name may be one person twice."""
    return [row | {"kin": _kin(row)} for row in rows]


def _kin(row: Row) -> str:
    if row.get("claim"):
        if text(row, "polarity") == "negated":
            return "said not to be kin"
        return f"{text(row, 'kinship') or 'kin'}"
    alike = text(row, "person").casefold() == text(row, "other").casefold()
    return "perhaps one person twice" if alike else "nothing told"


def _of_time(name: str) -> bool:
    """Whether a title is, or begins with, words of time alone: "former", "last year President"."""
    found = [word.casefold() for word in WORD.findall(name)]
    return set(found) <= listed("time_words") or bool(set(found[:1]) & listed("no_title"))


def who_is_who(rows: list[Row]) -> list[Row]:
    """One row an entity, with the post that most of its statements tell."""
    entities: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        entities[text(row, "entity")].append(row)
    return [
        max(
            found, key=lambda r: (int(text(r, "told") or 0), -len(text(r, "post")), text(r, "post"))
        )
        for found in entities.values()
    ]
