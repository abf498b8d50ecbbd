#!/usr/bin/env python3
"""Presses Tab in a real shell: completion.py SHELL SCRIPT TYPED WANTED.

Starts bash, zsh or fish on a terminal of its own, lets it read SCRIPT, types TYPED
and Tab, and then lets the shell itself print the line that stands there. Exit
status 0 when that is WANTED; else prints what it was. With ~ before WANTED, that
is what the list below the line has to hold, after a second Tab.
"""

import os
import pty
import re
import select
import signal
import sys
import time

# What a shell is started with: nobody's own settings.
COMMANDS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
# Before the script: keys as in Emacs, and for zsh its completion system.
SETTINGS = {
    "bash": "set -o emacs; bind 'set bell-style none'; PS1='READY> '",
    "zsh": "bindkey -e; unsetopt beep prompt_sp; autoload -Uz compinit; compinit -u -D; PS1='READY> '",
    "fish": "function fish_prompt; echo -n 'READY> '; end",
}
SOURCE = {"bash": "source {0}", "zsh": "source {0}", "fish": "source {0}"}
PATIENCE = 60  # seconds until a shell counts as hung; nothing waits so long
ESCAPES = re.compile(r"\x1b\[[0-9;?>=]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[=>()][0-9A-B]?|\r")


class Shell:
    def __init__(self, name):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm", COLUMNS="200", LINES="50", HISTFILE="", LC_ALL="C.UTF-8")
            os.execvp(COMMANDS[name][0], COMMANDS[name])
        self.text = ""

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def wait_for(self, pattern):
        """Reads until the pattern comes, and forgets all up to its end."""
        deadline = time.monotonic() + PATIENCE
        while True:
            plain = ESCAPES.sub("", self.text)
            found = re.search(pattern, plain)
            if found:
                self.text = plain[found.end():]
                return found
            if not select.select([self.terminal], [], [], max(0, deadline - time.monotonic()))[0]:
                raise TimeoutError(f"no {pattern!r} in {plain!r}")
            try:
                self.text += os.read(self.terminal, 65536).decode(errors="replace")
            except OSError as error:
                raise TimeoutError(f"the shell ended: {plain!r}") from error

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def main(name, script, typed, wanted):
    shell = Shell(name)
    try:
        # A mark that is computed is not the echo of the command that prints it.
        shell.type(f"{SETTINGS[name]}\r")
        shell.type(SOURCE[name].format(script) + "\r")
        mark = "echo ready-(math 40 + 2)" if name == "fish" else "echo ready-$((40 + 2))"
        shell.type(mark + "\r")
        shell.wait_for("ready-42")
        shell.wait_for("READY> ")
        if wanted.startswith("~"):
            shell.type(typed + "\t\t")
            shell.wait_for(re.escape(wanted[1:]))
            return 0
        # Ctrl-A and Ctrl-E go to the ends of the line.
        number = "(math 50 + 2)" if name == "fish" else "$((50 + 2))"
        shell.type(f"{typed}\t\x01echo got-{number}'<\x05>'\r")
        found = shell.wait_for(r"got-52 ?<([^>]*)>")
        # zsh takes back what it put behind the word as soon as the cursor moves.
        if found[1].rstrip(" /") == wanted.rstrip(" /"):
            return 0
        print(f"{typed!r} became {found[1]!r}, not {wanted!r}")
        return 1
    except TimeoutError as error:
        print(error)
        return 1
    finally:
        shell.close()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
