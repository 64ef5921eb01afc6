"""From one generation of a graph to the next: one command, one change, and the views that follow it."""
