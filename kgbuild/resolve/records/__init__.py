"""Clusters become records that can be compared: each is read by its kind and by what its document says of it."""
