"""Which names of the store's surface write: found in the source, so that no list can forget one."""

import ast
from functools import cache
from pathlib import Path

from leadtui import store

_ROOM = Path(store.__path__[0])
_DOORS = {"command", "within", "transaction"}
Name = tuple[str, str]


@cache
def _module(name: str) -> tuple[dict[str, ast.AST], dict[str, Name]]:
    """Functions and classes of a module, and what its names were imported from in the store."""
    tree = ast.parse((_ROOM / f"{name}.py").read_text("utf-8"))
    defined = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    imported: dict[str, Name] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("leadtui.store."):
            home = str(node.module).rpartition(".")[2]
            imported |= {alias.asname or alias.name: (home, alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "leadtui.store":
            imported |= {alias.name: (alias.name, "") for alias in node.names}
    return dict(defined), imported


def _called(module: str, node: ast.AST) -> set[Name]:
    """What a function calls or names, as module and name; ``("", door)`` for a way to write."""
    _, imported = _module(module)
    found: set[Name] = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            found.add(imported.get(each.id, (module, each.id)))
        elif isinstance(each, ast.Attribute):
            if each.attr == "transaction":
                found.add(("", each.attr))
            if isinstance(each.value, ast.Name) and imported.get(each.value.id, ("", "-"))[1] == "":
                found.add((each.value.id, each.attr))
    return found


def writes(name: str) -> bool:
    """Whether that name of the surface comes to a transaction that writes."""
    home = store._HOME[name]
    todo, seen = [(home, name)], {(home, name)}
    while todo:
        module, called = todo.pop()
        if called in _DOORS and module in ("", "writing"):
            return True
        if module == "session" or not (_ROOM / f"{module}.py").exists():
            continue
        node = _module(module)[0].get(called)
        if node is not None:
            new = _called(module, node) - seen
            seen |= new
            todo += new
    return False


def writers() -> set[str]:
    """Every function of the surface that writes into a book that is there."""
    made_anew = {"create_store", "open_session", "migrate", "restore"}  # they have no acting user's session
    functions = {name for name in store.__all__ if not isinstance(getattr(store, name), type)}
    return {name for name in functions - made_anew if writes(name)}
