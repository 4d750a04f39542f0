"""The computers of a branch in one: nodes by the real santun-node, desks by the real santunctl."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import traceback

# A computer that builds and tests at the same time is often late; an office's own is not.
LATENCY = 100

_asked = 0


def free_port():
    """A port that nobody is given by chance, so that a node finds it free when it comes back."""
    global _asked
    while True:
        port = 10000 + (os.getpid() * 41 + _asked * 7) % 20000
        _asked += 1
        with socket.socket() as place:
            try:
                place.bind(("", port))
                return port
            except OSError:
                pass


class Said(str):
    """What a program said, and whether it did what it was told."""

    code = 0


class Branch:
    """An office, the folder of each node, and a desk that works at them."""

    def __init__(self, santunctl, santun_node, office):
        self.santunctl, self.santun_node = santunctl, santun_node
        self.home = tempfile.mkdtemp(prefix="santun-branch-")
        shutil.copytree(office, self.home, dirs_exist_ok=True)
        self.env = {name: value for name, value in os.environ.items()
                    if not name.startswith(("SANTUN_BACKUP", "SANTUN_STORE", "XDG_"))}
        self.env.update(HOME=self.home, SANTUN_TODAY="2026-03-12", SANTUN_TEST_PASSWORDS="1")
        # GIO leaves the error of a line behind that is given up while somebody waits for it.
        self.env["ASAN_OPTIONS"] = self.env.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        self.store = self.path("kantor.db")
        self.address = None
        self.ports, self.nodes = {}, {}

    def path(self, *names):
        return os.path.join(self.home, *names)

    def folder(self, which):
        return self.path("node-" + str(which))

    def host(self, which):
        return f"localhost:{self.ports[which]}"

    # ---- Programs

    def program(self, *command):
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL)
        said = Said(done.stdout + done.stderr)
        said.code = done.returncode
        assert done.returncode in (0, 1, 2), f"{command}: {done.returncode}\n{said}"
        return said

    def ctl(self, *args, person=None, store=None):
        at = store or self.address or self.store
        return self.program(self.santunctl, "--store", at, *(["--as", person] if person else []), *args)

    def good(self, *args, **more):
        said = self.ctl(*args, **more)
        assert said.code == 0, f"{args}: {said.code}\n{said}"
        return said

    def refused(self, *args, saying=None, **more):
        said = self.ctl(*args, **more)
        assert said.code == 1, f"{args}: {said.code}\n{said}"
        assert saying is None or saying in said, f"{args}\n{said}"
        return said

    def node(self, *args):
        said = self.program(self.santun_node, *args)
        assert said.code == 0, f"{args}: {said.code}\n{said}"
        return said

    def backup(self, which, *args, person=None):
        return self.good("backup", *args, "--node", self.folder(which), person=person)

    def nodes_said(self, which, *args):
        return self.ctl("store", "nodes", *args, "--node", self.folder(which))

    # ---- Nodes

    def start(self, which):
        log = open(self.path(f"node-{which}.log"), "ab")
        said = self.log(which).count("answers at port")
        self.nodes[which] = subprocess.Popen([self.santun_node, "serve", self.folder(which)], env=self.env,
                                             stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        log.close()
        for _ in range(600):
            if self.log(which).count("answers at port") > said:
                return
            assert self.nodes[which].poll() is None, self.log(which)
            time.sleep(0.05)
        raise AssertionError(self.log(which))

    def stop(self, which):
        node = self.nodes.pop(which)
        node.send_signal(signal.SIGTERM)
        assert node.wait(timeout=60) == 0, self.log(which)

    def kill(self, which):
        node = self.nodes.pop(which)
        assert node.poll() is None, self.log(which)
        node.kill()
        node.wait()

    def log(self, which):
        with open(self.path(f"node-{which}.log"), encoding="utf-8", errors="replace") as file:
            return file.read()

    def _slow_down(self, which):
        path = os.path.join(self.folder(which), "node.conf")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(re.sub(r"latency=\d+", f"latency={LATENCY}", text))

    def set_up(self, group=False):
        self.ports[1] = free_port()
        self.node("setup", *(["--group"] if group else []), "--store", self.store, "--host", "localhost", "--port",
                  str(self.ports[1]), self.folder(1))
        if group:
            self._slow_down(1)
        self.start(1)

    def add(self, which, through=1):
        """A further node of the group: a file for it, carried over, taken in."""
        self.ports.setdefault(which, free_port())
        file = self.path(f"{which}.santun-member")
        said = self.nodes_said(through, "add", self.host(which), "-o", file)
        assert said.code == 0, said
        self.join(which, file)

    def join(self, which, file):
        self.node("join", "--store", os.path.join(self.home, f"store-{which}", "kantor.db"), file, self.folder(which))
        self._slow_down(which)
        self.start(which)

    def desk(self, through=1, name="meja-1"):
        file = self.path(name + ".santun-desk")
        self.node("desk", "-o", file, self.folder(through), name)
        said = self.ctl("store", "join", file, store=self.store)
        assert said.code == 0, said
        self.address = re.search(r"santun://[^\s”\"]*[\w\d]", said).group(0)

    def begin_group(self):
        self.set_up(group=True)
        for which in (2, 3):
            self.add(which)
        self.desk()
        self.wait_for(3)

    def states(self, which):
        said = self.nodes_said(which)
        assert said.code == 0, said
        return dict(re.findall(r"^localhost:(\d+)\s+(leads|follows|does not answer)", said, re.M))

    def wait_for(self, n_nodes, through=1):
        """Until so many nodes answer, one of them leads, and all have the same."""
        for _ in range(600):
            said = self.nodes_said(through)
            good = re.findall(r"^localhost:\d+\s+(leads|follows)\s+0\s", said, re.M)
            if len(good) == n_nodes and good.count("leads") == 1:
                return
            time.sleep(0.1)
        raise AssertionError(said)

    def leader(self, through=1):
        for _ in range(300):
            leading = [port for port, state in self.states(through).items() if state == "leads"]
            if len(leading) == 1:
                return next(which for which, port in self.ports.items() if str(port) == leading[0])
            time.sleep(0.1)
        raise AssertionError("nobody leads")

    # ---- The desk

    def cases(self, queue="masuk", store=None):
        return re.findall(r"JKK-\d{4}-\d{6}", self.good("list", "--queue", queue, person="sari", store=store))

    def take_on(self):
        """A case on which somebody works from now on."""
        number = self.cases()[0]
        self.good("take", number, person="sari")
        return number

    def paper(self, name, text):
        """A small picture that differs with its text."""
        path = self.path(name)
        import struct
        import zlib

        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        with open(path, "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
                       + chunk(b"tEXt", b"Comment\0" + text.encode()) + chunk(b"IDAT", zlib.compress(b"\0\0"))
                       + chunk(b"IEND", b""))
        return path

    def end(self):
        for node in self.nodes.values():
            node.kill()
            node.wait()
        shutil.rmtree(self.home, ignore_errors=True)


class Writer(threading.Thread):
    """Somebody who works at a desk all the time; every deed that he was told of has to be there afterwards."""

    def __init__(self, branch, number):
        super().__init__(daemon=True)
        self.branch, self.number, self.told, self.failed = branch, number, [], []
        self.over = threading.Event()
        self.start()

    def run(self):
        n = 0
        while not self.over.is_set():
            n += 1
            word = f"catatan {n}"
            said = self.branch.ctl("set", self.number, f"accident.chronology={word}", person="sari")
            (self.told if said.code == 0 else self.failed).append(word if said.code == 0 else str(said))

    def end(self):
        self.over.set()
        self.join()
        return self.told


TESTS = []


def test(function):
    """Marks a function as a test; it gets a branch of its own."""
    TESTS.append(function)
    return function


def run(programs, only):
    """All tests, or those that are named, each with the desk of one demonstration office; what the program ends with."""
    first = tempfile.mkdtemp(prefix="santun-office-")
    desk = Branch(*programs, first)
    assert desk.ctl("demo", "--cases", "40", "--seed", "1", store=desk.store).code == 0
    try:
        return main([function for function in TESTS if not only or function.__name__ in only],
                    lambda: Branch(*programs, desk.home))
    finally:
        desk.end()
        shutil.rmtree(first)


def main(tests, make):
    failed = 0
    print(f"1..{len(tests)}", flush=True)
    for number, function in enumerate(tests, 1):
        name = function.__name__.replace("_", " ")
        branch = make()
        try:
            function(branch)
            print(f"ok {number} {name}", flush=True)
        except Exception:  # pylint: disable=broad-except
            failed += 1
            print(f"not ok {number} {name}")
            for line in traceback.format_exc().strip().split("\n"):
                print(f"# {line}", flush=True)
            for which in branch.ports:
                if os.path.exists(branch.path(f"node-{which}.log")):
                    for line in branch.log(which).strip().split("\n")[-12:]:
                        print(f"# {which}: {line}", flush=True)
        branch.end()
    return 1 if failed else 0
