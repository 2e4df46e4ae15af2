"""The exit statuses."""

OK, PROBLEMS, IMPOSSIBLE, INTERRUPTED = 0, 1, 2, 130
"""Nothing wrong; errors, differences or a failed verification; could not do it; interrupted."""
