"""What can be wrong with a mission as such, whatever file it came from."""
