"""`python -m sop_docs`."""

from .cli import main

if __name__ == "__main__":
    main()
