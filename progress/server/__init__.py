"""PostgreSQL: a school in which the server keeps learners apart."""
