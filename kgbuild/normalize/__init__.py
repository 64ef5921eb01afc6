"""Names, relations, time and places of drafts, and their settling into claims."""
