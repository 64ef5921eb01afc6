"""Who is who over documents: candidates, comparison, judgements, clusters."""
