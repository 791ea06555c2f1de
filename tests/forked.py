"""Programs in processes of their own, forked from a process that has loaded already what they need.

To load the program, Textual or Dask again for each process that a test starts took a tenth of the time of all tests. A
forked process has a session, streams, an environment and a folder of its own, and ends as Python ends. What is about
loading itself, or about a shell, starts Python as everybody does (as in `tests/cli/test_hygiene.py` and `tests/ci`).
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
import termios
import time
import warnings
from collections.abc import Sequence
from fcntl import ioctl
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[1]
_FOLDERS = ("cli.linting", "lint.fixing", "rules", "glossary.search", "article")
COMMANDS = ("review_tui.cli.main", "review_tui.cli.lint", *(f"review_tui.{folder}" for folder in _FOLDERS))
SCREEN = (*COMMANDS, "review_tui.review", "review_tui.tui")
LANGUAGE_SERVER = (*COMMANDS, "review_tui.lsp")
CLUSTER = (*COMMANDS, "review_tui.lint.run", "distributed")


class Forked(subprocess.Popen[Any]):
    """A process that runs `[sys.executable, *arguments]`: `-m review_tui …`, `-c program …`, or a file.

    `loading` are the modules that it has from the beginning, with those in them; where it is empty, Python is started
    as everybody does. `others` are arguments of Popen.
    """

    def __init__(self, arguments: Sequence[str | Path], *, loading: Sequence[str] = COMMANDS, **others: Any) -> None:
        self._loading = loading
        self._told = -1  # where a line says that it began, and one that it ended
        super().__init__(arguments, **others)

    def _execute_child(self, arguments: Sequence[str | Path], *others: Any) -> None:
        cwd, environment = others[4:6]
        pipes = others[9:15]  # of each stream, the end of the process and ours, or the other way round
        streams = (pipes[0], pipes[3], pipes[5])
        order = {
            "arguments": [str(each) for each in arguments],
            "loading": self._loading,
            "folder": str(Path.cwd() / (cwd or ".")),
            "environment": dict(os.environ if environment is None else environment),
        }
        self._told, telling = os.pipe()
        given = [own if stream < 0 else stream for own, stream in enumerate(streams)]
        socket.send_fds(_server(), [json.dumps(order).encode() + b"\n"], [*given, telling])
        os.close(telling)
        self._close_pipe_fds(*pipes)  # type: ignore[attr-defined]
        self.pid = int(_line(self._told))
        self._child_created = True

    def _try_wait(self, options: int) -> tuple[int, int]:
        if options and not select.select([self._told], [], [], 0)[0]:
            return 0, 0
        status = int(_line(self._told))
        os.close(self._told)
        return self.pid, status

    def _internal_poll(self, **_: Any) -> int | None:
        if self.returncode is None:
            process, status = self._try_wait(os.WNOHANG)
            if process:
                self._handle_exitstatus(status)  # type: ignore[attr-defined]
        return self.returncode


def forked(
    arguments: Sequence[str | Path], *, timeout: float = 120, **others: Any
) -> "subprocess.CompletedProcess[Any]":
    """Run a process to its end, and return what it printed: see Forked."""
    with Forked(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **others) as process:
        try:
            out, errors = process.communicate(timeout=timeout)
        except BaseException:
            process.kill()
            raise
    return CompletedProcess(process.args, process.returncode, out, errors)


@cache
def _server() -> socket.socket:
    """Start the process that all are forked from, and return what it takes orders by."""
    ours, its = socket.socketpair()
    command = [sys.executable, __file__, str(its.fileno())]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    nothing = subprocess.DEVNULL
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        pass_fds=[its.fileno()],
        stdin=nothing,
        stdout=nothing,
        start_new_session=True,
    )
    its.close()

    def end() -> None:
        ours.close()
        server.wait()

    atexit.register(end)
    return ours


def _line(stream: int) -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(stream, 1)
        if not byte:
            raise EOFError("the process that all are forked from has ended")
        line += byte
    return line


def _serve(orders: socket.socket) -> Any:
    """Fork a process for each order that comes. Return what is to be run, in that; None at the end."""
    while True:
        data, handles, *_ = socket.recv_fds(orders, 1 << 16, 4)
        if not data:
            return None
        while not data.endswith(b"\n"):
            data += orders.recv(1 << 16)
        order = json.loads(data)
        for name in order["loading"]:
            load(name)
        gc.freeze()  # else the first collection in each process would copy all of it
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that wait
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            orders.close()
            *streams, telling = handles
            process = os.fork()
            if process == 0:
                os.close(telling)
                _settle_in(order, streams)
                if not order["loading"]:
                    os.execv(sys.executable, [sys.executable, *order["arguments"]])
                return order["arguments"]
            for stream in streams:
                os.close(stream)
            os.write(telling, b"%d\n" % process)
            os.write(telling, b"%d\n" % os.waitpid(process, 0)[1])
            os._exit(0)
        for handle in handles:
            os.close(handle)


@cache
def load(name: str) -> None:
    """Import a module, and, where it is one of this program, all that is in it."""
    module = importlib.import_module(name)
    if name.startswith("review_tui."):
        for each in pkgutil.iter_modules(getattr(module, "__path__", ()), f"{name}."):
            load(each.name)


def _settle_in(order: dict[str, Any], streams: Sequence[int]) -> None:
    """Make of this process the one that was ordered, as it is when Python begins."""
    os.setsid()
    for own, stream in enumerate(streams):
        os.dup2(stream, own)
        os.close(stream)
    if os.isatty(0):
        ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    if os.environ.get("PYTHONWARNINGS") == "ignore":
        warnings.simplefilter("ignore")
    time.tzset()
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # else that of `nohup`, where the tests run under it
    sys.stdin, sys.stdout, sys.stderr = _text(0, "r"), _text(1, "w"), _text(2, "w")
    vars(sys).update(__stdin__=sys.stdin, __stdout__=sys.stdout, __stderr__=sys.stderr)


def _text(stream: int, mode: str) -> Any:
    """Return one of the three streams: with a buffer, unless it is of a terminal or of complaints."""
    buffering = 1 if stream == 2 or os.isatty(stream) else -1
    return open(stream, mode, buffering, "utf-8", "backslashreplace" if stream == 2 else "strict", closefd=False)


def _do(what: str, *arguments: str) -> None:
    """Run what stands after `python` on a command line."""
    if what == "-m":
        from review_tui.__main__ import main

        sys.argv = list(arguments)
        sys.exit(main())
    sys.argv = [what, *arguments[what == "-c" :]]
    if what == "-c":
        sys.path[0] = ""
        program = sys.modules["__main__"] = ModuleType("__main__")
        exec(arguments[0], vars(program))
    else:
        sys.path[0] = str(Path(what).parent)
        runpy.run_path(what, run_name="__main__")


if __name__ == "__main__":
    sys.path[0] = str(ROOT)
    ordered = _serve(socket.socket(fileno=int(sys.argv[1])))
    if ordered is not None:
        _do(*ordered)
