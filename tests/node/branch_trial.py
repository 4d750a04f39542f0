"""What trials of a branch on simulated hosts share: its desks, at which somebody works all the time, the commands as README
says them, and whether what a desk was told was kept is there."""

import os
import re
import shutil
import sys
import tempfile
import threading
import time
import traceback

import branch_network

NODE, CTL, DESK, README = (os.path.abspath(path) for path in sys.argv[1:5])
NODES = ["kantor-1", "kantor-2", "kantor-3"]
DESKS = ["meja-1", "meja-2"]
FOLDER = "/var/lib/santun/node"

# A machine that does much else is given time; what is printed is what it took.
PATIENCE = 60
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def note(text):
    print(f"# {text}", flush=True)


def wait_until(what, good, seconds=PATIENCE):
    until = time.monotonic() + seconds
    while not good():
        assert time.monotonic() < until, f"not within {seconds} s: {what}"
        time.sleep(0.1)


class Worker:
    """A desk at which somebody does one deed after the other."""

    def __init__(self, host, name):
        self.host, self.name = host, name
        with open(os.path.join(host.home, ".config/santun/nodes/joined")) as file:
            address = file.read().strip()
        self.done, self.told, self.met = [], [], 0
        self.program = host.start(f"group-desk work {address} {name} 50", stdout=-1)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.program.stdout:
            what, deed, took, sentence = line.rstrip("\n").split(" ", 3)
            now = time.monotonic()
            if what == "met":
                self.met = int(deed)
            elif what == "done":
                self.done.append((now, deed, int(took) / 1000))
            else:
                self.told.append((now, deed, what, int(took) / 1000, sentence))

    def works(self):
        assert self.program.poll() is None, f"{self.name} has ended: {self.program.returncode} {self.told[-1:]}"
        return self

    def since(self, then):
        return [now for now, _, _ in self.works().done if now > then]

    def told_since(self, then):
        return [told for told in list(self.told) if told[0] > then]

    def wait_done(self, then, n=3):
        wait_until(f"{self.name} works", lambda: len(self.since(then)) >= n)

    def gap(self, then):
        """The longest time since then during which nothing was acknowledged."""
        before = [now for now, _, _ in self.done if now <= then]
        times = before[-1:] + self.since(then)
        return max((b - a for a, b in zip(times, times[1:])), default=float("inf"))

    def end(self):
        self.program.kill()
        self.program.wait()
        self.reader.join()


class Branch:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="santun-network-")
        self.bin = os.path.join(self.folder, "bin")
        os.mkdir(self.bin)
        for name, path in {"santun-node": NODE, "santunctl": CTL, "group-desk": DESK}.items():
            os.symlink(path, os.path.join(self.bin, name))
        environment = dict(os.environ, PATH=f"{self.bin}:/usr/sbin:/usr/bin:/sbin:/bin", LANGUAGE="C", LC_ALL="C.UTF-8",
                           SANTUN_TEST_PASSWORDS="1")
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
                     "SANTUN_STORE"):
            environment.pop(name, None)
        # GnuTLS behind GIO loses the error of a line that is given up while somebody waits for it.
        environment["ASAN_OPTIONS"] = environment.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        with open(README) as file:
            self.readme = re.sub(r"\s+", " ", file.read())
        self.network = branch_network.Network(NODES + DESKS, self.folder, environment)
        self.hosts = self.network.hosts
        self.services = {}
        self.workers = []

    def by_readme(self, host, line, *replaced, start=False, **options):
        """What README says, with other names where it says so itself."""
        assert line in self.readme, f"not in README: {line}"
        for old, new in replaced:
            line = line.replace(old, new)
        return self.hosts[host].start(line, **options) if start else self.hosts[host].good(line)

    def serve(self, host):
        log = open(os.path.join(self.folder, host, "log"), "a")
        self.services[host] = self.by_readme(host, f"santun-node serve {FOLDER}", start=True, stdout=log, stderr=log)

    def carry(self, file, one, other):
        """A file, by hand."""
        shutil.copy(os.path.join(self.hosts[one].home, file), self.hosts[other].home)

    def join_desk(self, name):
        self.by_readme("kantor-1", f"santun-node desk -o meja-1.santun-desk {FOLDER} meja-1", ("meja-1", name))
        self.carry(f"{name}.santun-desk", "kantor-1", name)
        self.by_readme(name, "santunctl store join meja-1.santun-desk", ("meja-1", name))

    def work(self, desks=DESKS):
        self.workers = [Worker(self.hosts[name], name) for name in desks]
        for worker in self.workers:
            worker.wait_done(0)

    def assert_exactly_once(self, db):
        kept = [deed.decode() for (deed,) in db.execute("SELECT deed_id FROM journal").fetchall()]
        assert len(kept) == len(set(kept))
        told = [deed for worker in self.workers for _, deed, _ in worker.done]
        missing = set(told) - set(kept)
        assert not missing, f"acknowledged and lost: {sorted(missing)[:5]}"
        note(f"{len(told)} deeds were acknowledged, all are there once; of {len(kept)} entries")

    def assert_verified(self, desk):
        verified = self.hosts[desk].good("santunctl --as wati audit verify")
        note(verified.strip().splitlines()[0])

    def end(self):
        for worker in self.workers:
            worker.end()
        self.network.end()
        if not os.environ.get("SANTUN_KEEP"):
            shutil.rmtree(self.folder)


def refused(host, line, sentence):
    done = host.run(line)
    assert done.returncode == 1 and sentence in done.stderr, f"{line}: {done.returncode}\n{done.stdout}\n{done.stderr}"


def both_work(branch, what, act, seconds=2):
    """After a cut both desks go on; prints for how long they could not."""
    then = time.monotonic()
    act()
    for worker in branch.workers:
        worker.wait_done(then + 0.3)
    time.sleep(seconds)
    for worker in branch.workers:
        worker.wait_done(time.monotonic())
    note(f"{what}: " + ", ".join(f"{worker.name} {worker.gap(then):.1f} s" for worker in branch.workers)
         + " without an acknowledged write")
    return then


def main(kind):
    branch_network.enter()
    print(f"1..{len(TESTS)}", flush=True)
    branch = kind()
    failed = False
    try:
        for i, function in enumerate(TESTS):
            began = time.monotonic()
            try:
                if failed:
                    print(f"not ok {i + 1} {function.__name__} # the branch is as an earlier test left it", flush=True)
                    continue
                function(branch)
                print(f"ok {i + 1} {function.__name__}", flush=True)
            except Exception:
                failed = True
                note(traceback.format_exc().replace("\n", "\n# "))
                print(f"not ok {i + 1} {function.__name__}", flush=True)
            note(f"{time.monotonic() - began:.1f} s")
    finally:
        branch.end()
    sys.exit(1 if failed else 0)
