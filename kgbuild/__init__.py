"""Knowledge graphs from news that can be trusted: every edge leads to its sentence and speaker."""

__version__ = "0.1.0"

__all__ = ["__version__"]
