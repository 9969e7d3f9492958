"""The oracle: a brute force over all plans of tiny missions, written from docs/concepts/conventions.md alone."""
