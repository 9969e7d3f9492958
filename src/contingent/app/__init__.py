"""Use cases, one a file: the story of one command."""
