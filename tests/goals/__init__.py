"""Values of the goals, reckoned by hand from docs/concepts/conventions.md."""
