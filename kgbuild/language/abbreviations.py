"""Abbreviations whose point belongs to them, and which of them may end a sentence."""

from __future__ import annotations

_TITLES = (
    "adm. amb. approx. apr. assoc. asst. atty. aug. brig. c. ca. capt. cf. ch. cmdr. col. "
    "cpl. cpt. dec. dr. drs. e.g. feb. fig. fr. fri. ft. gen. gens. gov. govs. hon. i.e. "
    "insp. jan. jul. jun. lt. maj. messrs. mlle. mme. mon. mr. mrs. ms. msgr. mt. mx. no. "
    "nos. nov. oct. p. pp. pres. prof. pvt. rep. reps. rev. rs. sect. sen. sens. sep. sept. "
    "sgt. sr. st. ste. supt. tel. thu. thur. thurs. tue. tues. viz. vol. vs. "
)
_ENDINGS = (
    "a.d. a.m. al. ala. ariz. ark. assn. ave. b.a. b.c. b.sc. bldg. blvd. bros. calif. co. "
    "colo. conn. corp. d.c. d.r.c. dept. e.u. ed. eds. esq. etc. ext. fla. gmbh. hrs. inc. "
    "jr. kan. ky. l.a. llc. ltd. m.a. m.b.a. m.d. m.sc. mich. minn. mins. mont. n.c. n.d. "
    "n.h. n.j. n.m. n.y. neb. nev. okla. orig. p.m. p.o. pa. penn. ph.d. plc. pty. pvt. r.i. "
    "rd. repr. s.a. s.c. s.d. sec. sq. tenn. tex. u.a.e. u.k. u.n. u.s. u.s.a. univ. va. vt. "
    "w.va. wis. wyo. "
)
_STARTERS = (
    "a about according after against all also although among an and as at because before "
    "between both but by despite during each earlier every for from he her here his how "
    "however i if in it its last later many meanwhile moreover most my no nor not now on once "
    "one our over she since so some that the their then there these they this those though "
    "under until we what when where while who why with yet you "
)

TITLES = frozenset(_TITLES.split())
"""They announce what follows; a sentence never ends with them when a word follows on the line."""

ENDINGS = frozenset(_ENDINGS.split())
"""They may stand inside a sentence or at its end."""

ABBREVIATIONS = TITLES | ENDINGS

STARTERS = frozenset(_STARTERS.split())
"""Words that, capitalised after an abbreviation, show that a sentence begins."""
