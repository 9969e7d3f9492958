"""The charts of a plan: Altair objects, static SVG and files, all from one specification a chart; see `registry`."""
