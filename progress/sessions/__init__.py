"""What a learner sits down to: reviews, Learn, quizzes and exams, each answer durable."""
