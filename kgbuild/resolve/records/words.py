"""Word lists of the comparison: all frozen, all lower case and folded."""

from __future__ import annotations

from kgbuild.english import table

_TABLE = table("comparison")
GENERIC = _TABLE["generic"]
STOPWORDS = _TABLE["stopword"]
VAGUE = _TABLE["vague"]
ANY_PAPER = _TABLE["any_paper"]
OTHER_GOVERNMENT = _TABLE["other_government"]
SIDES = _TABLE["side"]
RECURRING = _TABLE["recurring"]
LOCAL = _TABLE["local"]
ROLE_NOISE = _TABLE["role_noise"]
ALONE = _TABLE["alone"]
ONE_HOLDS = _TABLE["one_holds"]
MANY_HOLD = _TABLE["many_hold"]
OF_STATES = _TABLE["of_states"]
PLAYS = _TABLE["plays"]
# Words that only an article on sport has several of; those under "" tell no sport.
SPORTS = {("" if name == "any" else name): words for name, words in table("sports").items()}
