"""Of which roles, and of what of them, a document speaks at the place that a walk through it has reached."""

from decks.drafting.blocks import Block
from decks.drafting.found import FoundRole
from decks.drafting.labels import Label, Section
from decks.drafting.prose import Prose
from decks.drafting.roster import Roster

Held = tuple[int, tuple[FoundRole, ...], Section | None]
"""What held before a list item that names a role or a section: its level, the roles, the section."""


class Whereabouts:
    """Follows headings, labels and list items. The roles spoken of are the roster's current ones."""

    def __init__(self) -> None:
        self.roster = Roster()
        self.prose = Prose(self.roster)
        self.section: Section | None = None
        """What is said of the roles here; None where that is open."""
        self.awaits_title = False
        """Whether a title was announced, and comes next."""
        self.role_level = 0
        """The level of the heading that named the current role; 0 where none did."""
        self.listed_roles = False
        """Whether a list of roles was announced anywhere yet."""
        self.stack: list[Held] = []

    def open_role(self, text: str, level: int, *, sure: bool = True) -> None:
        """Speak of the role with this title from here on; `level` is that of the heading that names it, 0 for none."""
        role = self.roster.named(text, sure=sure)
        if role is not None:
            self.roster.current = (role,)
            self.role_level = level
            self.section = None
            self.prose.begin()

    def take_title(self, block: Block) -> bool:
        """Take a line for the title that was announced."""
        self.awaits_title = False
        self.open_role(f"{block.lead} {block.text}".strip(), 3)
        return True

    def enter(self, label: Label) -> None:
        """Speak of what a label announces."""
        if label.role:
            known = self.roster.named(label.role)
            if known is not None:
                self.roster.current = (known,)
        self.section = label.section
        self.listed_roles = self.listed_roles or label.section is Section.ROLES

    def leave_role(self) -> None:
        """Speak of no role from here on."""
        self.roster.current, self.role_level = (), 0

    def held(self, level: int) -> Held:
        """What holds here, to come back to after list items of a level."""
        return (level, self.roster.current, self.section)

    def unwind(self, level: int) -> None:
        """Go back to what held before list items of this level or deeper."""
        while self.stack and self.stack[-1][0] >= max(level, 1):
            _, self.roster.current, self.section = self.stack.pop()
