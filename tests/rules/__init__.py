"""Hand cases of the rules: written from docs/concepts/conventions.md, never from the code."""
