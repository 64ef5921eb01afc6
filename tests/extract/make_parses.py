"""Parse the sentences of cases.txt that parses.tsv lacks, and print what the clauses of each give.

Run by hand when a case is added:  python tests/extract/make_parses.py
Look at the new parses: a case table must rest on right trees, so mend wrong ones by hand.
"""

from __future__ import annotations

import sys

from extract_cases import PARSES, read_cases, read_parses, rendered, write_parses
from spacy.lang.en import English

from kgbuild.language import load_english

if __name__ == "__main__":
    nlp = load_english()
    parses = read_parses(PARSES)
    for case in read_cases():
        if case.sentence not in parses:
            doc = nlp(case.sentence)
            parses[case.sentence] = [
                (t.text, t.lemma_, t.tag_, t.pos_, t.dep_, t.head.i, t.whitespace_) for t in doc
            ]
    write_parses(PARSES, parses)
    vocab = English().vocab
    for case in read_cases():
        found = rendered(parses[case.sentence], vocab)
        mark = "  " if found == case.claims else "* "
        sys.stdout.write("\n      ".join([mark + case.sentence, *found]) + "\n")
