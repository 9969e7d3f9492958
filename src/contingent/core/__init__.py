"""What everything stands on: findings, errors, the calendar. Imports nothing of ours."""
