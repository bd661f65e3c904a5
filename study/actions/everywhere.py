"""What can be done wherever one is."""

from study.actions.action import Action

ACTIONS: tuple[Action, ...] = (
    Action("everywhere.back", "escape", "esc", "Back", "Go back to where you came from."),
    Action("everywhere.help", "question_mark,f1", "?", "Help", "Explain the screen you are on and its keys."),
    Action(
        "everywhere.shade",
        "t",
        "t",
        "Light or dark",
        "Change between the light and the dark theme.",
        footer=False,
    ),
    Action(
        "everywhere.help_quit",
        "ctrl+c",
        "^c",
        "How to quit",
        "Copy what is selected; otherwise say how to quit.",
        footer=False,
        palette=False,
    ),
    Action(
        "everywhere.command_palette",
        "ctrl+p",
        "^p",
        "Palette",
        "Find an action by its name.",
        palette=False,
        footer=False,
    ),
    Action(
        "everywhere.suspend_process",
        "ctrl+z",
        "^z",
        "To the shell",
        "Go to the shell and come back with fg; nothing is lost.",
        footer=False,
        palette=False,
    ),
    Action("everywhere.quit", "ctrl+q", "^q", "Quit", "Quit; every answer is saved already.", priority=True),
)
