"""Writing a listing in the format that was asked for."""

from collections.abc import Callable, Iterable

from study.output import Fields, json_line, json_text, write


def listing(form: str, records: Iterable[Fields], lines: Callable[[Iterable[Fields]], Iterable[str]]) -> None:
    """Write the records as `json` (one document), `jsonl` (one object a line) or as the text that `lines` makes of them.

    `jsonl` and text are written as the records come.
    """
    if form == "json":
        write(json_text(list(records)))
    elif form == "jsonl":
        for record in records:
            write(json_line(record))
    else:
        for line in lines(records):
            write(line)
