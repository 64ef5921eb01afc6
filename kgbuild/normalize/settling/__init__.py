"""Drafts become claims: arguments, evidence, ids, confidence and worth."""
