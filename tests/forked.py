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
import threading
import time
import warnings
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from fcntl import ioctl
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType
from typing import IO, Any

ROOT = Path(__file__).parents[1]
_FOLDERS = ("cli.linting", "lint.fixing", "rules", "glossary.search", "article")
COMMANDS = ("review_tui.cli.main", "review_tui.cli.lint", *(f"review_tui.{folder}" for folder in _FOLDERS))
SCREEN = (*COMMANDS, "review_tui.review", "review_tui.tui")
LANGUAGE_SERVER = (*COMMANDS, "review_tui.lsp")
CLUSTER = (*COMMANDS, "review_tui.lint.run", "distributed")


class Forked:
    """A process that runs `[sys.executable, *arguments]`: `-m review_tui …`, `-c program …`, or a file.

    `loading` are the modules that it has from the beginning, with those in them; where it is empty, Python is started
    as everybody does. Everything else is as in `subprocess.Popen`, of which it has what the tests need.
    """

    def __init__(
        self,
        arguments: Sequence[str | Path],
        *,
        loading: Sequence[str] = COMMANDS,
        cwd: str | Path | None = None,
        env: Mapping[str, str] | None = None,
        stdin: int | IO[Any] | None = None,
        stdout: int | IO[Any] | None = None,
        stderr: int | IO[Any] | None = None,
        encoding: str | None = None,
    ) -> None:
        self.args = [str(each) for each in arguments]
        self.returncode: int | None = None
        self._told, telling = os.pipe()  # where a line says that it began, and one that it ended
        given, opened = [], [telling]
        ours: list[Any] = [None, None, None]
        kind = "b" if encoding is None else ""
        for own, wanted in enumerate((stdin, stdout, stderr)):
            if wanted == subprocess.PIPE:
                reader, writer = os.pipe()
                its, mine, mode = (reader, writer, "w") if own == 0 else (writer, reader, "r")
                ours[own] = os.fdopen(mine, mode + kind, encoding=encoding)
                given.append(its)
                opened.append(its)
            else:
                given.append(own if wanted is None else wanted if isinstance(wanted, int) else wanted.fileno())
        self.stdin, self.stdout, self.stderr = ours
        order = {
            "arguments": self.args,
            "loading": loading,
            "folder": str(Path.cwd() / (cwd or ".")),
            "environment": dict(os.environ if env is None else env),
        }
        socket.send_fds(_server(), [json.dumps(order).encode() + b"\n"], [*given, telling])
        for handle in opened:
            os.close(handle)
        self.pid = int(_line(self._told))

    def poll(self) -> int | None:
        """Return the exit code, or None while it runs: a signal that ended it is a negative number."""
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end, and return the exit code."""
        if self.returncode is None:
            if not select.select([self._told], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            self.returncode = os.waitstatus_to_exitcode(int(_line(self._told)))
            os.close(self._told)
        return self.returncode

    def communicate(self, timeout: float = 120) -> tuple[Any, Any]:
        """Return what it prints until its end; if that takes longer than some seconds, it is killed."""
        limit = threading.Timer(timeout, self._kill_all)
        limit.start()
        with ThreadPoolExecutor(2) as readers:
            out, errors = readers.map(_rest_of, (self.stdout, self.stderr))
        self.wait()
        limit.cancel()
        limit.join()
        return out, errors

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def _kill_all(self) -> None:
        """End it and what it has started: one of those may hold its streams open."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)


def forked(arguments: Sequence[str | Path], **others: Any) -> CompletedProcess[Any]:
    """Run a process to its end, and return what it printed: see Forked."""
    process = Forked(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **others)
    out, errors = process.communicate()
    return CompletedProcess(process.args, process.wait(), out, errors)


def _rest_of(stream: IO[Any] | None) -> Any:
    """Return what can still be read, and close it."""
    if stream is None or stream.closed:
        return None
    with stream:
        return stream.read()


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
