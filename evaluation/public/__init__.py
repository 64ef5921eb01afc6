"""Scorers for public data sets that a user can fetch; docs/public-sets.md says what each counts.

Each reads the folder that `kgbuild export --format jsonl` wrote and needs nothing beside kgbuild.
"""
