"""The site of `content/` in a real browser: what a reader sees, on screen, on a phone and on paper."""
