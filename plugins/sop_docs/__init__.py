"""Standard operating procedures as code: Markdown in git becomes a controlled library."""

__version__ = "0.1.0"
