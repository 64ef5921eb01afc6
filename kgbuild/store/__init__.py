"""Stores are projections: the driver is imported only when its store is opened."""
