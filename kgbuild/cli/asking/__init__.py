"""Commands that answer questions about a graph."""
