"""How good kgbuild is, measured in the open: figures, gold, and what makes them."""
