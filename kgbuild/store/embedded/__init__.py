"""The store in the graph's folder, and queries on this machine."""
