"""spaCy is imported without its command line, and has it all the same for who asks."""

import subprocess
import sys

CODE = """
import sys
import kgbuild.language
assert not [name for name in sys.modules if name.startswith(("spacy.cli", "weasel", "typer"))]
import spacy
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
import spacy.cli
assert callable(spacy.cli.download)
"""
FIRST = """
import spacy
before = spacy.info
import kgbuild.language
assert spacy.info is before
"""


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


def test_the_command_line_of_spacy_comes_when_it_is_asked_for():
    done = run(CODE)
    assert done.returncode == 0, done.stderr


def test_who_imported_spacy_himself_keeps_it_as_it_is():
    done = run(FIRST)
    assert done.returncode == 0, done.stderr
