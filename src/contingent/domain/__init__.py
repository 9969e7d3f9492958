"""A mission and a plan as a staff officer would say them: frozen values, no input or output, no clock."""
