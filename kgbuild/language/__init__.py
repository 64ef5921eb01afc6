"""The only home of the encoder: the shipped English pipeline, and grammar over a parse."""
