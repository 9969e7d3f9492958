"""Two to five plans of one mission side by side: docs/concepts/comparison.md."""
