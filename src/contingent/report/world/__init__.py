"""Shapes of countries for maps, with the notice and the licence of their makers."""
