"""How a Graph, a Document and a Claim show themselves in a notebook.

The HTML is static and escaped, without scripts; only a graph is the explorer, in a sandboxed frame of
its own, so that nothing of it can touch the notebook.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from kgbuild.draw.phrases import say
from kgbuild.draw.view import view
from kgbuild.model import ClaimArg, EntityArg, LiteralArg

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgbuild.model import Arg, Claim, Document, Entity, Snapshot

DRAWN = 150
BOX = (
    "font-family:Georgia,'Liberation Serif',serif;font-size:15px;line-height:1.6;max-width:46em;"
    "border-left:3px solid #2f6a98;padding:2px 0 2px 14px;margin:6px 0"
)
SMALL = "font-family:Arial,sans-serif;font-size:12px;color:#6a727d"
MARK = "background:#fbe6a2;color:#2b2410;border-radius:3px;padding:0 2px"


def graph_html(snapshot: Snapshot, *, limit: int = DRAWN, height: int = 640) -> str:
    """The explorer in a frame; `limit` names are drawn, search and tables hold all. Pixels high."""
    if not snapshot.entities and not snapshot.documents:
        return f'<div style="{SMALL}">An empty graph: no articles have been read yet.</div>'
    page = escape(view(snapshot, limit=limit), quote=True)
    return (
        f'<iframe title="Graph" sandbox="allow-scripts allow-downloads allow-modals" width="100%" '
        f'height="{height}" style="border:1px solid #ddd;border-radius:8px" srcdoc="{page}"></iframe>'
    )


def document_html(
    document: Document, claims: Iterable[Claim] = (), entities: Iterable[Entity] = ()
) -> str:
    """The article with names underlined (title: the entity) and the words of its claims marked."""
    marks: list[tuple[int, int, str, str]] = []
    for entity in entities:
        for mention in entity.mentions:
            if mention.document == document.id:
                style = "text-decoration:underline;text-decoration-color:#2f6a98"
                marks.append((mention.start, mention.end, style, f"{entity.name} ({entity.type})"))
    for claim in claims:
        if claim.document == document.id:
            marks.append((*claim.span, MARK, claim_line(claim)))
    head = [document.publisher, document.published and document.published.isoformat()]
    byline = " · ".join(str(part) for part in (*head, document.source) if part)
    return (
        f'<div style="{BOX}"><strong>{escape(document.title or document.source)}</strong>'
        f'<div style="{SMALL}">{escape(byline)}</div>'
        f'<div style="white-space:pre-line">{_marked(document.text, 0, marks)}</div></div>'
    )


def claim_html(
    claim: Claim, entities: Mapping[str, Entity] | None = None, document: Document | None = None
) -> str:
    """The claim's sentence with its words marked, who says it, and where it stands."""
    evidence = claim.evidence
    sentence = _marked(evidence.text, evidence.start, [(*claim.span, MARK, claim.predicate)])
    names = entities or {}
    chain = [names[e].name if e in names else e for e in claim.attributed_to]
    speaker = "According to " + ", citing ".join(chain) if chain else "The article itself"
    about = [document.title or document.source, document.publisher] if document else []
    when = claim.time.text if claim.time and claim.time.text else None
    line = " · ".join(str(p) for p in (speaker, *about, when, f"{claim.confidence:.0%}") if p)
    return (
        f'<div style="{BOX}"><strong>{escape(claim_line(claim, names))}</strong>'
        f'<div>{sentence}</div><div style="{SMALL}">{escape(line)}</div></div>'
    )


def claim_line(claim: Claim, names: Mapping[str, Entity] | None = None) -> str:
    """The claim in one line of words."""

    def words(args: tuple[Arg, ...]) -> str:
        found = []
        for arg in args:
            if isinstance(arg, EntityArg):
                known = (names or {}).get(arg.entity)
                found.append(known.name if known else arg.entity)
            elif isinstance(arg, ClaimArg):
                found.append("…")
            else:
                found.append(arg.literal if isinstance(arg, LiteralArg) else arg.text)
        return " and ".join(found)

    verb = say(claim.relation, claim.predicate, claim.polarity, claim.modality)
    return " ".join(part for part in (words(claim.subject), verb, words(claim.object)) if part)


def _marked(text: str, offset: int, marks: Iterable[tuple[int, int, str, str]]) -> str:
    """Escaped text with spans styled; where spans overlap, the first, longest one counts."""
    out = []
    at = 0
    ordered = sorted(((a - offset, b - offset, s, t) for a, b, s, t in marks), key=_place)
    for start, end, style, title in ordered:
        if start < at or start >= end or end > len(text):
            continue
        out.append(escape(text[at:start]))
        hint = escape(title, quote=True)
        out.append(f'<span style="{style}" title="{hint}">{escape(text[start:end])}</span>')
        at = end
    out.append(escape(text[at:]))
    return "".join(out)


def _place(mark: tuple[int, int, str, str]) -> tuple[int, int, str]:
    return mark[0], -mark[1], mark[3]


def load_ipython_extension(ipython: Any) -> None:
    """`%load_ext kgbuild.draw.notebook`: documents and claims show themselves in cells."""
    html = ipython.display_formatter.formatters["text/html"]
    html.for_type_by_name("kgbuild.model", "Document", document_html)
    html.for_type_by_name("kgbuild.model", "Claim", claim_html)
    html.for_type_by_name("kgbuild.model", "Snapshot", graph_html)
