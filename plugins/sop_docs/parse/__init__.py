"""Text to model, pure: bytes and text in, values and problems out."""
