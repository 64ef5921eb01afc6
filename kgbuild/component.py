"""`kgbuild_claims`: a component for anybody's spaCy pipeline that sets `doc._.claims`.

    import spacy
    nlp = spacy.load("en_core_web_sm")
    nlp.add_pipe("kgbuild_claims")
    for row in nlp("Huawei was sanctioned by Washington.")._.claims:
        print(row["says"], row["speaker"])

The pipeline needs a parser, a tagger, a lemmatiser and names. The Doc stays as it is: the rules read a copy, which
is made to speak Universal Dependencies where the pipeline speaks spaCy's own labels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from kgbuild.errors import UsageError
from kgbuild.extraction import claims_of, document_of
from kgbuild.graph import Graph
from kgbuild.language import universal
from kgbuild.language.gathered import beside

if TYPE_CHECKING:
    from datetime import date

    from kgbuild.graph import ClaimRow

EXTENSION = "claims"
NEEDED = ("DEP", "TAG", "LEMMA", "ENT_IOB")


@Language.factory(
    "kgbuild_claims",
    assigns=["doc._.claims"],
    requires=["token.dep", "token.tag", "token.lemma", "doc.ents", "doc.sents"],
    default_config={"published": None},
)
def make_claims(nlp: Language, name: str, published: str | None) -> Claims:
    """Make the component; `published` (an ISO date) is what "last week" is counted from."""
    return Claims(published)


class Claims:
    """Sets the claims of each Doc, as rows; see `kgbuild.extract`."""

    def __init__(self, published: str | None = None) -> None:
        from kgbuild.read import parse_date

        self.published: date | None = parse_date(published, None) if published else None
        if not Doc.has_extension(EXTENSION):
            Doc.set_extension(EXTENSION, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Read a Doc's claims; UsageError for one that lacks what the rules read."""
        rows: list[ClaimRow] = []
        if doc.text.strip():
            missing = [name for name in NEEDED if not doc.has_annotation(name)]
            if missing:
                raise UsageError(
                    f"kgbuild_claims needs {', '.join(missing)} on the Doc: put it behind a parser, a tagger, "
                    "a lemmatiser and a name recogniser"
                )
            read = doc.copy()
            read.user_data = {}
            beside(read).update(beside(doc))  # roles and antecedents, where the pipeline is ours
            if universal.is_other(read):
                universal.to_universal(read)
            document = document_of(doc.text, published=self.published)
            rows = Graph(claims_of(document, parsed=read).snapshot(document)).rows()
        doc._.set(EXTENSION, rows)
        return doc
