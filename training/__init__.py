"""How the English pipeline was made: from treebanks and annotated names to the files that kgbuild ships."""
