"""Where the `study` command starts: what has to be quick is answered here, before click or anything heavy is loaded."""

import os
import sys

from study.version import VERSION


def main() -> int:
    """Run the command line of this process; returns its exit code."""
    _open_missing_streams()
    # What a key changes in a second frame comes eight milliseconds after the first, not sixteen; read where Textual is loaded.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    try:
        code = _run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _silence()
        return 141
    except OSError as error:
        from decks.text import one_line

        _silence()
        sys.stderr.write(one_line(f"Error: {error.filename or 'standard output'}: {error.strerror}.") + "\n")
        return 1
    return code


def _run(arguments: list[str]) -> int:
    if arguments == ["--version"]:
        sys.stdout.write(f"rolecall {VERSION}\n")
        return 0
    if arguments[:1] == ["due"]:
        from study.due import quick_due

        code = quick_due(arguments[1:], os.environ)
        if code is not None:
            return code
    if arguments in ([], ["review"]) and sys.stdin.isatty() and sys.stdout.isatty():
        return _app(review=bool(arguments))
    from study.cli.root import run

    return run(arguments)


def _app(*, review: bool) -> int:
    """Open the app as most people do: without click, and with everything but the first screen loaded behind that."""
    from study.app import run
    from study.making import make_study
    from study.start import Opening, Start

    return run(lambda: make_study(os.environ), Start(Opening.REVIEW if review else Opening.HOME))


def _open_missing_streams() -> None:
    """Where the caller closed a standard stream, give it one that holds nothing."""
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _silence() -> None:
    """Point standard output at nothing, so that the interpreter's last flush finds no closed pipe or full disk."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
