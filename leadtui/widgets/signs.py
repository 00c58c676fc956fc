"""The signs of the screens, and the plain twin of each, one cell wide.

Widgets write the signs below. With ``--ascii`` the belt (`leadtui.widgets.belt`) turns each into its
twin on the way to the terminal, so that no widget asks which set is on.
"""

CURSOR = "▌"
MARK = "●"
ALIKE = "≈"
DO_NOT = "⊘"
ELSEWHERE = "◉"
UNREAD = "◆"
DONE = "✓"
BLOCKED = "✗"
ADVISED = "·"
NOT_NEEDED = "–"
OVERRIDDEN = "!"
MORE = "…"
RULE = "│"
LINE = "─"
SAME = "="
DIFFERS = "≠"

TWINS = {
    CURSOR: ">",
    MARK: "*",
    ALIKE: "~",
    DO_NOT: "!",
    ELSEWHERE: "@",
    UNREAD: "+",
    DONE: "+",
    BLOCKED: "x",
    ADVISED: ".",
    NOT_NEEDED: "-",
    MORE: "~",
    RULE: "|",
    LINE: "-",
    DIFFERS: "!",
    "›": ">",
    "→": ">",
    "“": '"',
    "”": '"',
    "’": "'",
    "▏": "|",
    "▕": "|",
    "█": "#",
    "▒": "=",
    "░": "-",
    "━": "-",
    "▎": "|",
    "▊": "|",
    **dict.fromkeys("╭╮╰╯┌┐└┘", "+"),
    **dict.fromkeys("▁▂▃▄▅▆▇", "#"),
}
"""What ``--ascii`` shows instead."""


def of_item(state: str, *, blocking: bool) -> str:
    """The sign of a checklist item: done, not needed, a gap that blocks or one that only advises."""
    if state == "missing":
        return BLOCKED if blocking else ADVISED
    return {"done": DONE, "overridden": OVERRIDDEN}.get(state, NOT_NEEDED)
