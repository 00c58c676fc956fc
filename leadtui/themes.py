"""The four themes: dark, light, high contrast, and the terminal's own sixteen colours.

One accent for where you are and what Enter does; red only for blocked, yellow for look, green for
done. Nothing is said by colour alone.
"""

from textual.theme import Theme

DARK = Theme(
    name="dark",
    primary="#56b6c2",
    secondary="#7d8799",
    accent="#56b6c2",
    warning="#d9a94a",
    error="#e06c66",
    success="#8fb573",
    foreground="#d5d9e0",
    background="#14171c",
    surface="#1b1f26",
    panel="#222730",
    boost="#222730",
    dark=True,
    variables={"muted": "#838c9b", "cursor-line": "#242b35"},
)
LIGHT = Theme(
    name="light",
    primary="#00687d",
    secondary="#5b6470",
    accent="#00687d",
    warning="#855900",
    error="#b3261e",
    success="#2f6b33",
    foreground="#20242a",
    background="#fbfbf8",
    surface="#f1f1ec",
    panel="#e8e9e4",
    boost="#e8e9e4",
    dark=False,
    variables={"muted": "#626a75", "cursor-line": "#dfe9ea"},
)
CONTRAST = Theme(
    name="high-contrast",
    primary="#00e5ff",
    secondary="#ffffff",
    accent="#00e5ff",
    warning="#ffe000",
    error="#ff7b7b",
    success="#4dff88",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    boost="#1c1c1c",
    dark=True,
    variables={"muted": "#c8c8c8", "cursor-line": "#003a44"},
)
ANSI = Theme(
    name="ansi",
    primary="ansi_cyan",
    secondary="ansi_default",
    accent="ansi_cyan",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    ansi=True,
    variables={
        "muted": "ansi_default",
        "cursor-line": "ansi_default",
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": "ansi_white",
        "input-cursor-background": "ansi_white",
        "input-cursor-foreground": "ansi_black",
        "input-selection-background": "ansi_bright_blue",
        "input-selection-foreground": "ansi_black",
        "border": "ansi_cyan",
        "border-blurred": "ansi_default",
        "scrollbar": "ansi_bright_black",
        "scrollbar-hover": "ansi_white",
        "scrollbar-active": "ansi_white",
        "scrollbar-background": "ansi_default",
        "scrollbar-corner-color": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
    },
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT, CONTRAST, ANSI)}
