"""A plan in the formats of other people's tools: one file a format."""
