"""The options that every command shares, and commands and groups that take them."""

from collections.abc import Iterable
from typing import Any

import click

from leadtui.cli.call import Call
from leadtui.domain.text import is_utf8

pass_call = click.make_pass_decorator(Call, ensure=True)


class _Text(click.types.StringParamType):
    """Any text that can be stored: an argument of other bytes is refused. A path may be of any bytes."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not is_utf8(said := super().convert(value, param, ctx)):
            self.fail(f"{said[:40]!r} is not UTF-8 text.", param, ctx)
        return said


_TEXT = _Text()


class BookPath(click.Path):
    """Where a database is to be: its name is text, too, as SQLite takes no other."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; a usage error where its name is no text."""
        return super().convert(_TEXT.convert(value, param, ctx), param, ctx)


def as_text(params: Iterable[click.Parameter]) -> None:
    """Have every one of these that takes any text refuse what is none."""
    for param in params:
        if param.type is click.STRING:
            param.type = _TEXT


def _set(name: str) -> Any:
    def callback(ctx: click.Context, _param: click.Parameter, value: object) -> None:
        if value not in (None, False):
            setattr(ctx.ensure_object(Call), name, value)

    return callback


def shared_options(*, root: bool = False) -> list[click.Parameter]:
    """``--db``, ``--as`` and ``--json``; only the root reads the environment, so that a flag wins."""
    return [
        click.Option(
            ["--db"],
            metavar="PATH|URL",
            envvar="LEADTUI_DB" if root else None,
            expose_value=False,
            callback=_set("db"),
            help="The database: a file or a postgresql:// URL.",
        ),
        click.Option(
            ["--as"],
            metavar="LOGIN",
            envvar="LEADTUI_USER" if root else None,
            expose_value=False,
            callback=_set("user"),
            help="Act as this user.",
        ),
        click.Option(
            ["--json"], is_flag=True, expose_value=False, callback=_set("json"), help="Answer in JSON."
        ),
    ]


class BookCommand(click.Command):
    """A command that also takes the shared options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(shared_options())
        as_text(self.params)


class BookGroup(click.Group):
    """A group whose commands take the shared options."""

    command_class = BookCommand

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they were made."""
        return list(self.commands)
