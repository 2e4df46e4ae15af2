"""Model to pages, charts and registers, as values. Touches no file."""
