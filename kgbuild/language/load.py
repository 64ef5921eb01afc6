"""The pipeline that a run uses: ours, or a spaCy pipeline of the user's."""

from __future__ import annotations

import spacy
from spacy.language import Language

from kgbuild.errors import ModelError, UsageError
from kgbuild.language.english import load_english


def load_pipeline(pipeline: str | Language | None = None, *, roles: bool = False) -> Language:
    """Return our English pipeline, an installed spaCy pipeline by its name, or the Language handed in.

    A pipeline of another origin must set heads, tags and names; one that cannot is refused here, not half-way. Only
    ours gives `roles`.
    """
    if pipeline is None:
        return load_english(roles=roles)
    if roles:
        raise UsageError("semantic roles come with kgbuild's own pipeline alone")
    nlp = pipeline if isinstance(pipeline, Language) else _installed(pipeline)
    assigned = {name for meta in map(nlp.get_pipe_meta, nlp.pipe_names) for name in meta.assigns}
    missing = [name for name in ("token.dep", "token.tag", "doc.ents") if name not in assigned]
    if missing:
        raise UsageError(
            f"spaCy pipeline {nlp.meta['lang']}_{nlp.meta['name']} does not set {', '.join(missing)}; "
            "a parser, a tagger and a name recogniser are needed"
        )
    return nlp


def _installed(name: str) -> Language:
    try:
        return spacy.load(name)
    except (OSError, ValueError) as error:
        raise ModelError(f"spaCy pipeline {name!r} cannot be loaded ({error})") from None
