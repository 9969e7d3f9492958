"""Questions about missions and plans, answered with proof: why not, and what would help."""
