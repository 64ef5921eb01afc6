"""Commands that bring a graph to other programs and people."""
