"""The pipeline that a run uses: ours, or a spaCy pipeline of the user's, made to speak our labels."""

from __future__ import annotations

import spacy
from spacy.language import Language

from kgbuild.errors import ModelError, UsageError
from kgbuild.language import universal
from kgbuild.language.english import load_english

SETS = {
    "token.dep": "a parser",
    "token.tag": "a tagger",
    "token.lemma": "a lemmatiser",
    "doc.ents": "a name recogniser",
}
"""What a pipeline must set, and what does it."""


def load_pipeline(pipeline: str | Language | None = None, *, roles: bool = False) -> Language:
    """Return our English pipeline, an installed spaCy pipeline by its name, or the Language handed in.

    A pipeline of another origin must set heads, labels, tags, lemmas and names; one that cannot is refused
    here, with all that it lacks, not half-way. One that speaks ClearNLP's labels, as spaCy's own English
    pipelines do, gets a last component that turns its trees into Universal Dependencies.
    Only ours gives `roles`.
    """
    if pipeline is None:
        return load_english(roles=True if roles else None)
    if roles:
        raise UsageError("semantic roles come with kgbuild's own pipeline alone")
    nlp = pipeline if isinstance(pipeline, Language) else _installed(pipeline)
    assigned = {name for meta in map(nlp.get_pipe_meta, nlp.pipe_names) for name in meta.assigns}
    labels, tags = _labels(nlp, "parser"), _labels(nlp, "tagger")
    missing = [name for name in SETS if name not in assigned]
    wrong = list(universal.lacks(labels, tags))
    if missing or wrong:
        told = [f"does not set {', '.join(missing)}"] if missing else []
        told += [f"does not speak {' or '.join(wrong)}"] if wrong else []
        needed = ", ".join(SETS[name] for name in missing) or "such a pipeline"
        raise UsageError(
            f"spaCy pipeline {nlp.meta['lang']}_{nlp.meta['name']} {' and '.join(told)}; {needed} is needed"
        )
    if (
        "kgbuild_parser" not in nlp.pipe_names
        and not labels >= universal.UNIVERSAL
        and "kgbuild_universal" not in nlp.pipe_names
    ):
        nlp.add_pipe("kgbuild_universal", last=True)
    return nlp


def _labels(nlp: Language, name: str) -> frozenset[str]:
    """The labels of a component, with empty ones left out; none where it is of another make."""
    if name not in nlp.pipe_names:
        return frozenset()
    return frozenset(label for label in getattr(nlp.get_pipe(name), "labels", ()) if label)


def _installed(name: str) -> Language:
    try:
        return spacy.load(name)
    except (OSError, ValueError) as error:
        raise ModelError(f"spaCy pipeline {name!r} cannot be loaded ({error})") from None
