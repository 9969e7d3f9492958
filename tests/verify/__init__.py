"""Tests of the referee itself: what it says, what it survives, and what it finds out."""
