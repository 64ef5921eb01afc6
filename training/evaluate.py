"""Score the shipped files: `python -m training.evaluate --corpora FOLDER [--test] [--json FILE]`.

Trees and names are scored on given tokens, tokens and sentences on the raw text of documents that were set aside.
EWT's test part is opened with `--test` alone: once, for the model card.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from kgbuild.language.network import DATA, Network
from kgbuild.language.text.sentences import sentence_starts
from kgbuild.language.text.tokens import Tokenizer
from kgbuild.language.words import WordTables
from training.data import SET_ASIDE, Sentence, read_names, read_treebank
from training.evaluate_document import by_document, evaluate_document, parsed_texts
from training.scores import COUNTED_NAMES, f1

Figures = dict[str, float]


def score_trees(network: Network, words: WordTables, sentences: Sequence[Sentence]) -> Figures:
    """Return attachment scores, tags, lemmas and passive subjects."""
    counts: Counter[str] = Counter()
    for sentence, parsed in parsed_texts(network, sentences):
        for place, word in enumerate(sentence.words):
            head, label = sentence.heads[place], sentence.labels[place]
            found_head, found = parsed.heads[place], parsed.labels[place]
            same = head == found_head
            counts["words"] += 1
            counts["xpos"] += parsed.xpos[place] == sentence.xpos[place]
            counts["upos"] += parsed.upos[place] == sentence.upos[place]
            counts["lemma"] += words.lemma(word, parsed.xpos[place]) == sentence.lemmas[place]
            counts["passive gold"] += label == "nsubj:pass"
            counts["passive found"] += found == "nsubj:pass"
            counts["passive right"] += label == found == "nsubj:pass" and same
            if sentence.upos[place] == "PUNCT":
                continue
            counts["counted"] += 1
            counts["uas"] += same
            counts["las"] += same and label.split(":")[0] == found.split(":")[0]
            counts["las full"] += same and label == found
    return {
        "UAS": counts["uas"] / counts["counted"],
        "LAS": counts["las"] / counts["counted"],
        "LAS, full labels": counts["las full"] / counts["counted"],
        "passive subjects, precision": counts["passive right"] / max(1, counts["passive found"]),
        "passive subjects, recall": counts["passive right"] / max(1, counts["passive gold"]),
        "passive subjects, F1": f1(
            counts["passive right"], counts["passive found"], counts["passive gold"]
        ),
        "UPOS": counts["upos"] / counts["words"],
        "XPOS": counts["xpos"] / counts["words"],
        "lemmas": counts["lemma"] / counts["words"],
    }


def score_names(network: Network, sentences: Sequence[Sentence]) -> Figures:
    """Return F1 for all counted names together and for each type, Facility counted as Location."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for document in by_document(sentences):
        cut = [sentence.words for sentence in document]
        names = network.agreed_names(cut, list(network.parse_all(cut)))
        for sentence, spans in zip(document, names, strict=True):
            tags = [network.name_decoder.tags.index(tag) for tag in sentence.names]
            for kind, mine, theirs in _by_kind(set(spans), set(network.name_decoder.spans(tags))):
                right[kind] += len(mine & theirs)
                found[kind] += len(mine)
                gold[kind] += len(theirs)
    kinds = sorted(set(COUNTED_NAMES.values()))
    figures = {f"names F1, {kind}": f1(right[kind], found[kind], gold[kind]) for kind in kinds}
    total = [sum(counter[kind] for kind in kinds) for counter in (right, found, gold)]
    return {"names F1": f1(*total), **figures}


def _by_kind(
    mine: set[tuple[int, int, str]], theirs: set[tuple[int, int, str]]
) -> Iterable[tuple[str, set[tuple[int, int]], set[tuple[int, int]]]]:
    for kind in set(COUNTED_NAMES.values()):
        yield (
            kind,
            {(start, end) for start, end, found in mine if COUNTED_NAMES.get(found) == kind},
            {(start, end) for start, end, found in theirs if COUNTED_NAMES.get(found) == kind},
        )


def score_segmentation(documents: Sequence[Sequence[Sentence]]) -> Figures:
    """Return token and sentence F1 on texts put together from the sentences' `# text` lines."""
    tokenizer = Tokenizer()
    counts: Counter[str] = Counter()
    for sentences in documents:
        text = ""
        gold_tokens: set[tuple[int, int]] = set()
        gold_sentences: set[tuple[int, int]] = set()
        for sentence in sentences:
            text += ("\n\n" if sentence.opens_paragraph else " ") if text else ""
            start = place = len(text)
            text += sentence.text
            for word in sentence.words:
                at = text.find(word, place)
                if at < 0:
                    continue
                gold_tokens.add((at, at + len(word)))
                place = at + len(word)
            gold_sentences.add((start, len(text.rstrip())))
        words, gaps = tokenizer.cut(text)
        starts = sentence_starts(words, gaps)
        found_tokens: set[tuple[int, int]] = set()
        found_sentences: set[tuple[int, int]] = set()
        at = begin = end = 0
        for word, gap, first in zip(words, gaps, starts, strict=True):
            if first and at:
                found_sentences.add((begin, end))
            if first:
                begin = at
            if word:
                found_tokens.add((at, at + len(word)))
                end = at + len(word)
            at += len(word) + len(gap)
        found_sentences.add((begin, end))
        for name, mine, theirs in (
            ("token", found_tokens, gold_tokens),
            ("sentence", found_sentences, gold_sentences),
        ):
            counts[f"{name} right"] += len(mine & theirs)
            counts[f"{name} found"] += len(mine)
            counts[f"{name} gold"] += len(theirs)
    return {
        f"{name} F1": f1(counts[f"{name} right"], counts[f"{name} found"], counts[f"{name} gold"])
        for name in ("token", "sentence")
    }


def evaluate(corpora: Path, folder: Path, *, test: bool = False) -> dict[str, Figures]:
    """Score everything that may be scored; the keys are the rows of the model card."""
    network = Network(folder)
    words = WordTables((folder / "words.json.gz").read_bytes())
    treebanks = corpora / "ud"
    aside = [s for s in read_treebank(treebanks / "en_gum-train.conllu") if s.document in SET_ASIDE]
    news = [s for s in aside if "_news_" in s.document]
    figures = {
        "EWT dev": score_trees(
            network, words, list(read_treebank(treebanks / "en_ewt-dev.conllu"))
        ),
        "GUM set aside": score_trees(network, words, aside),
        "GUM set aside, news": score_trees(network, words, news),
        "Worldwide dev": score_names(
            network, list(read_names(corpora / "ner" / "worldwide-dev.tsv"))
        ),
        "raw text, GUM set aside": score_segmentation(by_document(aside)),
        "raw text, GUM set aside, news": score_segmentation(by_document(news)),
    }
    figures |= evaluate_document(corpora, network, words)
    if test:
        figures["EWT test"] = score_trees(
            network, words, list(read_treebank(treebanks / "en_ewt-test.conllu"))
        )
    return figures


def main() -> None:
    """Read the options, then score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=DATA)
    parser.add_argument("--test", action="store_true", help="score EWT's test part too (once)")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    figures = evaluate(options.corpora, options.model, test=options.test)
    for name, values in figures.items():
        print(name)
        for key, value in values.items():
            print(f"  {key:<32} {100 * value:6.2f}")
    if options.json:
        rounded = {
            name: {key: round(value, 4) for key, value in values.items()}
            for name, values in figures.items()
        }
        sums = json.loads((options.model / "checksums.json").read_text(encoding="utf-8"))
        record = {"model": sums["model.onnx"], "figures": rounded}
        options.json.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
