"""Numbers, amounts and currencies, as words and digits tell them."""
