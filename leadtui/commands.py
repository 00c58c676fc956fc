"""Every command of the app, one row each: bindings, footer, help, palette and README read it."""

from typing import NamedTuple


class Command(NamedTuple):
    """One command.

    Attributes:
        id: stable name; the action is ``action_<id>``, the user's keymap names it.
        keys: default keys, as Textual spells them, the first one shown.
        label: one or two words for footer and palette.
        group: heading in the help.
        help: one sentence.
        scopes: screens where it works: ``list``, ``closed``, ``report``; ``records`` (accounts, contacts)
            and ``sales`` (opportunities); ``detail`` of a lead, ``record`` of an account or contact,
            ``sale`` of an opportunity; ``desk`` of duplicates, ``clusters`` of the whole book, ``any``;
            ``needs`` what needs a person, ``runs`` over many leads, ``run`` the leads of one, ``values`` of
            lists.
            ``plan`` is a dialog: what works on any screen does not work there.
        footer: place in the footer, 0 for help only.
        shown: the key as people read it, where Textual's name for it is not that.
        digits: each of its keys is passed to the action, which gets the number pressed.
        footer_in: scopes whose footer has it; empty for all of its scopes.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    group: str
    help: str
    scopes: tuple[str, ...]
    footer: int = 0
    shown: str = ""
    digits: bool = False
    footer_in: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key as people read it."""
        return self.shown or self.keys[0]


_LEADS = ("list", "closed", "detail")
_RECORDS = ("records", "sales", "record", "sale")
_SALES = ("sales", "sale")
_LISTS = ("list", "closed", "records", "sales")
_MARKED = ("list", "closed")  # where a command acts on what is marked
_RUNS = ("runs", "run")  # over many leads: all of them, the leads of one
_VALUES = ("values",)
_LINES = (*_LISTS, "report", "clusters", "needs", *_RUNS, *_VALUES)
_PAGES = (*_LINES, "desk")
_DESK = ("desk",)
_PLAN = ("plan",)
_ALL = ("any",)

COMMANDS: tuple[Command, ...] = (
    Command(
        "qualify",
        ("q",),
        "qualify",
        "Decide",
        "Open the plan: account, contact and opportunity. Enter there writes it.",
        ("list", "detail", "desk"),
        1,
        footer_in=("list", "detail"),
    ),
    Command(
        "disqualify",
        ("d",),
        "disqualify",
        "Decide",
        "Close the lead with a reason.",
        ("list", "detail", "desk"),
        2,
        footer_in=("list", "detail"),
    ),
    Command(
        "reactivate",
        ("r",),
        "reactivate",
        "Decide",
        "Open a closed lead again; shows first what it became.",
        ("closed", "detail", "desk"),
        2,
    ),
    Command("win", ("w",), "won", "Decide", "Close the opportunity as won.", _SALES, 1),
    Command("lose", ("l",), "lost", "Decide", "Close the opportunity as lost, with a reason.", _SALES, 2),
    Command("reopen", ("r",), "reopen", "Decide", "Open a won or lost opportunity again.", _SALES, 3),
    Command("next_stage", ("greater_than_sign",), "stage on", "Decide",
            "Move the opportunity to its next stage: develop, propose, close.", _SALES, 3, ">"),
    Command("previous_stage", ("less_than_sign",), "stage back", "Decide",
            "Move the opportunity to the stage before.", _SALES, 0, "<"),
    Command("undo", ("u",), "undo", "Decide", "Take back your last command. Names it, and waits for Enter.",
            _ALL, 9),
    Command("link", ("l",), "use this", "Decide",
            "Use this account or contact: the lead is linked to it, and nothing new is made.", _DESK, 4),
    Command("attach", ("o",), "attach", "Decide",
            "Join this opportunity instead of making a second one: opens the plan with it.", _DESK, 4),
    Command("different", ("x",), "not a duplicate", "Decide",
            "These two are not the same: never told again until one of them changes. "
            "On a decided one it takes that back.", _DESK, 5),
    Command("merge", ("m",), "merge", "Decide", "Make one of the two; you choose field by field.", _DESK, 6),
    Command("keep_both", ("w",), "keep both", "Decide",
            "They may be the same, and both stay: asks for the reason.", _DESK, 7),
    Command("plan_write", ("enter",), "qualify", "Plan",
            "Write the plan; while something is missing, go there. Tab goes to the why, esc leaves.", _PLAN),
    Command("plan_line", tuple("12345"), "change", "Plan",
            "Account, contact, opportunity: a new one, one that is there, or none. "
            "4 mends what is reviewed, 5 decides on duplicates.", _PLAN, 0, "1-5", True),
    Command("plan_find", ("slash",), "find", "Plan",
            "Find any account, contact or open opportunity by a few letters, and use it.", _PLAN, 0, "/"),
    Command("plan_turn", ("x",), "the other way", "Plan",
            "On a line: the lead's value instead of the one kept, or a blank left blank; and back.", _PLAN),
    Command("plan_value", ("e",), "edit value", "Plan",
            "Type a value of a new record right in its line. Tab takes it and goes to the next.", _PLAN),
    Command("plan_more", ("plus",), "another", "Plan", "One opportunity more.", _PLAN, 0, "+"),
    Command("plan_less", ("minus",), "take away", "Plan",
            "Take the opportunity under the cursor out of the plan.", _PLAN, 0, "-"),
    Command("plan_attach", ("a",), "attach", "Plan",
            "Join an open opportunity of the account instead of making one.", _PLAN),
    Command("plan_open", ("right",), "all fields", "Plan",
            "Every field of the record under the cursor, with the rule that set it.", _PLAN),
    Command("plan_fold", ("left",), "fewer fields", "Plan", "Fold its fields away again.", _PLAN),
    Command("plan_everything", ("v",), "everything", "Plan", "Every field of every record, and back.", _PLAN),
    Command("plan_override", ("o",), "override", "Plan",
            "Go past what the checklist lacks, with a reason that is kept; once more takes it back.", _PLAN),
    Command("plan_desk", ("D",), "duplicates", "Plan", "What looks the same, side by side.", _PLAN),
    Command("plan_skip", ("n",), "next lead", "Plan",
            "With several leads: leave this one as it is and go on.", _PLAN),
    Command("result", ("o",), "open result", "Decide",
            "Open what your last qualification made: the opportunity, or the lead with all.", ("list",)),
    Command("open", ("enter",), "open", "Move", "Open what the cursor is on.", _PAGES, 3),
    Command(
        "back",
        ("escape", "h"),
        "back",
        "Move",
        "Peel one layer: dialog, filter, marks, then back.",
        _ALL,
        8,
        "esc",
        footer_in=("desk", "clusters", "needs", *_RUNS, *_VALUES),
    ),
    Command("down", ("j", "down"), "down", "Move", "Next line.", _LINES),
    Command("up", ("k", "up"), "up", "Move", "Previous line.", _LINES),
    Command("top", ("g", "home"), "top", "Move", "First line.", _LINES),
    Command("bottom", ("G", "end"), "bottom", "Move", "Last line.", _LINES),
    Command("page_down", ("pagedown", "ctrl+d"), "page down", "Move", "One page down.", _PAGES),
    Command("page_up", ("pageup", "ctrl+u"), "page up", "Move", "One page up.", _PAGES),
    Command(
        "next_match", ("right", "j", "down"), "next match", "Move", "The match to the right, or below.", _DESK
    ),
    Command("previous_match", ("left", "k", "up"), "previous match", "Move",
            "The match to the left, or above.", _DESK),
    Command("match", tuple("123456789"), "match", "Move", "The match of that number.", _DESK, 0, "1-9", True),
    Command("next_lead", ("J",), "next", "Move", "Next record of the list, without going back.",
            ("detail", "record", "sale")),
    Command("previous_lead", ("K",), "previous", "Move", "Previous record of the list.",
            ("detail", "record", "sale")),
    Command(
        "previous_screen",
        ("left_square_bracket",),
        "previous screen",
        "Move",
        "The screen to the left.",
        _ALL,
        0,
        "[",
    ),
    Command(
        "next_screen",
        ("right_square_bracket",),
        "next screen",
        "Move",
        "The screen to the right.",
        _ALL,
        0,
        "]",
    ),
    Command(
        "go_to", ("apostrophe",), "go to", "Move", "Go to a screen or a view by one letter.", _ALL, 0, "'"
    ),
    Command(
        "filter", ("slash",), "filter", "Find", "Filter the list: words, or field:value.", _LISTS, 6, "/"
    ),
    Command(
        "item",
        tuple("1234567890"),
        "fill item",
        "Work",
        "Go to what is missing for that checklist item and fill it right there; 0 for those from 10 on.",
        ("list", "detail"),
        0,
        "0-9",
        True,
    ),
    Command(
        "panel", ("p",), "panel", "Move", "Show or hide the checklist beside the list.", ("list", "closed")
    ),
    Command(
        "by", ("b",), "by", "Find", "By the next: source, reason, owner, team ...", ("report",), 2
    ),
    Command("refresh", ("R",), "refresh", "Find", "Read the list again.", _ALL),
    Command("mark", ("space",), "mark", "Mark", "Mark the line and move down.", _MARKED),
    Command("mark_range", ("v",), "mark range", "Mark", "Mark from the last mark to here.", _MARKED),
    Command("mark_all", ("A",), "mark all", "Mark", "Mark all that the filter shows.", _MARKED),
    Command("edit", ("e",), "edit", "Work", "Edit the fields.", (*_LEADS, *_RECORDS), 4),
    Command(
        "new",
        ("n",),
        "new lead",
        "Work",
        "A new lead; on an account or contact it starts from that. In a list of values: a new value.",
        _ALL,
        6,
        footer_in=("records", "record", *_VALUES),
    ),
    Command("new_record", ("N",), "new here", "Work",
            "A new account, contact or opportunity; from one it is made under it or with it.", _RECORDS, 5,
            footer_in=("records", "record", "sale")),
    Command("log", ("c",), "log contact", "Work", "Log a call, e-mail, meeting or note.",
            (*_LEADS, *_RECORDS), 5, footer_in=(*_LEADS, "record", "sale")),
    Command(
        "follow_up", ("f",), "follow-up", "Work", "Set the next date and what to do then.", ("list", "detail")
    ),
    Command(
        "park",
        ("s",),
        "not now",
        "Work",
        "Hide the lead until a date; it comes back by itself.",
        ("list", "detail"),
    ),
    Command("assign", ("a",), "assign", "Work", "Give the lead to a user or a team.", ("list", "detail")),
    Command("claim", ("m",), "claim", "Work",
            "Take the lead: one of your team's queue, or one that nobody owns. It is yours at once.",
            ("list", "detail")),
    Command("duplicates", ("D",), "duplicates", "Work", "What looks the same, side by side, to decide on.",
            (*_LEADS, *_RECORDS, "needs")),
    Command("drop", ("x",), "drop", "Work", "Take the lead off this list; the lead itself stays as it is.",
            ("needs",), 4),
    Command("halt", ("x",), "stop or go on", "Work",
            "Stop the run after the lead under way, or go on with one that was stopped.", _RUNS, 4),
    Command("which_list", tuple("12345"), "list", "Work",
            "Sources, campaigns, products, territories, teams: the list of that number.", _VALUES, 2, "1-5",
            True),
    Command("rename", ("e",), "rename", "Work",
            "Call it otherwise, on every record; say what a campaign costs, whose a territory is.",
            _VALUES, 5),
    Command("merge_value", ("m",), "merge", "Work",
            "Have it count as another one: found, shown and counted as that.", _VALUES, 6),
    Command("retire", ("x",), "retire", "Work",
            "Offer it no more; records that have it keep it. On a retired one: offer it again.", _VALUES, 7),
    Command("clusters", ("B",), "all duplicates", "Work",
            "What looks the same in the whole book, to work through.", _LISTS),
    Command("scan", ("S",), "scan", "Work", "Look through the whole book again, in the background.",
            ("clusters",), 4),
    Command(
        "copy",
        ("y",),
        "copy",
        "Work",
        "Copy e-mail, phone, number or the whole line.",
        (*_LEADS, *_RECORDS),
    ),
    Command(
        "effectiveness",
        ("E",),
        "effectiveness",
        "Work",
        "This list as a table by source, campaign, owner, team and the like.",
        ("list", "closed"),
    ),
    Command("import_file", ("I",), "import", "Work", "Import a file.", _LISTS),
    Command(
        "palette",
        ("colon", "ctrl+p"),
        "commands",
        "App",
        "Find any command, view or lead by a few letters.",
        _ALL,
        0,
        ":",
    ),
    Command("help", ("question_mark", "f1"), "help", "App", "All keys of this screen.", _ALL, 9, "?"),
    Command("quit", ("ctrl+q",), "quit", "App", "Leave leadtui.", _ALL, 0, "ctrl+q"),
)  # fmt: skip

BY_ID = {command.id: command for command in COMMANDS}


def of_scope(scope: str) -> tuple[Command, ...]:
    """The commands of one screen, in table order."""
    return tuple(c for c in COMMANDS if scope in c.scopes or "any" in c.scopes)


def of_dialog(scope: str) -> tuple[Command, ...]:
    """The commands of a dialog, in table order: nothing else works there."""
    return tuple(c for c in COMMANDS if scope in c.scopes)


def key_table() -> str:
    """The keys as a Markdown table, as the README prints it."""
    rows = [f"| `{c.key}` | {c.label} | {c.help} |" for c in COMMANDS]
    return "\n".join(["| key | command | what it does |", "| --- | --- | --- |", *rows])
