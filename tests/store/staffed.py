"""A book with one of each: roles, states, a merge, sales, and what an auditor did before they were one."""

from colleagues import add
from making import another, done, qualified

from leadtui import store as desk
from leadtui.domain.fields import Kind
from leadtui.domain.records import Activity
from leadtui.store import Session


def staffed(session: Session) -> Session:
    """Lead 1 is open; 2 closed; 3 merged into 4; 5 and 6 open; account, contact, a won and an open sale."""
    for login, role in (
        ("rep", "rep"), ("support", "support"), ("manager", "manager"), ("auditor", "manager"),
        ("boss", "administrator"),
    ):  # fmt: skip
        add(session, login, role)
    for number in range(6):
        another(session, number, owner="rep" if number < 5 else None)
    qualified(session, 2)
    done(desk.merge(session, Kind.LEAD, 4, 3))
    made = desk.create(session, Kind.OPPORTUNITY, {"topic": "Pumps", "account": 1})
    done(desk.win(session, done(made).id))
    with session.acting("auditor", session.now()):  # what they did before they became one
        task = Activity(kind="task", text="Call back", due=session.today())
        done(desk.log(session, Kind.LEAD, 5, task))
        done(desk.edit(session, Kind.LEAD, 6, {"city": "Graz"}))
    session.sql("UPDATE \"user\" SET role = 'auditor' WHERE login = 'auditor'")
    return session
