"""Neo4j: the server, its loader, files for its import, and what its browser shows."""
