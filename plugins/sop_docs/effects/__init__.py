"""The only modules that touch the world: files, git, drawing."""
