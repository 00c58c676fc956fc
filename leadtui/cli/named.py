"""A view by the name that was typed."""

from leadtui.cli.failure import unknown
from leadtui.domain.fields import Kind
from leadtui.domain.views import VIEWS, View, view


def view_named(name: str, kind: Kind = Kind.LEAD) -> View:
    """The shipped view of that name; an unknown one is a usage error."""
    names = [each.name for each in VIEWS.values() if each.kind is kind]
    if name not in names:
        raise unknown("view", name, names)
    return view(name)
