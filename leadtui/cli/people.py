"""``leadtui user`` and ``leadtui team``: who works here."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from leadtui.cli.call import Call
from leadtui.cli.failure import Failure
from leadtui.cli.options import BookGroup, pass_call
from leadtui.cli.outcome import must
from leadtui.cli.output import emit_json, emit_lines, emit_text, pairs, table
from leadtui.cli.typed import assigned
from leadtui.domain.results import Exit

if TYPE_CHECKING:
    from leadtui.domain.records import Team


@click.group("user", cls=BookGroup)
def user_() -> None:
    """Users: their login is the key that owners are stored as."""


@user_.command("list")
@pass_call
def user_list(call: Call) -> None:
    """List users."""
    from leadtui.store import users

    with call.session() as session:
        found = users(session)
    if call.json:
        emit_lines(
            {**asdict(each), "teams": list(each.teams), "territories": list(each.territories)}
            for each in found
        )
        return
    rows = [
        (u.login, u.name, u.email or "", u.role, ",".join(u.teams), ",".join(u.territories))
        for u in found
        if u.active
    ]
    table(("login", "name", "email", "role", "teams", "territories"), rows)


@user_.command("add")
@click.argument("login")
@click.option("--name", help="As people read it; the login where not said.")
@click.option("--email")
@click.option("--role", default="rep", show_default=True, help="One of the policy's: `user roles`.")
@click.option("--team", "teams", multiple=True, metavar="CODE", help="May be said several times.")
@click.option("--territory", "territories", multiple=True, metavar="NAME", help="May be said several times.")
@pass_call
def user_add(
    call: Call,
    login: str,
    name: str | None,
    email: str | None,
    role: str,
    teams: Sequence[str],
    territories: Sequence[str],
) -> None:
    """Add a user."""
    from leadtui import store

    with call.session() as session:
        done = must(store.user_add(session, login, name or login, email, role, teams, territories))
    belongs = {"teams": list(teams), "territories": list(territories)}
    _told(call, {"user": login, "role": role, **belongs}, done.sentence)


@user_.command("role")
@click.argument("login")
@click.argument("role")
@click.option(
    "--team", "teams", multiple=True, metavar="CODE", help="All teams they are in from now on; '' for none."
)
@click.option(
    "--territory",
    "territories",
    multiple=True,
    metavar="NAME",
    help="All their territories from now on; '' for none.",
)
@pass_call
def user_role(call: Call, login: str, role: str, teams: Sequence[str], territories: Sequence[str]) -> None:
    """Give a user another role; teams and territories stay unless said."""
    from leadtui import store

    with call.session() as session:
        done = must(store.user_role(session, login, role, _all_of(teams), _all_of(territories)))
    _told(call, {"user": login, "role": role}, done.sentence)


def _all_of(said: Sequence[str]) -> list[str] | None:
    """All that was said, none for an empty word alone; None where nothing was."""
    return [each for each in said if each.strip()] if said else None


@user_.command("set")
@click.argument("login")
@click.argument("words", metavar="FIELD=VALUE...", nargs=-1, required=True)
@click.option("--op-id", metavar="ID", help="Name of this write: repeating it happens once.")
@pass_call
def user_set(call: Call, login: str, words: Sequence[str], op_id: str | None) -> None:
    """Change what a user is called or their e-mail: name='Ola Nord' email=ola@example.com."""
    from leadtui import store

    given = assigned(words, "name='Ola Nord'")
    with call.session() as session:
        done = must(store.user_set(session, login, given, op_id=op_id))
    _told(call, {"user": login, **given}, done.sentence)


@user_.command("remove")
@click.argument("login")
@click.option("--to", metavar="LOGIN|TEAM", help="Who takes over what is theirs.")
@pass_call
def user_remove(call: Call, login: str, to: str | None) -> None:
    """Let a user go; their open leads, accounts and follow-ups are handed over first."""
    from leadtui import store

    with call.session() as session:
        done = must(store.user_remove(session, login, to))
    _told(call, {"user": login, "to": to, "records": len(done.events)}, done.sentence)


@user_.command("roles")
@pass_call
def user_roles(call: Call) -> None:
    """The policy's roles: whose records each may read, and what it may do."""
    from leadtui.store import roles

    with call.session() as session:
        found = roles(session).values()
    if call.json:
        emit_lines(
            {"id": each.id, "label": each.label, "read": str(each.read), "rights": sorted(each.rights)}
            for each in found
        )
    else:
        rows = [(each.id, each.label, str(each.read), " ".join(sorted(each.rights))) for each in found]
        table(("role", "label", "reads", "may"), rows)


@user_.command("map")
@click.argument("text", metavar="NAME")
@click.argument("key", metavar="LOGIN|TEAM")
@pass_call
def user_map(call: Call, text: str, key: str) -> None:
    """Give open leads that an import left with a bare owner NAME to a user or team."""
    from leadtui.store import adopt_owner_name

    with call.session() as session:
        done = must(adopt_owner_name(session, text, key))
    _told(call, {"name": text, "owner": key, "leads": len(done.events)}, done.sentence)


@click.group("team", cls=BookGroup)
def team_() -> None:
    """Teams: a group that may own records; codes and logins share one namespace."""


@team_.command("list")
@pass_call
def team_list(call: Call) -> None:
    """List teams."""
    from leadtui.store import teams

    with call.session() as session:
        found = teams(session)
    if call.json:
        emit_lines(_team(each) for each in found)
    else:
        rows = [(each.code, each.name, ",".join(each.members)) for each in found]
        table(("code", "name", "members"), rows)


@team_.command("show")
@click.argument("code")
@pass_call
def team_show(call: Call, code: str) -> None:
    """Show a team with its members, by code or name."""
    from leadtui.store import teams

    with call.session() as session:
        found = teams(session)
    wanted = code.casefold()
    team = next((each for each in found if wanted in (each.code.casefold(), each.name.casefold())), None)
    if team is None:
        fix = (
            f"There are: {', '.join(each.code for each in found)}."
            if found
            else "leadtui team add makes one."
        )
        raise Failure("not_found", f"There is no team {code!r}.", fix, Exit.NOT_FOUND)
    if call.json:
        emit_json(_team(team))
    else:
        pairs({"code": team.code, "name": team.name, "members": ", ".join(team.members)})


def _team(team: "Team") -> dict[str, object]:
    return {**asdict(team), "members": list(team.members)}


@team_.command("add")
@click.argument("code")
@click.option("--name", help="As people read it; the code where not said.")
@pass_call
def team_add(call: Call, code: str, name: str | None) -> None:
    """Add a team."""
    from leadtui import store

    with call.session() as session:
        done = must(store.team_add(session, code, name or code))
    _told(call, {"team": code}, done.sentence)


def _told(call: Call, shape: dict[str, object], sentence: str) -> None:
    if call.json:
        emit_json(shape)
    else:
        emit_text(sentence)
