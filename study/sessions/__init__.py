"""How reviews, quizzes and Learn begin, and from what their cards and questions are taken."""
