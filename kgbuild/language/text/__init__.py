"""Raw text to sentences and tokens, every character covered."""
