"""What is true of every best plan, whatever the mission."""
