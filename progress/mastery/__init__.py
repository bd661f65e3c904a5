"""What answers say of how well topics, roles and kinds are mastered: weak topics, confusions, calibration, and what practice gains."""
