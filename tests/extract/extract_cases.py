"""The case table: sentences of our own, their trees, and the claims that a grammarian reads in them.

cases.txt holds `# phenomenon`, `> sentence`, and one line a claim: subject | words | object | manner,
where manner lists what is not plain (negated, a modality, a hedge, `by SPEAKER`). Contents of speech
stand as `[words]`. parses.tsv holds the trees, made by the pipeline and read through.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from kgbuild.annotate import Annotated
from kgbuild.attribution.mend import mend
from kgbuild.extract import extract
from kgbuild.language.grammar import repair
from kgbuild.model import Document

if TYPE_CHECKING:
    from spacy.vocab import Vocab

    from kgbuild.annotate import Draft, Slot

HERE = Path(__file__).parent
CASES, PARSES = HERE / "cases.txt", HERE / "parses.tsv"
Row = tuple[str, str, str, str, str, int, str]


@dataclass
class Case:
    """One sentence with its claims."""

    phenomenon: str
    sentence: str
    claims: list[str] = field(default_factory=list)


def read_cases(path: Path = CASES) -> list[Case]:
    """All cases in order."""
    found: list[Case] = []
    phenomenon = ""
    for line in path.read_text(encoding="utf8").splitlines():
        if line.startswith("# "):
            phenomenon = line[2:]
        elif line.startswith("> "):
            found.append(Case(phenomenon, line[2:]))
        elif line.strip():
            found[-1].claims.append(line.strip())
    return found


def read_parses(path: Path = PARSES) -> dict[str, list[Row]]:
    """Sentence -> its tokens with tags, labels and heads."""
    found: dict[str, list[Row]] = {}
    rows: list[Row] = []
    if not path.exists():
        return found
    for line in path.read_text(encoding="utf8").splitlines():
        if line.startswith("> "):
            rows = found.setdefault(line[2:], [])
        elif line:
            text, lemma, tag, pos, dep, head, space = line.split("\t")
            rows.append((text, lemma, tag, pos, dep, int(head), " " if space == "_" else ""))
    return found


def write_parses(path: Path, parses: dict[str, list[Row]]) -> None:
    """Write the trees back."""
    lines: list[str] = []
    for sentence, rows in parses.items():
        lines.append(f"> {sentence}")
        lines += ["\t".join([*map(str, row[:6]), "_" if row[6] else "-"]) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf8")


def make_doc(rows: list[Row], vocab: Vocab) -> Doc:
    """A Doc from the rows of one sentence."""
    return repair.mend(
        mend(
            Doc(
                vocab,
                words=[row[0] for row in rows],
                lemmas=[row[1] for row in rows],
                tags=[row[2] for row in rows],
                pos=[row[3] for row in rows],
                deps=[row[4] for row in rows],
                heads=[row[5] for row in rows],
                spaces=[row[6] == " " for row in rows],
                sent_starts=[index == 0 for index in range(len(rows))],
            )
        )
    )


def rows_of(doc: Doc) -> list[Row]:
    """The rows of a parsed sentence."""
    return [
        (t.text, t.lemma_, t.tag_, t.pos_, t.dep_, t.head.i, " " if t.whitespace_ else "")
        for t in doc
    ]


def rendered(rows: list[Row], vocab: Vocab) -> list[str]:
    """The verbal drafts of one sentence as lines of the case table."""
    doc = make_doc(rows, vocab)
    annotated = Annotated(Document("d", "case", doc.text), doc)
    return [_line(d, annotated) for d in extract(annotated) if d.extractor.startswith("clauses")]


def _line(draft: Draft, annotated: Annotated) -> str:
    sides = [
        " + ".join(_slot(s, annotated) for s in side) for side in (draft.subject, draft.object)
    ]
    manner = [draft.polarity.value] if draft.polarity.value != "asserted" else []
    manner += [draft.modality.value] if draft.modality.value != "actual" else []
    manner += [f"hedge {draft.hedge}"] if draft.hedge else []
    if draft.speaker:
        manner.append("by " + " > ".join(_slot(s, annotated) for s in draft.speaker))
    return " | ".join([sides[0], draft.words, sides[1] or "-", ", ".join(manner)]).rstrip(" |")


def _slot(slot: Slot, annotated: Annotated) -> str:
    if slot.draft is not None:
        return f"[{slot.draft.words}]"
    if slot.literal is not None:
        return slot.literal if slot.literal == "unspecified" else f'"{slot.literal}"'
    return str(annotated.doc[slot.start : slot.end].text)
