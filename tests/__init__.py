"""Tests. `builders` is the language for missions and plans in them, `judge` the word of the verifier."""
