"""The sets of reporting words that rules ask for again and again, cut from the table once."""

from __future__ import annotations

from kgbuild.attribution.table import Stance, reporting

_TABLE = reporting()

SAYING = _TABLE.words(
    "verb",
    takes="that",
    stances=(
        Stance.SAYS,
        Stance.DENIES,
        Stance.HINTS,
        Stance.EXPECTS,
        Stance.PROMISES,
        Stance.ORDERS,
    ),
)
"""Verbs whose that-clause is said aloud or in writing: a participle of one goes on with the same speaker."""

QUOTING = _TABLE.words("verb", takes="quote")
"""Verbs beside words in quotation marks; some of them only there ("he smiled")."""

SPEAKING = QUOTING & _TABLE.words("verb", takes="that")
"""Verbs that say something with a quotation or a clause: whoever is their subject speaks or thinks."""

ACTING = _TABLE.words("verb")
"""Verbs of any stance: who praises, accuses or hopes also speaks the quotation that fills the next sentence."""

ASIDES = _TABLE.words("verb", place="after", takes="that") | _TABLE.words(
    "verb", place="after", takes="as"
)
"""Verbs that may stand behind or inside the clause that they report."""

HEARD = _TABLE.words("verb", takes="that", hearer="object", stances=(Stance.SAYS, Stance.PROMISES))
"""Verbs whose object hears what their clause says: "told reporters that"."""

TOLD = _TABLE.words("verb", takes="as", stances=(Stance.SAYS, Stance.HINTS))
"""Verbs of "as V-ed by X": X tells what the clause beside it says ("as promised" is another matter)."""

MAKING = _TABLE.words("support")
"""Whoever makes, repeats or voices a claim or report is its speaker."""

PAPERS = _TABLE.words("noun", takes="self")
"""Nouns that speak for themselves when nobody is named: "a report that"."""

NORMS = _TABLE.words("norm")
"""Things go according to these, which says nothing."""

REPORTS = _TABLE.words(
    "noun", takes="that", stances=(Stance.SAYS, Stance.ACCUSES, Stance.DENIES, Stance.HINTS)
)
"""Nouns of what is said: "these remarks"."""
