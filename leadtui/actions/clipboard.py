"""Copying text out of the terminal: into tmux's buffer where we run inside it, else by OSC 52."""

import asyncio
import os
import shutil
from collections.abc import Callable

# Terminals cut or refuse longer ones. Source: k9s, payload cap of its OSC 52 clipboard.
LONGEST = 74_994 * 3 // 4


async def copy(text: str, osc52: Callable[[str], None]) -> str:
    """Copy the text; answers how, for the message.

    Args:
        text: cleaned text.
        osc52: writes the text to the terminal's own clipboard.
    """
    if len(text.encode()) > LONGEST:
        return ""
    if os.environ.get("TMUX") and await _into_tmux(text):
        return "to the tmux buffer"
    osc52(text)
    return "to the terminal's clipboard"


async def _into_tmux(text: str) -> bool:
    tmux = shutil.which("tmux")
    if tmux is None:
        return False
    # -w also hands it to the outer terminal where tmux is allowed to.
    process = await asyncio.create_subprocess_exec(
        *(tmux, "load-buffer", "-w", "-"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    await process.communicate(text.encode())
    return process.returncode == 0
