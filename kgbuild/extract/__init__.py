"""EXTRACTORS: a plain tuple of functions Annotated -> drafts, one file a phenomenon."""
