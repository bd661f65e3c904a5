"""A text field that takes its keys in the order in which they were pressed."""

from textual import events
from textual.widgets import Input


class Field(Input):
    """Textual has a field take letters at once, and what edits the text only after a way through everything around it.

    Where keys come faster than that, what was typed after a Backspace would be there before it.
    """

    async def on_key(self, event: events.Key) -> None:
        """Do at once what the key does in the field."""
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if binding.action.startswith(("scroll_", "page_")):
                continue  # of what a field is made of; they mean something to what is around it
            event.stop()
            event.prevent_default()
            await self.run_action(binding.action)
            return
