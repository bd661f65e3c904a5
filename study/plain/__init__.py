"""Line by line, for pipes and screen readers: reviews, quizzes, exams and Learn as a conversation."""
