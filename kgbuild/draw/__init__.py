"""Pictures: the self-contained explorer, tables, notebook views."""
