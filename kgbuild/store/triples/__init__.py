"""The graph as RDF: terms, serialisations, our vocabulary, and the difference between two generations."""
