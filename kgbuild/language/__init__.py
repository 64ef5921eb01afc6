"""The only home of the encoder: the English pipeline, grammar over a parse, and CoNLL-U."""
