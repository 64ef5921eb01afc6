"""An exporter: who met whom, a line each, as text."""

from kgbuild.model import EntityArg
from kgbuild.plugins import Exporter


def write(snapshot, out):
    """Write the asserted meetings of a graph, sorted, so that the same graph gives the same bytes."""
    names = {entity.id: entity.name for entity in snapshot.entities}
    lines = set()
    for fact in snapshot.facts:
        if fact.relation == "MET" and fact.polarity == "asserted":
            ends = [
                names[a.entity] for a in (*fact.subject, *fact.object) if isinstance(a, EntityArg)
            ]
            lines.add(" – ".join(ends) + f" ({fact.status})")
    out.write_text("\n".join(sorted(lines)) + "\n", encoding="utf8")
    return [out]


meetings = Exporter("meetings", write)
