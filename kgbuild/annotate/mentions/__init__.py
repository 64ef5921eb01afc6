"""What is spoken of: names, descriptions and pronouns as nodes, typed, with metonyms decided."""
