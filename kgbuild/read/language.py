"""Is it English? Function words decide the clear cases; py3langid names the language of the others."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kgbuild.errors import LanguageError

# The commonest function words of English that are no words of its neighbours.
FUNCTION_WORDS = frozenset(
    (
        "the",
        "of",
        "and",
        "to",
        "that",
        "was",
        "with",
        "is",
        "are",
        "has",
        "have",
        "had",
        "been",
        "by",
        "from",
        "this",
        "which",
        "were",
        "their",
        "not",
        "its",
        "would",
        "after",
        "who",
        "they",
        "but",
        "said",
        "will",
        "it",
        "he",
        "she",
        "his",
        "her",
        "at",
        "as",
        "be",
        "on",
        "for",
    )
)
WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 4000
CLEAR = 0.2
SURE = 0.9
LIKELY = 0.5
ENOUGH = 15
NAMES = {
    "af": "Afrikaans",
    "ar": "Arabic",
    "bg": "Bulgarian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "la": "Latin",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "ms": "Malay",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "th": "Thai",
    "tl": "Tagalog",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


@cache
def _identifier() -> Any:
    # Loading takes over a second, so only texts in doubt pay for it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def require_english(text: str, declared: str | None = None) -> None:
    """Raise LanguageError, naming the language, unless the text is English.

    Short texts in which nothing is certain pass. `declared` (a code) is believed when it names
    another language and the words do not speak against it.
    """
    sample = text[:SAMPLE]
    words = [w.casefold() for w in WORD.findall(sample)]
    share = sum(w in FUNCTION_WORDS for w in words) / len(words) if words else 0.0
    if share >= CLEAR:
        return
    if declared and declared.casefold().partition("-")[0] not in ("", "en", "eng", "english"):
        raise LanguageError(_message(declared.casefold().partition("-")[0]))
    if not words:
        return
    code, probability = _identifier().classify(sample)
    # Fifteen English words have a function word among them.
    needed = LIKELY if share == 0 and len(words) >= ENOUGH else SURE
    if code != "en" and probability >= needed:
        raise LanguageError(_message(code))


def _message(code: str) -> str:
    return f"in {NAMES.get(code, code)}; kgbuild reads English"
