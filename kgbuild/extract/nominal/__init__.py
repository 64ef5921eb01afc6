"""Claims of noun phrases: titles, appositions, possessives, compounds, sites, figures, and events that a noun tells."""
