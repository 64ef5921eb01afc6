"""Who is who in one document: passes from the surest to the least sure."""
