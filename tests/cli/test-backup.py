"""Backups of an office by the real santunctl, and restoring it, as an administrator does.

    test-backup.py SANTUNCTL

Prints TAP."""

import glob
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

PROGRAM = sys.argv[1]
TESTS = []


def test(function):
    TESTS.append(function)
    return function


class Desk:
    def __init__(self, office=None):
        self.home = tempfile.mkdtemp(prefix="santun-backup-")
        self.store = self.path("kantor.db")
        self.env = {name: value for name, value in os.environ.items() if not name.startswith("SANTUN_BACKUP")}
        self.env.update(HOME=self.home, SANTUN_TODAY="2026-03-12", SANTUN_TEST_PASSWORDS="1")
        if office:
            shutil.copytree(office, self.home, dirs_exist_ok=True)

    def path(self, *names):
        return os.path.join(self.home, *names)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def run(self, *args, person=None):
        command = [PROGRAM, "--store", self.store] + (["--as", person] if person else []) + list(args)
        return subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL)

    def good(self, *args, person=None):
        done = self.run(*args, person=person)
        assert done.returncode == 0, f"{args}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def bad(self, *args, person=None):
        done = self.run(*args, person=person)
        assert done.returncode == 1, f"{args}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stderr

    def cases(self, queue):
        return re.findall(r"JKK-\d{4}-\d{6}", self.good("list", "--queue", queue))


def backups(desk, folder=None):
    return sorted(glob.glob((folder or desk.store + ".backups") + "/*.backup"))


@test
def a_backup_is_made_listed_and_verified(desk):
    assert "without a fault" in desk.good("backup", "run")
    assert len(backups(desk)) == 1
    assert backups(desk)[0] in desk.good("backup", "list")
    assert "sound" in desk.good("backup", "verify")
    assert not glob.glob(desk.path(".santun-scratch*")), "the scratch copy was left behind"
    assert "No backup is due" in desk.good("backup", "run", "--if-due")


@test
def restoring_says_what_is_lost_and_keeps_the_replaced_store(desk):
    number = desk.cases("masuk")[0]
    desk.good("backup", "run")
    desk.good("take", number, person="rina")
    assert number not in desk.cases("masuk")
    said = desk.bad("backup", "restore", person="admin")
    assert "1 deed about 1 case" in said and "Rina Kusuma" in said and "nobody to ask" in said, said
    said = desk.good("backup", "restore", "--yes", person="admin")
    assert number in desk.cases("masuk")
    kept = re.search(r"“([^”]*replaced-[^”]*)”", said).group(1)
    done = subprocess.run([PROGRAM, "--store", kept, "list", "--queue", "masuk"], env=desk.env, capture_output=True, text=True)
    assert done.returncode == 0 and number not in done.stdout
    assert "sound" in desk.good("backup", "run") + desk.good("backup", "verify")


@test
def only_an_administrator_restores(desk):
    desk.good("backup", "run")
    assert "role" in desk.bad("backup", "restore", "--yes", person="sari")
    assert desk.run("backup", "restore", "--yes").returncode == 2
    wrong = desk.write("wrong", "bukan kata sandi\n")
    desk.bad("backup", "restore", "--yes", "--password-file", wrong, person="admin")
    assert not glob.glob(desk.store + ".replaced*")


@test
def an_office_that_is_open_is_not_replaced(desk):
    desk.good("backup", "run")
    watch = subprocess.Popen([PROGRAM, "--store", desk.store, "--as", "sari", "bridge", "watch"], env=desk.env,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(1.5)
        assert "open" in desk.bad("backup", "restore", "--yes", person="admin")
        assert not glob.glob(desk.store + ".replaced*")
    finally:
        watch.send_signal(signal.SIGTERM)
        watch.wait(timeout=60)
    desk.good("backup", "restore", "--yes", person="admin")


@test
def a_damaged_office_is_restored_and_kept(desk):
    desk.good("backup", "run")
    size = os.path.getsize(desk.store)
    with open(desk.store, "r+b") as file:
        file.seek(8192)
        file.write(os.urandom(size // 2))
    with open(desk.store, "rb") as file:
        damaged = file.read()
    desk.bad("list")
    said = desk.good("backup", "restore", "--yes", person="admin")
    assert "cannot be read" in said, said
    assert desk.cases("masuk")
    with open(glob.glob(desk.store + ".replaced*")[0], "rb") as file:
        assert file.read() == damaged, "the damaged store was changed"


@test
def an_office_that_is_gone_is_restored(desk):
    desk.good("backup", "run")
    for path in glob.glob(desk.store + "*"):
        if os.path.isfile(path):
            os.unlink(path)
    desk.good("backup", "restore", "--yes", person="admin")
    assert desk.cases("masuk")


@test
def a_passphrase_locks_them(desk):
    right, wrong = desk.write("right", "sandi cadangan kantor\n"), desk.write("wrong", "sandi yang lain\n")
    folder = desk.path("stik")
    desk.good("backup", "run", "--folder", folder, "--passphrase-file", right)
    assert "yes" in desk.good("backup", "list", "--folder", folder)
    desk.bad("backup", "verify", "--folder", folder)
    desk.bad("backup", "verify", "--folder", folder, "--passphrase-file", wrong)
    desk.bad("backup", "run", "--folder", folder)
    desk.good("backup", "verify", "--folder", folder, "--passphrase-file", right)
    desk.good("backup", "restore", "--yes", "--folder", folder, "--passphrase-file", right, person="admin")


@test
def a_backup_that_was_cut_off_is_not_used(desk):
    desk.good("backup", "run")
    path = backups(desk)[0]
    with open(path, "r+b") as file:
        file.truncate(os.path.getsize(path) - 70000)
    assert "cut off" in desk.bad("backup", "verify")
    assert "cut off" in desk.bad("backup", "restore", "--yes", person="admin")
    assert desk.cases("masuk")


@test
def a_backup_that_is_killed_leaves_nothing_that_looks_whole(desk):
    for wait in (0.02, 0.05, 0.08, 0.12, 0.2):
        program = subprocess.Popen([PROGRAM, "--store", desk.store, "backup", "run"], env=desk.env,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        program.kill()
        program.wait()
        for path in backups(desk):
            desk.good("backup", "verify", path)
    desk.good("backup", "run")
    assert not [path for path in glob.glob(desk.store + ".backup-*")]


@test
def there_is_none_yet_is_told(desk):
    assert "first backup" in desk.bad("backup", "verify")
    assert desk.run("backup", "sing").returncode == 2


def main():
    first = Desk()
    first.good("demo", "--cases", "40", "--seed", "1")
    failed = 0
    print(f"1..{len(TESTS)}", flush=True)
    for number, function in enumerate(TESTS, 1):
        desk = Desk(first.home)
        try:
            function(desk)
            print(f"ok {number} {function.__name__.replace('_', ' ')}", flush=True)
        except Exception:  # pylint: disable=broad-except
            failed += 1
            print(f"not ok {number} {function.__name__.replace('_', ' ')}")
            for line in traceback.format_exc().strip().split("\n"):
                print(f"# {line}", flush=True)
        shutil.rmtree(desk.home)
    shutil.rmtree(first.home)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
