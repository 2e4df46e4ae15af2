"""Five pull requests to the demonstration repository, one of each kind that a reviewer meets."""
