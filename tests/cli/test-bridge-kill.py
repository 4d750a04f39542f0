"""The office and a simulated hospital exchange messages over folders while programs on both sides are killed.

    test-bridge-kill.py SANTUNCTL SCHEMA-FOLDER EXAMPLES CASES KILLS

Prints TAP. At the end every message has had one effect and one receipt, and the ledger owes what is really owed. The
office's programs are killed while they take, watch and send, the hospital's while it writes, reads and thinks.
SANTUN_KILL_SEED repeats a run as far as the clock lets it."""

import hashlib
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid

PROGRAM, SCHEMAS, EXAMPLES = sys.argv[1:4]
CASES, KILLS = int(sys.argv[4]), int(sys.argv[5])
PARTNER = "RS-CONTOH-SEHAT"
OWED = 20  # of so many cases one gets no number, so that it stays owed
PATIENCE = 900  # seconds after which something hangs
NAMESPACE = uuid.UUID("0d2f4a4e-3f3c-4d8e-8a43-6f8f3e0c9a11")
HERE = os.path.dirname(os.path.abspath(__file__))


class Place:
    def __init__(self):
        self.home = tempfile.mkdtemp(prefix="santun-kill-")
        self.store, self.folder = self.path("kantor.db"), self.path("mitra")
        self.hospital = self.path("rumah-sakit")
        os.makedirs(self.hospital)
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "SANTUN_STORE"))}
        self.env.update(HOME=self.home, SANTUN_TODAY="2026-05-05", SANTUN_TEST_PASSWORDS="1", SANTUN_POST_SETTLE="0")

    def path(self, *names):
        return os.path.join(self.home, *names)

    def command(self, person, *args):
        return [PROGRAM, "--store", self.store, "--as", person, "--password-file", self.path("password"), *args]

    def good(self, person, *args):
        done = subprocess.run(self.command(person, *args), env=self.env, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"{args}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def start(self, what, command):
        log = open(self.path(what + ".log"), "ab")
        return subprocess.Popen(command, env=self.env, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                start_new_session=True)

    def rows(self, sql, *values):
        db = sqlite3.connect(f"file:{self.store}?mode=ro", uri=True, timeout=60)
        try:
            return db.execute(sql, values).fetchall()
        finally:
            db.close()

    def ledger(self, sql, *values):
        db = sqlite3.connect(os.path.join(self.hospital, "ledger.db"), timeout=60)
        try:
            return db.execute(sql, values).fetchall()
        finally:
            db.close()


def set_up(place):
    """A new office, without the post of the demonstration."""
    for name, text in (("password", "kata sandi uji\n"), ("first", "kata sandi pertama\n")):
        with open(place.path(name), "w", encoding="utf-8") as file:
            file.write(text)
    place.good("admin", "init", "--name", "Kantor Uji", "--city", "Kota Uji", "--login", "admin", "--person", "Admin Uji")
    place.good("admin", "add-account", "sari", "--person", "Sari Uji", "--role", "verifikator",
               "--new-password-file", place.path("first"))
    place.good("sari", "password", "--password-file", place.path("first"), "--new-password-file", place.path("password"))
    place.good("admin", "bridge", "partners", PARTNER, "--name", "RS Contoh Sehat", "--folder", place.folder, "--unsigned")


class Actor:
    """A program that is started again whenever it ends, and killed when its time has come."""

    def __init__(self, place, what, dice):
        self.place, self.what, self.dice = place, what, dice
        self.process, self.deadline, self.killed = None, None, 0

    def command(self):
        if self.what == "hospital":
            return [sys.executable, os.path.join(HERE, "hospital.py"), self.place.folder,
                    os.path.join(SCHEMAS, "santun-message-2.xsd"), EXAMPLES, self.place.hospital, str(CASES)]
        if self.what == "clerk":
            return self.place.command("sari", *next_letter(self.place, self.dice))
        how = self.dice.choice((("take",), ("take", "--partner", PARTNER), ("watch", "--interval", "1")))
        return self.place.command("sari", "bridge", *how)

    def tend(self, killing):
        """Returns whether it has killed."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is None:
            if not killing or self.deadline is None or now < self.deadline:
                return False
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None
            self.killed += 1
            return True
        if self.process is not None and self.process.returncode not in (0, 1):
            raise AssertionError(f"{self.what} ended with {self.process.returncode}: see its log\n{self.log()}")
        self.process = None
        if self.what == "clerk" and next_letter(self.place, self.dice) is None:
            return False
        self.process = self.place.start(self.what, self.command())
        self.deadline = now + self.dice.uniform(0.02, 1.2 if self.what == "hospital" else 0.6)
        return False

    def end(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=60)
            # One that had only just been started may not have been listening yet.
            assert self.process.returncode in (0, -signal.SIGTERM), f"{self.what}: {self.process.returncode}"

    def log(self):
        with open(self.place.path(self.what + ".log"), encoding="utf-8", errors="replace") as file:
            return file.read()[-4000:]


def next_letter(place, dice):
    """The number that the office owes next, or a question; one is sent under the same GUID until it is out."""
    owed = place.rows("SELECT guid, id FROM owed WHERE side = 'kantor' AND kind = 'number' AND settled_at IS NULL "
                      "AND id % ? <> 0 ORDER BY id LIMIT 1", OWED)
    if not owed:
        return None
    identity, number = owed[0]
    if number % 15 == 1 and not place.rows("SELECT 1 FROM post_out WHERE guid = ?", letter_id("question", identity)):
        return ("bridge", "send", PARTNER, "question", "--id", letter_id("question", identity),
                "letter.topic=kronologi", "letter.text=Mohon dijelaskan.")
    return ("bridge", "send", PARTNER, "number", "--answers", identity, "--id", letter_id("number", identity),
            "number_notice.valid_until=2026-07-04")


def letter_id(kind, identity):
    return str(uuid.uuid5(NAMESPACE, kind + identity))


def exchange(place, dice):
    actors = [Actor(place, what, dice) for what in ("hospital", "desk", "clerk", "desk-2")]
    kills, start, told = 0, time.monotonic(), 0
    open(os.path.join(place.hospital, "stop"), "w").close()
    hospital = actors[0]
    while True:
        # Spread over the whole exchange: no more of them than of the cases that were told.
        killing = kills < KILLS and kills <= KILLS * progress(place) + 4
        assert time.monotonic() - start < PATIENCE, f"it does not come to an end\n{actors[1].log()}\n{hospital.log()}"
        for actor in actors:
            ended = actor is hospital and actor.process is not None and actor.process.poll() == 0
            if not ended:
                kills += actor.tend(killing)
        if kills // 20 > told:
            told = kills // 20
            print(f"# {kills} kills, {place.rows('SELECT count (*) FROM post_in')[0][0]} messages", flush=True)
        if kills >= KILLS and hospital.process is not None and hospital.process.poll() is not None:
            if hospital.process.returncode != 0:
                hospital.process = None
            elif next_letter(place, dice) is None and not place.rows(
                    "SELECT 1 FROM post_out WHERE delivered_at IS NULL") and is_quiet(place):
                break
            elif os.listdir(os.path.join(place.folder, "outbox")) or not is_answered(place):
                hospital.process = None  # there is more for it to read
        time.sleep(0.01)
    for actor in actors[1:]:
        actor.end()
    for actor in actors:
        assert "Sanitizer" not in actor.log() and "CRITICAL" not in actor.log(), actor.log()
    assert "Traceback" not in hospital.log(), hospital.log()
    return kills, {actor.what: actor.killed for actor in actors}


def progress(place):
    try:
        return place.ledger("SELECT next FROM plan")[0][0] / CASES
    except (sqlite3.Error, IndexError):
        return 0  # the hospital has not opened yet


def is_answered(place):
    return not place.ledger("SELECT 1 FROM sent WHERE written = 0 OR (receipt IS NULL AND kind IS NOT 'receipt')")


def is_quiet(place):
    return is_answered(place) and not any(
        os.listdir(os.path.join(place.folder, name)) for name in ("inbox", "outbox", ".taking"))


# ---- What holds at the end

EFFECT = {"suspected": "baru", "kk3": "baru", "wrong-bill": "ditolak", "mended-bill": "baru", "conflict": "ditolak",
          "torn": "ditolak", "answer": "baru", "receipt": "selesai"}
FAULT = {"wrong-bill": "sum-differs", "conflict": "id-conflict", "torn": "truncated"}


def check_effects(place):
    stored = {}
    for digest, state, receipt in place.rows("SELECT sha256, state, receipt FROM post_in"):
        assert digest not in stored, f"{digest} has had two effects"
        stored[digest] = (state, receipt)
    sent = place.ledger("SELECT sha256, role, guid, receipt, result, faults FROM sent")
    assert {row[0] for row in sent} == set(stored), "the office has what nobody sent, or misses what was sent"
    for digest, role, _, receipt, result, faults in sent:
        state, own = stored[digest]
        assert state == EFFECT[role], f"{role} {digest}: {state}"
        if role == "receipt":
            assert own == "" and receipt is None
            continue
        assert receipt == own, f"{role} {digest}: two receipts, {receipt} and {own}"
        assert (result == "ditolak") == (EFFECT[role] == "ditolak"), f"{role}: {result}"
        assert FAULT.get(role, "") in faults.split() or role not in FAULT, f"{role}: {faults}"
    return len(sent)


def check_receipts(place):
    twice = place.ledger("SELECT sha256 FROM receipts GROUP BY sha256 HAVING count (*) <> 1")
    assert not twice, f"two receipts: {twice}"
    n = place.rows("SELECT count (*) FROM post_in WHERE receipt <> ''")[0][0]
    out = place.rows("SELECT count (*), count (DISTINCT answers || sha256) FROM post_out WHERE kind = 'receipt'")[0][0]
    assert n == out == place.ledger("SELECT count (*) FROM receipts")[0][0], (n, out)


def check_sent(place):
    """What the office has sent came once, and the hospital's receipt came back."""
    sent = place.rows("SELECT guid, kind, answers, receipt_result, sequence FROM post_out WHERE kind <> 'receipt'")
    got = dict(place.ledger("SELECT guid, kind FROM got"))
    assert {row[0]: row[1] for row in sent} == got
    assert all(row[3] == "diterima" for row in sent), "a receipt of the hospital is missing"
    numbers = [row[2] for row in sent if row[1] == "number"]
    assert len(numbers) == len(set(numbers)), "two numbers for one report"
    given = place.rows("SELECT number, answers FROM number_reserved")
    assert {answers for _, answers in given} == set(numbers) and len(given) == len(numbers), "numbers were lost or given twice"
    sequences = sorted(row[0] for row in place.rows("SELECT sequence FROM post_out"))
    assert sequences == list(range(1, len(sequences) + 1)), "the office's own numbers have a gap"
    return len(sent)


def check_owed(place):
    """The reports that got no number on purpose, and the bills that nobody has paid yet; nothing else."""
    owed = {(side, kind, identity) for side, kind, identity in place.rows(
        "SELECT side, kind, guid FROM owed WHERE settled_at IS NULL")}
    answered = {row[0] for row in place.rows("SELECT answers FROM post_out WHERE kind = 'number'")}
    unanswered = {row[0] for row in place.ledger("SELECT guid FROM sent WHERE role = 'suspected'")} - answered
    unpaid = {row[0] for row in place.ledger("SELECT guid FROM sent WHERE role = 'mended-bill'")}
    assert 0 < len(unanswered) <= CASES // OWED * 2 and unpaid
    assert owed == ({("kantor", "number", identity) for identity in unanswered}
                    | {("kantor", "payment", identity) for identity in unpaid}), owed
    shown = place.good("sari", "bridge", "status")
    assert "never came" not in shown, shown
    assert all(identity in shown for _, _, identity in owed), shown
    return len(owed)


def check_files(place):
    """Each file lies in one folder, whole, and its name says which one it is."""
    found = {}
    for folder in ("archive", "refused"):
        for name in os.listdir(os.path.join(place.folder, folder)):
            with open(os.path.join(place.folder, folder, name), "rb") as file:
                digest = hashlib.sha256(file.read()).hexdigest()
            assert digest[:12] == name.split("-")[3], name
            assert found.setdefault(digest, folder) == folder, f"{name} lies in two folders"
    refused = {row[0] for row in place.rows("SELECT sha256 FROM post_in WHERE state = 'ditolak' AND batch_id IS NULL")}
    every = {row[0] for row in place.rows("SELECT sha256 FROM post_in WHERE batch_id IS NULL "
                                          "UNION SELECT sha256 FROM post_batch")}
    assert set(found) == every
    assert {digest for digest, folder in found.items() if folder == "refused"} == refused


def check_store(place):
    assert place.rows("PRAGMA integrity_check") == [("ok",)]
    assert not place.rows("PRAGMA foreign_key_check")
    received = place.rows("SELECT count (*) FROM journal WHERE deed = 'receive'")[0][0]
    assert received >= place.rows("SELECT count (*) FROM post_in WHERE batch_id IS NULL")[0][0]


def check_batches(place):
    """Each batch was begun once, is answered to its end, and its answer lies with the hospital."""
    stored = place.rows("SELECT sha256, guid, messages, accepted + refused + again FROM post_batch "
                        "WHERE finished_at IS NOT NULL AND delivered_at IS NOT NULL")
    sent = place.ledger("SELECT sha256, guid FROM batches")
    assert {row[:2] for row in stored} == set(sent) and len(stored) == len(sent), (stored, sent)
    assert all(row[2] == row[3] for row in stored), stored
    members = dict(place.ledger("SELECT batches.guid, count (*) FROM sent JOIN batches ON batches.file = batch GROUP BY 1"))
    assert members == {row[1]: row[2] for row in stored}
    return len(sent)


def main():
    seed = int(os.environ.get("SANTUN_KILL_SEED", random.SystemRandom().randrange(1 << 32)))
    print(f"# SANTUN_KILL_SEED={seed}", flush=True)
    place = Place()
    set_up(place)
    kills, by = exchange(place, random.Random(seed))
    print(f"# {kills} kills: {by}")
    n = 0
    for function in (check_effects, check_receipts, check_sent, check_owed, check_files, check_batches, check_store):
        n += 1
        try:
            counted = function(place)
            print(f"ok {n} {function.__name__}" + (f" # {counted}" if counted is not None else ""), flush=True)
        except AssertionError as failure:
            print(f"# {str(failure)[:2000]}\n# the folder is kept: {place.home}\nnot ok {n} {function.__name__}", flush=True)
            place.keep = True
    print(f"1..{n}")
    if not getattr(place, "keep", False):
        shutil.rmtree(place.home)


if __name__ == "__main__":
    main()
