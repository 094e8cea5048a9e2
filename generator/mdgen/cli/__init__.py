"""The command `mdgen`: arguments become options, results become what a person or a machine reads.

A command's module is imported when the command is called: `--version`, `--help` of another command and a no-op check
must not pay for black, Jinja or the Markdown parser.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

import mdgen

# The command's module and the line that `mdgen --help` shows without importing it.
COMMANDS = {
    "build": "Write a typed Python package from SDK docs.",
    "check": "Tell whether a generated package is in step with its docs.",
    "show": "Print what the docs define.",
    "verify": "Feed every documented example to the generated models.",
    "cache": "Show or clear what mdgen remembers between runs.",
}

EXIT_FINDINGS = 1
EXIT_INTERRUPTED = 130


class CommandGroup(click.Group):
    """A group that knows its commands by name and imports one only to run it or to show its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"mdgen.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if not args[0].startswith("-") and args[0] not in COMMANDS:
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(mdgen.__version__, message="mdgen %(version)s")
def group() -> None:
    """Typed Python models from the Markdown docs of Speakeasy-generated SDKs."""


def main() -> None:
    """Run the command line; exit 0 done, 1 findings that fail the run, 2 usage, 130 interrupted."""
    try:
        # Without standalone mode click would print interrupts as "Aborted!" with exit code 1.
        code = group.main(prog_name="mdgen", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("interrupted", err=True)
        code = EXIT_INTERRUPTED
    except KeyboardInterrupt:
        click.echo("interrupted", err=True)
        code = EXIT_INTERRUPTED
    except click.ClickException as error:
        # Most runs have no error to show.
        from mdgen.cli.messages import show_error

        show_error(error)
        code = error.exit_code
    except BrokenPipeError:
        _close_stdout()
        code = 0
    except OSError as error:
        # Not about a page or the package, which say more: standard output on a full disk, a report's file.
        _close_stdout()
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"Error: {where}{error.strerror or type(error).__name__}", err=True)
        code = EXIT_FINDINGS
    sys.exit(code if isinstance(code, int) else 0)


def _close_stdout() -> None:
    """A closed pipe (`| head`) is not an error; without this the interpreter would complain at exit."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
