"""Commands on who is who."""
