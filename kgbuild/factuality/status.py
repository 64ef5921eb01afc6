"""What the text makes of a predicate, and the words beside it that say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.extract._words import words as word_set
from kgbuild.model import Modality

if TYPE_CHECKING:
    from kgbuild.extract.speakers import Voice

HEDGES = word_set(
    "reportedly allegedly apparently supposedly purportedly seemingly presumably ostensibly"
)

PERHAPS = word_set("possibly perhaps maybe potentially conceivably")

PROBABLY = word_set("probably likely presumably")

CONDITION = frozenset(
    {"if", "unless", "in case", "provided", "providing", "as long as", "assuming"}
)

UNREAL = frozenset({"as if", "as though", "whether", "lest"})

RATHER = frozenset({"without", "instead of", "rather than", "instead"})

FORWARD = frozenset(
    {"when", "after", "once", "before", "until", "till", "as soon as", "while", "where"}
)

# Denied, these leave open what stands below them.
UNSURE = frozenset({"clear", "certain", "evident", "obvious", "sure", "true", "apparent", "right"})

# Where there is none of these, what they are of is so.
BEYOND = frozenset({"doubt", "question", "dispute", "denying", "secret", "wonder", "surprise"})
# Behind these stands what is so already, whatever comes of it.
GIVEN = frozenset({"despite", "after", "following", "amid", "because of", "due to", "owing to"})
# What happens rarely is neither denied nor told as done.
RARELY = frozenset({"rarely", "seldom"})
# "hopes to see banks lend": under a wish, what is seen is wished too.
SEEING = frozenset({"see", "hear", "watch", "find", "discover", "learn", "prove", "show", "ensure"})
# With the present tense these tell of any time or of a time to come.
WHENEVER = frozenset({"when", "whenever", "once", "until", "till", "as soon as"})

REJECTS = frozenset({"reject", "deny", "dismiss", "refute", "dispute", "rebut"})


# Whoever does this with a plan or a right does not do what it is for.
GIVES_UP = word_set("abandon cancel drop scrap shelve scuttle withdraw miss lack lose")


# Participles that open a clause like a conjunction.
PREMISES = {
    "given": Modality.ACTUAL,
    "considering": Modality.ACTUAL,
    "seeing": Modality.ACTUAL,
    "provided": Modality.CONDITIONAL,
    "providing": Modality.CONDITIONAL,
    "assuming": Modality.CONDITIONAL,
    "supposing": Modality.CONDITIONAL,
}


@dataclass(frozen=True, slots=True)
class Status:
    """What the text makes of a predicate. `void`: nothing is said of whether it happened."""

    negated: bool = False
    modality: Modality = Modality.ACTUAL
    hedge: str | None = None
    voices: tuple[Voice, ...] = ()
    void: bool = False
