"""Input that is meant to hurt, and what must come of it."""
