"""What a planner reads: numbers first (`tables`), computed once; then each form of showing them."""
