"""An extractor: "Reporters dubbed Anna Holt the Lioness of Oslo" says what she is known as."""

from kgbuild.annotate import Draft, Slot

VERBS = frozenset({"dub", "nickname"})


def phrase(token):
    """An argument: the head of a phrase, and the tokens that belong to it."""
    return Slot(head=token.i, start=token.left_edge.i, end=token.right_edge.i + 1)


def nicknames(annotated):
    """Reporters dubbed Anna Holt the Lioness of Oslo."""
    found = []
    for verb in annotated.doc:
        if verb.lemma_ not in VERBS:
            continue
        whom = [t for t in verb.children if t.dep_ in ("obj", "nsubj:pass")]
        name = [t for t in verb.children if t.dep_ == "xcomp"]
        if whom and name:
            found.append(
                Draft(
                    extractor="nicknames",
                    head=verb.i,
                    trigger=(verb.i,),
                    words="be known as",
                    lemma=verb.lemma_,
                    relation="KNOWN_AS",
                    subject=[phrase(whom[0])],
                    object=[phrase(name[0])],
                    confidence=0.8,
                )
            )
    return found
