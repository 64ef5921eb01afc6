"""Speed of the English pipeline: `python benchmarks/pipeline_speed.py FOLDER-OF-TEXTS [--articles 200]`.

Each article is taken through the whole pipeline, from raw text to names, and then its windows through the bare
onnxruntime session once more. The ratio of the two times is the figure to watch; words a second depend on the
machine. One process, one thread, processor time.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from spacy.language import Language

from kgbuild.language import load_english
from kgbuild.language.english import NewsParser


def clocked(work: Callable[[], Any]) -> float:
    """Return the processor seconds that a piece of work took."""
    start = time.process_time()
    work()
    return time.process_time() - start


def feeds_of(nlp: Language, parser: NewsParser, text: str) -> list[dict[str, Any]]:
    """Return what the session is fed for a text: the pieces of its windows of sentences."""
    doc = nlp.get_pipe("kgbuild_sentences")(nlp.make_doc(text))  # type: ignore[operator]
    network = parser.network
    cut = [[token.text for token in sent if not token.text.isspace()] for sent in doc.sents]
    cut = [words for words in cut if words]
    feeds = []
    for group in network.groups(cut):
        if len(group) > 1:
            feeds.append(network.feed([cut[number] for number in group]))
            continue
        words = cut[group[0]]
        feeds += [network.feed([words[start:end]]) for start, end in network.windows(words)]
    return feeds


def main() -> None:
    """Read the options, measure, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--articles", type=int, default=200)
    options.add_argument("--profile", action="store_true", help="also print where the time goes")
    chosen = options.parse_args()
    texts = [path.read_bytes().decode("utf-8") for path in sorted(chosen.folder.glob("*.txt"))]
    texts = texts[:: max(1, len(texts) // chosen.articles)][: chosen.articles]
    nlp = load_english()
    parser: Any = nlp.get_pipe("kgbuild_parser")
    for text in texts[:3]:
        nlp(text)
    whole = bare = cutting = 0.0
    words = pieces = 0
    outputs = [one.name for one in parser.network.session.get_outputs()]
    for text in texts:
        feeds = feeds_of(nlp, parser, text)
        words += sum(len(feed["first"]) for feed in feeds)
        pieces += sum(len(feed["ids"]) for feed in feeds)

        def session(feeds: list[dict[str, Any]] = feeds) -> None:
            for feed in feeds:
                parser.network.session.run(outputs, feed)

        whole += clocked(lambda text=text: nlp(text))  # type: ignore[misc]
        bare += clocked(session)
        cutting += clocked(
            lambda text=text: nlp.get_pipe("kgbuild_sentences")(nlp.make_doc(text))  # type: ignore[misc,operator]
        )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"articles {len(texts)}, words {words}, pieces {pieces}")
    print(f"whole pipeline      {words / whole:8.0f} words/s")
    print(f"bare session        {words / bare:8.0f} words/s")
    print(f"tokens, sentences   {words / cutting:8.0f} words/s")
    print(f"ratio               {whole / bare:8.3f}")
    print(f"memory at its peak  {memory:8.0f} MB")
    if chosen.profile:
        import cProfile
        import pstats

        profile = cProfile.Profile()
        profile.enable()
        for text in texts[:40]:
            nlp(text)
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
