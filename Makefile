# One truth for people and for CI: make check.
PYTHON ?= python3

.PHONY: check lint types imports test torture format neo4j fuseki screenshots site outputs tables

check: lint types imports test

lint:
	$(PYTHON) -m ruff format --check kgbuild tests benchmarks training evaluation
	$(PYTHON) -m ruff check kgbuild tests benchmarks training evaluation

format:
	$(PYTHON) -m ruff format kgbuild tests benchmarks training evaluation
	$(PYTHON) -m ruff check --fix kgbuild tests benchmarks training evaluation

types:
	$(PYTHON) -m mypy kgbuild

imports:
	PYTHONPATH=. lint-imports --no-cache

test:
	$(PYTHON) -m pytest

# Kills and full disks at some 300 disk calls of all commands that write.
torture:
	KGBUILD_TORTURE=17 $(PYTHON) -m pytest tests/torture -s

neo4j:
	bash tests/neo4j_server/start.sh start

fuseki:
	bash tests/fuseki_server/start.sh start

# All that is written from the tables: run it after a new relation, type or word. The picture of the house too.
tables:
	$(PYTHON) -m kgbuild.vocabulary.page > build.page && mv build.page docs/relations.md
	$(PYTHON) -m kgbuild.english.page > build.page && mv build.page docs/english.md
	$(PYTHON) -m kgbuild.store.triples.ontology > build.page && mv build.page kgbuild/store/triples/kg.ttl
	$(PYTHON) docs/make_house.py

# Pictures of Neo4j Browser for the docs; needs the environment of "A real server" in docs/stores.md.
screenshots:
	KGBUILD_SCREENSHOTS=docs/img $(PYTHON) -m pytest tests/store/test_store_browser.py

# The docs as a site in build/site, and the outputs that its pages show.
site:
	NO_MKDOCS_2_WARNING=1 $(PYTHON) -m mkdocs build --strict -q

outputs:
	$(PYTHON) docs/make_outputs.py
