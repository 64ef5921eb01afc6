"""Files that hold several articles in a markup of their own: feeds, wikis, wires, mail, downloads."""
