"""Raw text to tokens as the treebanks cut them, every character covered.

A run of characters without white space (a chunk) is cut by rules alone, so its pieces can be remembered. Hyphenated
words come apart ("life-saving" is three tokens) unless a prefix leads ("co-founder"), clitics stand alone ("do n't",
"Kyiv 's"), abbreviations keep their point, addresses stay whole.
"""

from __future__ import annotations

import re

from kgbuild.language.text.abbreviations import ABBREVIATIONS

_CACHE_LIMIT = 100_000
_CHUNK_LIMIT = 2_000

_ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[@#]\w[\w-]*"
    r"|(?:[a-z0-9][a-z0-9-]*\.)+(?:com|org|net|gov|edu|info|co\.uk|io|int|eu)(?:/\S*)?",
    re.IGNORECASE,
)
_OPEN = "([{<«“”‘„‚\"'`¿¡*_~|•·"
_CLOSE = ")]}>»”“’\"'`,;:!?*_~|…"
_CURRENCY = "$€£¥₹₩₦₽₺¢"
_LEAD = re.compile(
    r"([_*=~#<>|])\1+|\.{2,}|-{2,}|[–—―]|['’](?=\d\ds?\b)|"
    + f"[{re.escape(_OPEN)}]|\\W?[{_CURRENCY}]"
)
_CONTRACTED = re.compile(r"(?i)^['’](?:s|m|d|re|ve|ll|em|til|cause|tis|twas|n)$|^['’]\d\ds?$")
_TAIL = re.compile(
    r"(?:([_*=~#<>|])\1+|[!?]{2,}|\.{2,}|…|-{2,}|[–—―%°]|" + f"[{re.escape(_CLOSE)}])$"
)
_CLITIC = re.compile(r"(?i)(?<=[\w.])(n['’]t|['’](?:s|m|d|re|ve|ll))$")
_ENUMERATOR = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z])\.$")
_RUN = re.compile(r"^(?:\.{2,}|-{2,}|[!?]{2,}|\*{2,}|_{2,}|={2,}|~{2,})$")
_LETTERS = re.compile(r"^(?:[^\W\d_]\.)+$")
_SPLIT_WORDS = {
    "cannot": 3,
    "gonna": 3,
    "wanna": 3,
    "gotta": 3,
    "gimme": 3,
    "lemme": 3,
    "dunno": 2,
}
_PREFIX_WORDS = (
    "anti audio bi bio co counter cross cyber de dis e eco electro ex extra geo hyper inter intra macro mal mega "
    "meta micro mid mini mis mono multi nano neo non omni over pan para per poly post pre pro proto pseudo "
    "psycho re semi socio sub super supra tele trans tri ultra un under uni vice"
)
_PREFIXES = frozenset(_PREFIX_WORDS.split())
_PHONE = re.compile(r"^\+?\d[\d-]*-\d{3,}-?[\d-]*$|^\d{1,4}-\d{1,2}-\d{1,4}$")
_RANGE = re.compile(r"^(\d{1,4})-(\d{1,4})$")
_OPTIONAL = re.compile(r"^\w+\((?:s|es|a|e)\)\w*$")
_UNIT = re.compile(
    r"(?i)^(\d[\d.,:]*)(am|pm|a\.m\.|p\.m\.|km|kms|kg|kgs|cm|mm|m|ft|mph|kph|km/h|bn|mn|tn|sq|mw|gw|kw|gb|mb|hrs?|mins?|k)$"
)
_MONEY = re.compile(rf"^(US|A|C|NZ|S|HK|NT|R|Rs|Dh|QR|SR|KD|KSh|Sh)([{_CURRENCY}]|(?=\d))(\d.*)$")
_INFIX = re.compile(
    r"(\.{2,}|…|-{2,}|[–—―]|(?<=\w)-(?=\w)|(?<=[^\W\d])/(?=[^\W\d])|(?<=[^\W\d]{2}),(?=\w)|(?<=\w)[)\]\"“”»](?=\w))"
)
_GLUED = re.compile(r"(?<=[a-z]{2}|\d\d)([.?!])(?=[A-Z“\"][a-z]+)")


class Tokenizer:
    """Cuts text into tokens; remembers the chunks that it has seen."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[str, ...]] = {}

    def cut(self, text: str) -> tuple[list[str], list[str]]:
        """Return the tokens and the white space after each; together they are the text.

        White space at the very start belongs to a first, empty token.

        >>> Tokenizer().cut("Mr. Obama didn't go (yet).")[0]
        ['Mr.', 'Obama', 'did', "n't", 'go', '(', 'yet', ')', '.']
        """
        words: list[str] = []
        gaps: list[str] = []
        end = 0
        for match in re.finditer(r"\S+", text):
            start = match.start()
            if start > end:
                if words:
                    gaps[-1] = text[end:start]
                else:
                    words.append("")
                    gaps.append(text[end:start])
            end = match.end()
            chunk = match.group()
            opens_line = not words or "\n" in gaps[-1]
            parts = (chunk,) if opens_line and _ENUMERATOR.match(chunk) else self.chunk(chunk)
            words.extend(parts)
            gaps.extend([""] * len(parts))
        if end < len(text):
            if words:
                gaps[-1] = text[end:]
            else:
                words.append("")
                gaps.append(text)
        return words, gaps

    def chunk(self, chunk: str) -> tuple[str, ...]:
        """Cut one run of characters without white space."""
        found = self._seen.get(chunk)
        if found is None:
            if len(chunk) > _CHUNK_LIMIT:
                step = _CHUNK_LIMIT
                pieces = [chunk[start : start + step] for start in range(0, len(chunk), step)]
                return tuple(token for piece in pieces for token in self.chunk(piece))
            found = tuple(_cut(chunk))
            if len(self._seen) >= _CACHE_LIMIT:
                self._seen.clear()
            self._seen[chunk] = found
        return found


def _cut(chunk: str) -> list[str]:
    if chunk.isalpha() and chunk.lower() not in _SPLIT_WORDS:
        return [chunk]
    lead: list[str] = []
    tail: list[str] = []
    while chunk:
        if _is_whole(chunk):
            return [*lead, chunk, *reversed(tail)]
        match = _LEAD.match(chunk)
        if match and match.end() < len(chunk) and not _CONTRACTED.match(chunk):
            cut = _lead_length(chunk, match)
            if cut:
                lead.append(chunk[:cut])
                chunk = chunk[cut:]
                continue
        rest = _peel(chunk)
        if not rest:
            break
        tail.append(chunk[rest:])
        chunk = chunk[:rest]
    return [*lead, *(_inside(chunk) if chunk else []), *reversed(tail)]


def _is_whole(chunk: str) -> bool:
    if len(chunk) == 1:
        return True
    address = _ADDRESS.fullmatch(chunk)
    if address and chunk[-1] not in ".,;:!?)]}>\"'”’":
        return True
    if _RUN.match(chunk) or _OPTIONAL.match(chunk):
        return True
    return (
        chunk.lower() in ABBREVIATIONS
        or bool(_CONTRACTED.match(chunk))
        or bool(_LETTERS.match(chunk))
    )


def _lead_length(chunk: str, match: re.Match[str]) -> int:
    text = match.group()
    if text[0] in "'’" and _CONTRACTED.match(chunk):
        return 0
    if text[0] in "'’" and re.match(r"['’]\d\ds?", chunk):
        return 0
    if len(text) == 2 and text[1] in _CURRENCY and text[0] not in _OPEN + "+-~<>":
        return 0
    if len(text) == 2 and text[1] in _CURRENCY:
        return 1
    return match.end()


def _peel(chunk: str) -> int:
    """Return where the chunk's last token begins, or 0 when nothing is to be peeled."""
    clitic = _CLITIC.search(chunk)
    if clitic and clitic.start() > 0:
        return clitic.start()
    match = _TAIL.search(chunk)
    if match and match.start() > 0:
        return match.start()
    if chunk[-1] == "." and len(chunk) > 1:
        if _LETTERS.match(chunk) or chunk.lower() in ABBREVIATIONS:
            return 0
        last = re.split(r"[-–—/(“\"']", chunk)[-1]
        if last.lower() in ABBREVIATIONS and last != chunk:
            return 0
        return len(chunk) - 1
    return 0


def _inside(chunk: str) -> list[str]:
    """Cut a chunk without marks at its ends."""
    lower = chunk.lower()
    if lower in _SPLIT_WORDS:
        cut = _SPLIT_WORDS[lower]
        return [chunk[:cut], chunk[cut:]]
    bounds = _RANGE.match(chunk)
    if bounds:
        low, high = bounds.groups()
        return [low, "-", high] if int(high) > int(low) else [chunk]
    if _is_whole(chunk) or _PHONE.match(chunk) or (chunk.isalnum() and not chunk[0].isdigit()):
        money = _MONEY.match(chunk)
        return _money(money) if money else [chunk]
    unit = _UNIT.match(chunk)
    if unit:
        return [unit.group(1), unit.group(2)]
    money = _MONEY.match(chunk)
    if money:
        return _money(money)
    parts = [part for part in _INFIX.split(chunk) if part]
    if len(parts) > 1:
        return _rejoin(parts)
    glued = [part for part in _GLUED.split(chunk) if part]
    return glued if len(glued) > 1 else [chunk]


def _money(match: re.Match[str]) -> list[str]:
    code, sign, amount = match.groups()
    return [code + sign, *_inside(amount)] if amount else [code + sign]


def _rejoin(parts: list[str]) -> list[str]:
    """Put prefixes back before their word ("co", "-", "founder"), and clitics inside ("year's-end")."""
    joined: list[str] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        ahead = index + 2 < len(parts) and parts[index + 1] == "-"
        if ahead and part.lower() in _PREFIXES and not parts[index + 2][0].isdigit():
            joined.append(part + "-" + parts[index + 2])
            index += 3
            continue
        if len(part) > 1 and not part.isalnum():
            joined.extend(_cut(part) if part not in {"--", "..."} else [part])
        else:
            joined.append(part)
        index += 1
    return joined
