"""What the shell offers when Tab is pressed: names that need no database.

``eval "$(_LEADTUI_COMPLETE=bash_source leadtui)"`` (or ``zsh_source``, ``fish_source``) switches it on.
"""

import click


def view_names(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Names of the shipped views."""
    from leadtui.domain.views import VIEWS

    return [name for name in VIEWS if name.startswith(begun)]


def reason_codes(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Codes of the shipped reasons that people may choose."""
    from leadtui.domain.policy import shipped

    return [each.code for each in shipped().reasons if each.offered and each.code.startswith(begun)]


def lost_reasons(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Codes of the reasons to lose an opportunity."""
    from leadtui.domain.fields import LOST_REASON

    return [option.code for option in LOST_REASON if option.code.startswith(begun)]


def stages(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Codes of the stages of an opportunity."""
    from leadtui.domain.sales import STAGES

    return [code for code in STAGES if code.startswith(begun)]


def lead_fields(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """``field=`` of a lead, and ``field=code`` where the field is a choice."""
    from leadtui.domain.fields import BY_NAME, Kind, editable

    name, equals, _ = begun.partition("=")
    field = BY_NAME[Kind.LEAD].get(name)
    if equals and field is not None:
        offered = [f"{name}={option.code}" for option in field.options]
    else:
        offered = [f"{each.name}=" for each in editable(Kind.LEAD)]
    return [word for word in offered if word.startswith(begun)]
