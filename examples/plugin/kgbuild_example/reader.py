"""A reader: a wire service's messages, `WIRE|DATE|TITLE` in the first line, then the text."""

from datetime import date

from kgbuild.ids import content_id
from kgbuild.model import Document
from kgbuild.plugins import Reader

MARK = b"WIRE|"


def recognises(raw, name):
    """Whether a file is one of ours: by its bytes, not by its name."""
    return raw.startswith(MARK)


def read(about, raw):
    """The one article in a message; its head stands in the text, and belongs to no sentence."""
    text = raw.decode("utf8")
    head, _, _ = text.partition("\n")
    _, day, title = head.split("|", 2)
    yield Document(
        id=content_id("d", about.source, text),
        source=about.source,
        text=text,
        title=title.strip(),
        publisher="The Wire",
        published=date.fromisoformat(day),
        metadata_spans=((0, len(head)),),
    )


wire = Reader("wire", recognises, read)
