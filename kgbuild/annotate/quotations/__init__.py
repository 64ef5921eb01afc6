"""Quotations, and who speaks each."""
