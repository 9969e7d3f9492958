"""Engines behind one call, goals one after another, and what the engine claims."""
