"""Commits and what they held → what became of each number; pure."""
