"""Tests of questions, and how they ask."""
