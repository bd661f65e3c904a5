"""Writing a note."""

from study.actions.action import About, Action

ABOUT = About("Note", "Enter keeps the note, Esc leaves it as it was.")

ACTIONS: tuple[Action, ...] = (Action("note.leave", "escape", "esc", "Back", "Leave the note as it was."),)
