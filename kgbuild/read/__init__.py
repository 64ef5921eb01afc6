"""Files to Documents: one file a format."""
