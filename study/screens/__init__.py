"""The screens of the app, each with its stylesheet, and what several of them have in common."""
