"""Reports as somebody reads them: a learner's and a class's, in text, Markdown, HTML, PDF, CSV and JSON."""
