"""Pictures that we draw ourselves, as SVG: what no chart library draws well."""
