"""What a person is told when the disk, the folder or the file of an office comes to grief, in both languages, and what
becomes of deeds whose program is killed.

    test-faults.py SANTUNCTL

Prints TAP. SANTUN_KILLS=1000 asks for more kills than the few of each day."""

import glob
import hashlib
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback

PROGRAM = sys.argv[1]
KILLS = int(os.environ.get("SANTUN_KILLS", "25"))
NOBODY = 65534
TESTS = []


def test(function):
    TESTS.append(function)
    return function


class Desk:
    def __init__(self, office=None):
        self.home = tempfile.mkdtemp(prefix="santun-faults-")
        self.store = self.path("kantor", "kantor.db")
        if office:
            shutil.copytree(office, self.home, dirs_exist_ok=True)
        else:
            os.mkdir(self.path("kantor"))

    def path(self, *names):
        return os.path.join(self.home, *names)

    def start(self, *args, person=None, language="C", today="2026-03-12", **options):
        env = dict(os.environ, HOME=self.home, SANTUN_TODAY=today, SANTUN_TEST_PASSWORDS="1", LANGUAGE=language)
        command = [PROGRAM, "--store", self.store] + (["--as", person] if person else []) + list(args)
        return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                stdin=subprocess.DEVNULL, **options)

    def run(self, *args, **options):
        program = self.start(*args, **options)
        out, err = program.communicate(timeout=300)
        return program.returncode, out, err

    def good(self, *args, **options):
        status, out, err = self.run(*args, **options)
        assert status == 0, f"{args}: {status}\n{out}\n{err}"
        return out

    def told(self, english, *args, **options):
        """Refused with a sentence that says what to do, in each language its own."""
        status, _, plain = self.run(*args, **options)
        assert status == 1 and re.search(english, plain), f"{args}: {status}\n{plain}"
        status, _, local = self.run(*args, language="id", **options)
        plain, local = plain.strip(), local.strip()
        assert status == 1 and local != plain, f"not translated: {local}"
        for text in (plain, local):
            assert text.startswith("santunctl: ") and "\n" not in text and text.count(".") >= 2, text
        return local

    def state(self):
        with open(self.store, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()

    def sound(self):
        db = sqlite3.connect(self.store)
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("SELECT count(*) - count(DISTINCT deed_id) FROM journal").fetchone() == (0,)
        assert db.execute("SELECT max(sequence) - count(*) FROM journal").fetchone() == (0,)
        db.close()
        self.good("audit", "verify")

    def first(self):
        return re.findall(r"JKK-\d{4}-\d{6}", self.good("list", "--queue", "masuk"))[0]


@test
def a_folder_that_may_only_be_read(desk):
    if os.getuid() != 0:
        return "SKIP cannot be somebody else here"
    os.chmod(desk.home, 0o755)
    os.chmod(desk.path("kantor"), 0o555)
    os.chmod(desk.store, 0o644)
    before = desk.state()
    local = desk.told("may only be read|cannot be opened", "list", user=NOBODY, group=NOBODY)
    assert desk.state() == before
    return local


@test
def a_full_disk(desk):
    size = os.path.getsize(desk.store)

    def little_space():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, size // 2))

    before = desk.state()
    local = desk.told("full", "backup", "run", preexec_fn=little_space)
    assert not glob.glob(desk.store + ".backups/*.backup")
    assert desk.state() == before
    desk.sound()
    desk.good("backup", "run")
    return local


@test
def a_folder_that_is_gone_and_back(desk):
    number = desk.first()
    os.rename(desk.path("kantor"), desk.path("dicabut"))
    local = desk.told("no office", "take", number, person="rina")
    assert not os.path.exists(desk.path("kantor")), "something was begun in its place"
    os.rename(desk.path("dicabut"), desk.path("kantor"))
    desk.good("take", number, person="rina")
    desk.sound()
    return local


@test
def a_file_that_was_cut_off(desk):
    os.truncate(desk.store, os.path.getsize(desk.store) // 3)
    before = desk.state()
    local = desk.told("damaged", "list")
    assert desk.state() == before, "it was made worse"
    return local


@test
def a_file_of_which_nothing_is_left(desk):
    os.truncate(desk.store, 0)
    local = desk.told("no store", "list")
    assert os.path.getsize(desk.store) == 0
    return local


@test
def flipped_bytes(desk):
    with open(desk.store, "r+b") as file:
        for page in range(3, os.path.getsize(desk.store) // 4096, 7):
            file.seek(page * 4096)
            file.write(os.urandom(64))
    before = desk.state()
    local = desk.told("damaged", "list")
    assert desk.state() == before, "it was made worse"
    return local


@test
def a_beginning_that_is_damaged(desk):
    with open(desk.store, "r+b") as file:
        file.write(os.urandom(100))
    before = desk.state()
    local = desk.told("beginning is damaged", "list")
    assert desk.state() == before
    return local


@test
def a_store_of_a_newer_version(desk):
    db = sqlite3.connect(desk.store)
    db.execute("PRAGMA user_version = 9999")
    db.close()
    before = desk.state()
    local = desk.told("newer version", "take", "JKK-2026-000001", person="rina")
    assert desk.state() == before
    return local


@test
def a_clock_that_was_set_back(desk):
    number = desk.first()
    desk.good("take", number, person="rina")
    desk.good("give-back", number, person="rina", today="2019-01-01")
    desk.good("take", number, person="sari")
    desk.sound()
    return None


@test
def programs_that_are_killed(desk):
    """Deeds whose program ended well are there; of a killed one all or nothing."""
    dice = random.Random(int(os.environ.get("SANTUN_KILL_SEED", time.time_ns() % 1000000)))
    done, kills, taken = 0, 0, False
    number = desk.first()
    while kills < KILLS:
        program = desk.start("give-back" if taken else "take", number, person="rina")
        time.sleep(dice.uniform(0.0, 0.25))
        if program.poll() is None:
            program.kill()
            kills += 1
        program.communicate()
        told = program.returncode == 0
        done += told
        there = "Rina" in desk.good("show", number)
        assert not told or there != taken, f"a deed that was told is lost after {kills} kills"
        taken = there
    desk.sound()
    return f"{kills} kills, {done} deeds told"


def main():
    first = Desk()
    first.good("demo", "--cases", "40", "--seed", "1")
    failed = 0
    print(f"1..{len(TESTS)}", flush=True)
    for number, function in enumerate(TESTS, 1):
        desk = Desk(first.home)
        try:
            said = function(desk)
            print(f"ok {number} {function.__name__.replace('_', ' ')}{' # ' + said if said else ''}", flush=True)
        except Exception:  # pylint: disable=broad-except
            failed += 1
            print(f"not ok {number} {function.__name__.replace('_', ' ')}")
            for line in traceback.format_exc().strip().split("\n"):
                print(f"# {line}", flush=True)
        subprocess.run(["chmod", "-R", "u+rwx", desk.home], check=False)
        shutil.rmtree(desk.home)
    shutil.rmtree(first.home)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
