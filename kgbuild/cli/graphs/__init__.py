"""Commands that make, change, keep and check a graph."""
