"""A screen that goes once, however often it is asked to, and takes along what still works for it."""

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class Once(Screen[ScreenResultType]):
    """Textual takes a screen off the stack for each time; a key pressed twice would take the one below as well."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Be gone, where that has not been asked for already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def _forward_event(self, event: events.Event) -> None:
        """Pass on what the mouse does, but on a widget that has just gone: it has nothing around it any more."""
        if isinstance(event, events.MouseDown):
            widget, _ = self.get_widget_and_offset_at(int(event.x), int(event.y))
            if widget is not None and widget is not self and widget.parent is None:
                return
        super()._forward_event(event)

    async def _message_loop_exit(self) -> None:
        """Be gone, and first all that would still write on this screen: its parts go before Textual cancels that."""
        self.workers.cancel_node(self)
        await super()._message_loop_exit()
