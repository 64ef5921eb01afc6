"""What people have judged, and what follows from it."""
