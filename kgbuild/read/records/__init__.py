"""Rows with fields: CSV, TSV, Parquet, JSON, JSON Lines. One article a row."""
