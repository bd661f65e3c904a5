"""One learner, several devices: logs brought together, and kept in step by a shared folder."""
