"""What both faces say in the same words: of exams, quizzes, reviews, and where a learner stands."""
