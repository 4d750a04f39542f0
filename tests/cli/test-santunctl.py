"""Runs the real santunctl as a person or another program would, in a home of its own.

    test-santunctl.py SANTUNCTL FIXTURES

Prints TAP.  Each test gets a copy of one demonstration office; the day is always the same.
"""
import fcntl
import json
import os
import pty
import re
import resource
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import termios
import traceback

PROGRAM, FIXTURES = sys.argv[1], sys.argv[2]
TODAY = "2026-03-12"
TESTS = []


def test(function):
    TESTS.append(function)
    return function


class Result:
    def __init__(self, done):
        self.status, self.out, self.err = done.returncode, done.stdout, done.stderr


class Desk:
    """A home with an office in it, and the program that works there."""

    def __init__(self, office=None):
        self.home = tempfile.mkdtemp(prefix="santun-cli-")
        self.store = self.path("demo.db")
        if office:
            shutil.copy(office, self.store)

    def path(self, name):
        return os.path.join(self.home, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def run(self, *args, person=None, store=True, given=None, before=None, output=subprocess.PIPE, **environment):
        command = [PROGRAM] + (["--store", self.store] if store else []) + (["--as", person] if person else [])
        # Without a terminal, so that nothing can be asked.
        done = subprocess.run(command + list(args), env=self.environment(**environment), input=given or "", stdout=output, stderr=subprocess.PIPE,
                              text=True, encoding="utf-8", timeout=300, preexec_fn=before, start_new_session=True,
                              check=False)
        assert done.returncode >= 0, f"ended by signal {-done.returncode}: {done.stderr}"
        assert "Sanitizer" not in done.stderr and "runtime error" not in done.stderr, done.stderr
        assert "CRITICAL" not in done.stderr and "WARNING" not in done.stderr, done.stderr
        return Result(done)

    def environment(self, **more):
        env = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "SANTUN_STORE"))}
        env.update(HOME=self.home, SANTUN_TODAY=TODAY, SANTUN_TEST_PASSWORDS="1", **more)
        return env

    def typed(self, *args, answers, person):
        """At a terminal: (what is shown before the answer, the answer) one after another; returns status and screen."""
        screen, terminal = pty.openpty()

        def take_terminal():
            fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)

        with subprocess.Popen([PROGRAM, "--store", self.store, "--as", person, *args], env=self.environment(),
                              stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
                              preexec_fn=take_terminal) as running:
            os.close(terminal)
            shown = b""

            def look():
                if not select.select([screen], [], [], 60)[0]:
                    running.kill()
                    raise AssertionError(f"nothing came after: {shown.decode()}")
                return os.read(screen, 1024)

            try:
                for wanted, answer in answers:
                    while wanted.encode() not in shown:
                        shown += look()
                    os.write(screen, answer.encode())
                while True:
                    shown += look()
            except OSError:
                pass  # the program has ended
            os.close(screen)
        text = shown.decode()
        assert "Sanitizer" not in text, text
        return running.returncode, text

    def good(self, *args, **more):
        result = self.run(*args, **more)
        assert result.status == 0, f"{args}: status {result.status}\n{result.out}\n{result.err}"
        return result.out

    def refused(self, *args, saying=None, status=1, **more):
        """A refusal is one sentence on standard error, after the faults of a file if there is one; of a disk that fails
        its cause stands below."""
        result = self.run(*args, **more)
        assert result.status == status, f"{args}: status {result.status}\n{result.out}\n{result.err}"
        said = [line for line in result.err.strip().split("\n")[-2:] if line.startswith("santunctl: ")]
        assert said and len(said[-1]) > 20, result.err
        assert saying is None or re.search(saying, result.err), f"{saying!r} not in {result.err!r}"
        return result

    def usage(self, *args, **more):
        return self.refused(*args, status=2, **more)

    def rows(self, *args, **more):
        lines = self.good("list", "--csv", *args, **more).strip().split("\n")
        return [dict(zip(lines[0].strip().split(","), line.strip().split(","))) for line in lines[1:]]

    def waiting(self):
        """The case that sari has begun and that waits for its KK 3."""
        for row in reversed(self.rows("--queue", "saya", person="sari")):
            if row["status"] == "diverifikasi" and "<doctor_name>" not in self.case(row["number"]):
                return row["number"]
        raise AssertionError("no case waits for its KK 3")

    def case(self, number):
        self.good("export", "--case", number, "-o", self.path("case-now.xml"))
        return self.read("case-now.xml")


def text_of(pdf):
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], stdout=subprocess.PIPE, check=True,
                          encoding="utf-8").stdout


def grouped(amount):
    return f"{amount:,}".replace(",", ".")


# ---- The whole way ---------------------------------------------------------------------------------------------------

@test
def one_case_goes_the_whole_way(desk):
    number = desk.waiting()
    name = next(row["participant_name"] for row in desk.rows("--queue", "semua") if row["number"] == number)
    desk.good("sample", "kk3", number, "-o", desk.path("kk3.xml"))
    assert "faultless" in desk.good("check", desk.path("kk3.xml"))

    # What it changes is shown; without a yes nothing happens.
    before = desk.case(number)
    assert "Diagnosis" in desk.refused("import", desk.path("kk3.xml"), person="sari", saying="--yes").out
    assert desk.case(number) == before
    desk.good("import", desk.path("kk3.xml"), "--yes", person="sari")
    assert "<doctor_name>" in desk.case(number)
    desk.refused("import", desk.path("kk3.xml"), "--yes", person="sari", saying="taken over before")

    shown = desk.good("set", number, "participant.wage=4.800.000", person="sari")
    assert "4.800.000" in shown
    desk.good("propose", number, "--reason", "Dokumen lengkap.", person="sari")
    desk.refused("set", number, "participant.wage=1", person="sari")
    assert "Approved" in desk.good("approve", number, person="budi")

    desk.good("export", "--case", number, "-o", desk.path("case.xml"))
    payout = json.loads(desk.good("calculate", desk.path("case.xml"), "--json", store=False))
    total = payout["total"]
    assert total > 0 and payout["pack"] == "PP-82-2019" and payout["missing"] == []
    assert next(row["total"] for row in desk.rows("--queue", "semua") if row["number"] == number) == str(total)

    # The papers say so, the decision says so, and both are kept in the history.
    desk.good("form", "KK2", number, "-o", desk.path("kk2.pdf"), person="budi")
    desk.good("form", "penetapan", number, "-o", desk.path("letter.pdf"), person="budi")
    for pdf in "kk2.pdf", "letter.pdf":
        assert name in text_of(desk.path(pdf)), pdf
    assert grouped(total) in text_of(desk.path("letter.pdf"))
    assert "RANCANGAN" not in text_of(desk.path("letter.pdf"))
    desk.good("export", number, "-o", desk.path("decision.xml"), person="budi")
    assert "faultless" in desk.good("check", desk.path("decision.xml"), desk.path("case.xml"))
    assert str(total) in desk.read("decision.xml")
    history = desk.good("show", number, "--history").split("History")[1]
    for deed in ("took the case in", "took over a message", "proposed a decision", "approved the proposal",
                 "printed a paper", "exported a file"):
        assert deed in history, deed

    # The case as it stood: before the wage was changed, and when it was proposed.
    changed = re.search(r"@(\d+)  .*changed the facts", history)[1]
    proposed = re.search(r"@(\d+)  .*proposed a decision", history)[1]
    then = desk.good("show", number, "--as-of", f"@{changed}")
    assert "4.800.000" in then and "Approved" not in then.split("What is otherwise")[0]
    before = desk.good("show", number, "--before", f"@{changed}")
    assert "4.800.000" not in before.split("What is otherwise")[0] and "→ 4.800.000" in before
    frozen = json.loads(desk.good("explain", number, "--json", "--as-of", f"@{proposed}"))
    assert frozen["total"] == total
    desk.refused("show", number, "--as-of", "1999-01-01", saying="was not there yet")
    desk.refused("show", number, "--as-of", "@1", saying="no entry")
    desk.usage("show", number, "--before", "2026-01-01")
    desk.usage("show", number, "--before", "@1", "--as-of", "@1")

    # Who looked is told to supervisors and auditors.
    assert "looked at" not in desk.good("history", number, person="sari")
    desk.refused("history", number, "--looks", person="sari", saying="Only supervisors and auditors")
    looks = desk.good("history", number, "--looks", person="budi")
    assert "looked at the case (at " in looks and f"@{changed}" in looks


@test
def the_form_asks_what_the_claim_asks(desk):
    """The amount on KK 2 is what the payees ask for, with the name of the participant."""
    row = next(row for row in desk.rows("--queue", "disetujui"))
    desk.good("form", "kk2", row["number"], "-o", desk.path("kk2.pdf"), "--fillable")
    asked = re.search(r"<stmb>(\d+)</stmb>", desk.case(row["number"]))
    text = text_of(desk.path("kk2.pdf"))
    assert row["participant_name"] in text and grouped(int(asked[1])) in text


@test
def a_queue_is_printed_into_one_file(desk):
    numbers = [row["number"] for row in desk.rows("--queue", "disetujui")]
    target = desk.path("all.pdf")
    desk.good("form", "penetapan", "--queue", "disetujui", "-o", target, person="budi")
    said = text_of(target)
    assert numbers and all(number in said for number in numbers), numbers
    # Each of them stands in its journal, with the fingerprint of what was shown.
    history = desk.good("show", numbers[-1], "--history", person="budi")
    assert "penetapan" in history and " · isi " in history, history
    desk.usage("form", "KK2", numbers[0], "--queue", "disetujui", "-o", target)
    desk.usage("form", "KK2", *numbers[:2], "--batch", "--fillable", "-o", target)
    desk.usage("form", "KK2", "--queue", "bulan", "-o", target)


@test
def each_recipient_gets_a_copy_with_its_name(desk):
    number = next(row["number"] for row in desk.rows("--queue", "disetujui"))
    desk.good("form", "KK1", number, "--copies", "-o", desk.path("copies.pdf"), person="budi")
    said = text_of(desk.path("copies.pdf"))
    for line in ("Lembar 1 – BPJS Ketenagakerjaan", "Lembar 2 – Dinas Tenaga Kerja", "Lembar 3 – PLKK",
                 "Lembar 4 – Perusahaan"):
        assert line in said, said
    desk.good("form", "KK1", number, "--copies", "-o", desk.path("copies"), "--batch", person="budi")
    assert sorted(os.listdir(desk.path("copies"))) == [f"KK1-{number}-{copy}.pdf" for copy in range(1, 5)]
    # The journal tells which copy it was, of each of the two batches.
    history = desk.good("show", number, "--history")
    for copy in "Lembar 1 – BPJS Ketenagakerjaan", "Lembar 4 – Perusahaan":
        assert history.count(f"KK1, {copy}") == 2, history
    # Forms that name nobody have no such copies, and neither has a blank or a fillable one.
    desk.usage("form", "KK3", number, "--copies", "-o", desk.path("no.pdf"))
    desk.usage("form", "KK1", number, "--copies", "--fillable", "-o", desk.path("no.pdf"))


@test
def a_case_that_cannot_be_printed_does_not_stop_the_others(desk):
    good = [row["number"] for row in desk.rows("--queue", "disetujui")][:2]
    names = [good[0], "JKK-2031-999999", good[1]]
    for target in "out", "all.pdf":
        result = desk.refused("form", "KK2", *names, "--batch", "-o", desk.path(target), saying="1 of 3")
        assert "JKK-2031-999999: " in result.err, result.err
    assert sorted(os.listdir(desk.path("out"))) == sorted(f"KK2-{number}.pdf" for number in good)
    assert all(number in text_of(desk.path("all.pdf")) for number in good)


@test
def a_batch_that_is_broken_off_leaves_nothing_half(desk):
    for target in "out", "all.pdf":
        with subprocess.Popen([PROGRAM, "--store", desk.store, "form", "KK2", "--queue", "semua", "-o", desk.path(target)],
                              env=desk.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              start_new_session=True) as running:
            # After the second paper.
            said = running.stderr.readline() + running.stderr.readline()
            running.send_signal(signal.SIGINT)
            said += running.communicate(timeout=120)[1]
        assert running.returncode == 1 and "Stopped after" in said, (running.returncode, said)
        assert "Sanitizer" not in said, said
    files = os.listdir(desk.path("out"))
    assert 2 <= len(files) < 60 and all(name.startswith("KK2-") and name.endswith(".pdf") for name in files), files
    for name in files:
        assert "Laporan" in text_of(desk.path(f"out/{name}"))
    assert not [name for name in os.listdir(desk.home) if name.startswith("all.pdf")]


@test
def an_agencys_own_pdf_replaces_a_form(desk):
    number = desk.rows("--queue", "disetujui")[0]["number"]
    folder = desk.path(".local/share/santun/forms")
    os.makedirs(folder)
    pdf, plan = os.path.join(folder, "KK2.pdf"), os.path.join(folder, "KK2.map")
    desk.good("form", "KK3", "--blank", "-o", pdf, store=False)
    with open(plan, "w", encoding="utf-8") as file:
        file.write("number Formulir resmi\ntext medical.participant_name participant.name Nama\ntext x participant.nose Hidung\n")
    result = desk.refused("form", "--check", pdf, plan, store=False)
    assert "Line 3" in result.out and "stays empty" in result.out, result.out
    desk.refused("form", "KK2", number, "-o", desk.path("kk2.pdf"), saying="--check")
    with open(plan, "w", encoding="utf-8") as file:
        file.write("number Formulir resmi\ntext medical.participant_name participant.name Nama\n")
    desk.good("form", "--check", pdf, plan, store=False)
    assert "Formulir resmi" in desk.good("form", "--list", store=False)
    desk.good("form", "KK2", number, "-o", desk.path("kk2.pdf"))
    assert "Surat Keterangan Dokter" in text_of(desk.path("kk2.pdf"))
    desk.usage("form", "--check", pdf)


@test
def papers_of_many_cases_and_of_none(desk):
    """A batch fills a folder, a blank form needs no case, a message goes to the terminal."""
    numbers = [row["number"] for row in desk.rows("--queue", "disetujui")][:3]
    desk.good("form", "kuitansi", *numbers, "--batch", "-o", desk.path("out"))
    for number in numbers:
        assert number in text_of(desk.path(f"out/kuitansi-{number}.pdf"))
    desk.refused("form", "KK2", *numbers, "-o", desk.path("x.pdf"), status=2)
    desk.good("form", "KK1", "--blank", "-o", desk.path("blank.pdf"), store=False)
    assert "Laporan Kasus" in text_of(desk.path("blank.pdf"))
    message = desk.good("form", "pesan-kelengkapan", numbers[0])
    assert numbers[0] in message and len(message) <= 307
    assert "jaminan" in desk.good("form", "--list", store=False)
    desk.good("form", "pertanyaan", numbers[0], "--question", "Mengapa berbeda?", "-o", desk.path("q.pdf"))
    assert "Mengapa berbeda?" in text_of(desk.path("q.pdf"))
    desk.refused("form", "pertanyaan", numbers[0], "--to", "moon", "-o", desk.path("q.pdf"), status=2)


@test
def a_case_file_needs_no_office(desk):
    template = desk.good("calculate", "--template", store=False)
    path = desk.write("kasus.xml", template)
    assert "faultless" in desk.good("check", path, store=False)
    payout = json.loads(desk.good("calculate", path, "--json", store=False))
    assert payout["total"] == sum(line["amount"] for line in payout["lines"]) > 0
    assert grouped(payout["total"]) in desk.good("calculate", path, store=False)
    desk.good("form", "KK2", path, "-o", desk.path("kk2.pdf"), store=False)
    assert "Santoso" in text_of(desk.path("kk2.pdf"))
    assert not os.path.exists(desk.path(".local"))


@test
def a_case_file_is_taken_in(desk):
    path = desk.write("kasus.xml", desk.good("calculate", "--template", store=False))
    number = desk.good("new", path, person="sari").split(" ")[0]
    assert re.fullmatch(r"JKK-2026-\d{6}", number)
    row = next(row for row in desk.rows("--queue", "masuk") if row["number"] == number)
    assert row["participant_name"] == "Budi Contoh Santoso" and row["received_day"] == "2026-03-13"
    # The same file again changes nothing of that case.
    desk.refused("import", path, "--case", number, "--yes", person="sari")
    desk.good("take", number, person="sari")
    assert "Nothing changes" in desk.good("import", path, "--case", number, "--yes", person="sari")


PUBLISHED = {
    "P1": ("PP-44-2015", {"death": 115200000, "periodic": 4800000, "funeral": 3000000}, 123000000),
    "P2": ("PP-82-2019", {"death": 96000000, "periodic": 12000000, "funeral": 10000000}, 118000000),
    "P3": ("PP-44-2015", {"death": 192000000, "periodic": 4800000, "funeral": 3000000, "scholarship": 12000000},
           211800000),
    "P4": ("PP-82-2019", {"death": 48000000, "periodic": 12000000, "funeral": 10000000}, 70000000),
    "P5": ("PP-82-2019", {"stmb": 12200000 + 500000}, 12700000),
    "P6": ("PP-82-2019", {"death": 96000000, "periodic": 12000000, "funeral": 10000000, "scholarship": 174000000},
           292000000),
}


@test
def published_payouts_come_out_to_the_rupiah(desk):
    for name, (pack, lines, total) in PUBLISHED.items():
        path = os.path.join(FIXTURES, "cases", name + ".xml")
        payout = json.loads(desk.good("calculate", path, "--json", store=False))
        assert payout["pack"] == pack, name
        assert {line["benefit"]: line["amount"] for line in payout["lines"]} == lines, (name, payout["lines"])
        assert payout["total"] == total, name
        for line in payout["lines"]:
            assert line["law"] and line["formula"] and line["inputs"], (name, line)
            assert isinstance(line["unconfirmed"], list), (name, line)


# ---- The journal -----------------------------------------------------------------------------------------------------

@test
def the_journal_is_checked(desk):
    assert "Everything is as it was written" in desk.good("audit", "verify")
    head = desk.good("audit", "head").strip()
    assert re.fullmatch(r"([0-9A-F]{4} ){6}@\d+", head), head
    number = desk.waiting()
    desk.good("hold", number, "--reason", "menunggu", person="sari")
    desk.good("form", "penjelasan", number, "-o", desk.path("p.pdf"))
    assert re.search(r"Sidik riwayat kantor saat dicetak: ([0-9A-F]{4} ){6}@\d+", text_of(desk.path("p.pdf")))
    assert f"that of entry {head.split('@')[1]}" in desk.good("audit", "verify", "--head", head)
    with sqlite3.connect(desk.store) as store:
        store.execute("DROP TRIGGER journal_is_not_changed")
        store.execute("UPDATE journal SET workstation = 'lain' WHERE sequence = 7")
    result = desk.refused("audit", "verify", saying="not as it was written")
    assert re.search(r"✗ @7 · [\d-]+ [\d:]+ · \w+ · [^·]+ · JKK-", result.out), result.out
    desk.refused("audit", "verify", "--head", "12", saying="no head")
    desk.usage("audit", "nothing")


# ---- People ----------------------------------------------------------------------------------------------------------

@test
def nobody_approves_what_they_proposed(desk):
    password = desk.write("password", "kata sandi dewi\n")
    own = desk.write("own", "rahasia baru dewi\n")
    desk.good("add-account", "dewi", "--person", "Dewi Lestariani", "--role", "verifikator", "--role", "penyelia",
              "--new-password-file", password, person="admin")
    number = desk.waiting()
    desk.good("sample", "kk3", number, "-o", desk.path("kk3.xml"))
    desk.refused("take", number, "--password-file", password, person="dewi", saying="Choose your own")
    desk.refused("list", "--password-file", password, person="dewi", saying="Choose your own")
    desk.good("password", "--password-file", password, "--new-password-file", own, person="dewi")
    desk.refused("take", number, "--password-file", password, person="dewi")
    for deed in ["take", number], ["import", desk.path("kk3.xml"), "--yes"], ["propose", number]:
        desk.good(*deed, "--password-file", own, person="dewi")
    desk.refused("approve", number, "--password-file", own, person="dewi", saying="four eyes")
    desk.refused("reject", number, "--reason", "x", "--password-file", own, person="dewi", saying="four eyes")
    desk.good("approve", number, person="budi")


@test
def a_wrong_password_is_refused(desk):
    number = desk.waiting()
    desk.refused("hold", number, "--reason", "x", "--password-file", desk.write("wrong", "salah salah salah\n"),
                 person="sari")
    desk.refused("hold", number, "--reason", "x", "--password-file", "-", person="sari", given="juga salah sekali\n")
    desk.refused("hold", number, "--reason", "x", "--password-file", desk.path("missing"), person="sari",
                 saying="cannot be read")
    desk.refused("hold", number, "--reason", "x", person="nobody", saying="terminal")
    desk.good("hold", number, "--reason", "Menunggu surat", "--password-file", "-", person="sari", given="santun-demo\n")
    assert "On hold" in desk.good("show", number)
    assert "Menunggu surat" in desk.good("show", number, "--history")


@test
def a_terminal_is_asked_and_does_not_show_passwords(desk):
    number = desk.waiting()
    desk.good("add-account", "dewi", "--person", "Dewi Lestariani", "--role", "verifikator", "--new-password-file",
              desk.write("password", "kata sandi dewi\n"), person="admin")
    status, screen = desk.typed("password", person="dewi", answers=[
        ("so far:", "kata sandi dewi\n"), ("New password:", "rahasia baru dewi\n"), ("Once more:", "lain sama sekali\n")])
    assert status == 1 and "differ" in screen, screen
    status, screen = desk.typed("password", person="dewi", answers=[
        ("so far:", "kata sandi dewi\n"), ("New password:", "rahasia baru dewi\n"), ("Once more:", "rahasia baru dewi\n")])
    assert status == 0 and "changed" in screen, screen
    assert "sandi" not in screen and "rahasia" not in screen, screen
    status, screen = desk.typed("take", number, person="dewi", answers=[("Password of dewi:", "rahasia baru dewi\n")])
    assert status == 0 and "rahasia" not in screen, screen
    # Interrupted, it ends as an interrupted program ends.
    status, screen = desk.typed("give-back", number, person="dewi", answers=[("Password of dewi:", "rahas\x03")])
    assert status == -signal.SIGINT, (status, screen)

    desk.good("sample", "kk3", number, "-o", desk.path("kk3.xml"))
    before = desk.case(number)
    status, screen = desk.typed("import", desk.path("kk3.xml"), person="rina", answers=[("[y/N]", "n\n")])
    assert status == 0 and "Nothing was taken over" in screen and desk.case(number) == before, screen
    status, screen = desk.typed("import", desk.path("kk3.xml"), person="rina", answers=[("[y/N]", "y\n")])
    assert status == 0 and desk.case(number) != before, screen


@test
def everybody_does_only_their_own(desk):
    number = desk.waiting()
    desk.refused("approve", number, person="sari", saying="role")
    desk.refused("propose", number, person="budi", saying="role")
    desk.refused("propose", number, person="rina", saying="Take it on first")
    desk.refused("add-account", "x", "--person", "X", "--role", "verifikator", "--new-password-file",
                 desk.write("p", "cukup panjang\n"), person="sari", saying="role")
    desk.good("take", number, person="rina")
    desk.good("give-back", number, person="rina")


@test
def an_administrator_changes_accounts(desk):
    desk.refused("change-account", "rina", "--role", "penyelia", person="sari", saying="role")
    desk.good("change-account", "rina", "--person", "Rina Wulandari", "--role", "penyelia", "--limit", "5000000",
              person="admin")
    said = desk.good("accounts")
    assert "Rina Wulandari" in said, said
    desk.good("change-account", "rina", "--limit", "none", "--close", person="admin")
    demo = desk.write("demo", "santun-demo\n")
    desk.refused("list", "--password-file", demo, person="rina", saying="closed")
    desk.good("change-account", "rina", "--reopen", person="admin")
    desk.good("list", person="rina")
    desk.refused("change-account", "siapa", "--close", person="admin", saying="no account")
    desk.refused("change-account", "admin", "--role", "verifikator", person="admin", saying="administrator")


@test
def what_is_above_a_limit_is_passed_on(desk):
    desk.good("change-account", "rina", "--role", "penyelia", person="admin")
    desk.good("change-account", "budi", "--limit", "1000", person="admin")
    number = desk.waiting()
    desk.good("sample", "kk3", number, "-o", desk.path("kk3.xml"))
    desk.good("import", desk.path("kk3.xml"), "--yes", person="sari")
    desk.good("propose", number, person="sari")
    desk.refused("approve", number, person="budi", saying="above what you may approve")
    desk.usage("escalate", number, person="budi", saying="reason")
    desk.good("escalate", number, "--reason", "di atas wewenang", person="budi")
    assert number in desk.good("list", "--queue", "diteruskan", person="rina")
    assert number not in desk.good("list", "--queue", "diteruskan", person="budi")
    desk.good("approve", number, person="rina")
    assert number not in desk.good("list", "--queue", "diteruskan", person="rina")


@test
def an_administrator_says_when_desks_lock(desk):
    assert "10 minutes" in desk.good("idle-lock")
    desk.refused("idle-lock", "5", person="sari", saying="role")
    assert "5 minutes" in desk.good("idle-lock", "5", person="admin")
    assert "never" in desk.good("idle-lock", "0", person="admin")
    assert "never" in desk.good("idle-lock")


@test
def a_real_office_asks_who_reads(desk):
    password = desk.write("password", "kata sandi kepala\n")
    store = desk.path("office.db")
    init = ["init", "--name", "Kantor Uji", "--city", "Kota Uji", "--login", "kepala", "--person", "Kepala Uji",
            "--password-file", password, "--store", store]
    desk.good(*init, store=False)
    desk.refused(*init, store=False, saying="already")
    for command in ["list"], ["show", "1"], ["accounts"]:
        desk.usage(*command, "--store", store, store=False, saying="--as")
        desk.good("list", "--store", store, "--password-file", password, store=False, person="kepala")
    assert "kepala" in desk.good("accounts", "--store", store, "--password-file", password, store=False,
                                 person="kepala")
    desk.refused("init", "--name", "A", "--city", "B", "--login", "c", "--person", "D", "--password-file",
                 desk.write("short", "pendek\n"), "--store", desk.path("other.db"), store=False)
    assert not os.path.exists(desk.path("other.db"))


# ---- The office ------------------------------------------------------------------------------------------------------

@test
def the_first_use_makes_a_demonstration_office(desk):
    first = desk.run("list", store=False)
    assert first.status == 0 and "demonstration office" in first.err and "cases" in first.out
    again = desk.run("list", store=False)
    assert again.status == 0 and again.err == "" and again.out == first.out
    found = desk.path(".local/share/santun/demo.db")
    assert os.path.exists(found)
    # The environment names another one, an option yet another.
    assert desk.good("list", store=False, SANTUN_STORE=found) == first.out
    desk.refused("list", store=False, SANTUN_STORE=desk.path("nothing.db"), saying="no office")
    assert desk.good("list", "--store", found, store=False, SANTUN_STORE=desk.path("nothing.db")) == first.out


@test
def the_same_seed_gives_the_same_office(desk):
    for name, seed in ("a.db", "5"), ("b.db", "5"), ("c.db", "6"):
        desk.good("demo", "--cases", "12", "--seed", seed, "--store", desk.path(name), store=False)
    a, b, c = (desk.good("list", "-q", "semua", "--csv", "--store", desk.path(name), store=False)
               for name in ("a.db", "b.db", "c.db"))
    assert a == b != c and a.count("\n") == 13
    desk.refused("demo", "--store", desk.path("a.db"), store=False, saying="already")


@test
def lists_are_filtered_sorted_and_aligned(desk):
    everything = desk.rows("--queue", "semua")
    assert len(everything) == 60
    by_total = [int(row["total"] or -1) for row in desk.rows("--queue", "semua", "--sort=-total")]
    assert by_total == sorted(by_total, reverse=True)
    assert len(desk.rows("--queue", "semua", "--limit", "7")) == 7
    held = desk.rows("--queue", "ditahan")
    assert held and all(row["status"] == "ditahan" for row in held)
    assert {row["number"] for row in desk.rows("--queue", "overdue")} <= {row["number"] for row in desk.rows()}
    decided = desk.rows("--queue", "ditetapkan")
    assert decided and {row["status"] for row in decided} <= {"disetujui", "ditolak"}, decided[:1]
    assert desk.rows("--queue", "diputus") == decided
    assert all(row["verifier"] == "sari" for row in desk.rows("--queue", "saya", person="sari"))
    one = everything[17]
    found = desk.rows("--search", one["participant_number"])
    assert one["number"] in [row["number"] for row in found]
    lines = desk.good("list", "--queue", "semua").split("\n")
    column = lines[0].index("Participant")
    assert all(line[column - 1] == " " and line[column] != " " for line in lines[1:60])
    assert desk.good("list", "--search", "tidak ada nama begini").endswith("0 cases\n")


@test
def a_case_is_found_by_its_digits(desk):
    row = desk.rows("--queue", "semua")[0]
    digits = str(int(row["number"].split("-")[2]))
    heading = desk.good("show", row["number"]).split("\n")[0]
    same_digits = [other for other in desk.rows("--queue", "semua") if other["number"].endswith("-" + digits.zfill(6))]
    if len(same_digits) == 1:
        assert desk.good("show", digits).split("\n")[0] == heading
    else:
        desk.refused("show", digits, saying="whole number")
    assert desk.good("show", row["number"].lower()).split("\n")[0] == heading
    assert desk.good("show", row["number"][4:]).split("\n")[0] == heading
    for unknown in "999999", "JKK-1999-000001", "nonsense", "'; DROP TABLE cover; --":
        desk.refused("show", unknown)


@test
def a_newer_store_is_left_untouched(desk):
    db = sqlite3.connect(desk.store)
    db.execute("PRAGMA journal_mode=DELETE")
    db.execute("PRAGMA user_version=9999")
    db.commit()
    db.close()
    with open(desk.store, "rb") as file:
        before = file.read()
    desk.refused("list", saying="newer|later")
    with open(desk.store, "rb") as file:
        assert file.read() == before


@test
def what_is_no_store_is_refused(desk):
    desk.refused("list", "--store", desk.write("text.db", "This is no store. " * 400), store=False)
    desk.refused("list", "--store", desk.home, store=False)
    desk.refused("list", "--store", "/dev/null/x", store=False)
    desk.refused("demo", "--store", "/dev/null/x", store=False)


# ---- Bad input -------------------------------------------------------------------------------------------------------

@test
def wrong_values_are_refused_with_a_sentence(desk):
    number = desk.waiting()
    before = desk.case(number)
    for word, saying in (("participant.identity=12345", "16 digits"), ("participant.born=31-02-1990", "date"),
                         ("participant.wage=banyak", "banyak"), ("accident.place=bulan", "Choose one of"),
                         ("participant.nothing=1", "no field"), ("employer.phone=abc", "telephone"),
                         ("children[7].name=X", "no entry"), ("participant.wage_kind=per-jam", "per-bulan")):
        desk.refused("set", number, word, person="sari", saying=saying)
    desk.refused("set", number, "cover.status=disetujui", person="sari", saying="kept by the program")
    desk.refused("set", number, "participant.name=Baik", "participant.wage=salah", person="sari")
    assert desk.case(number) == before


@test
def a_death_before_the_accident_hinders_the_proposal(desk):
    number = desk.waiting()
    desk.good("sample", "kk3", number, "-o", desk.path("kk3.xml"))
    desk.good("import", desk.path("kk3.xml"), "--yes", person="sari")
    shown = desk.good("set", number, "medical.outcome=meninggal-dunia", "medical.death_day=01-01-2025", person="sari")
    assert "lies before" in shown
    desk.refused("propose", number, person="sari", saying="hinder")
    desk.good("set", number, "medical.outcome=sembuh", "medical.death_day=", person="sari")
    desk.good("propose", number, person="sari")


@test
def rows_of_lists_are_added_and_taken_out(desk):
    number = desk.waiting()
    desk.good("set", number, "absences[1].kind=istirahat", "absences[1].from_day=01-03-2026",
              "absences[1].until_day=02-03-2026", "absences[2].kind=perawatan", person="sari")
    assert desk.case(number).count("<absence>") == 2
    desk.good("set", number, "--remove", "absences[1]", person="sari")
    assert desk.case(number).count("<absence>") == 1 and "perawatan" in desk.case(number)
    desk.refused("set", number, "--remove", "absences[9]", person="sari")
    desk.usage("set", number, "--remove", "absences", person="sari")
    desk.usage("set", number, "nonsense", person="sari")


@test
def faulty_and_hostile_files_change_nothing(desk):
    number = desk.waiting()
    before = desk.case(number)
    desk.good("sample", "kk3", number, "-o", desk.path("kk3.xml"))
    text = desk.read("kk3.xml")
    desk.write("truncated.xml", text[:len(text) // 2])
    desk.write("wrong-nik.xml", re.sub(r"(<participant_identity>)\d+", r"\g<1>123", text))
    desk.write("unknown.xml", text.replace("<diagnosis>", "<diagnosa>").replace("</diagnosis>", "</diagnosa>"))
    desk.write("empty.xml", "")
    desk.write("binary.xml", "\0\1\2<pesan>")
    files = [desk.path(name) for name in ("truncated.xml", "wrong-nik.xml", "unknown.xml", "empty.xml", "binary.xml")]
    files += [os.path.join(FIXTURES, "messages", name) for name in ("entity-bomb.xml", "external-entity.xml")]
    for path in files:
        result = desk.refused("check", path)
        assert "root:" not in result.out + result.err, path
        desk.refused("import", path, "--yes", "--case", number, person="sari")
        desk.refused("calculate", path, store=False)
        desk.refused("new", path, person="sari")
    faults = desk.refused("check", desk.path("wrong-nik.xml")).out
    line = 1 + text[:text.index("<participant_identity>")].count("\n")
    assert f"line {line}" in faults and "participant_identity" in faults and "16 digits" in faults, faults
    desk.refused("import", desk.path("missing.xml"), "--yes", person="sari")
    assert desk.case(number) == before


@test
def a_filled_form_is_read_and_taken_over(desk):
    number = desk.rows("--queue", "saya", person="sari")[0]["number"]
    fillable, other = desk.path("kk1.pdf"), desk.path("kk1-employer.pdf")
    desk.good("form", "KK1", number, "--fillable", "-o", fillable, person="sari")
    shown = desk.good("read", fillable, person="sari")
    assert re.search(r"page 1 · 2 · Nama · \[participant.name\] at \d+, \d+", shown) and "Nothing changes" in shown
    # The employer's copy says otherwise.
    case = desk.case(number)
    contact = re.search(r"<contact>(.*)</contact>", case)[1]
    path = desk.write("employer.xml", case.replace(f"<contact>{contact}</contact>", "<contact>Ibu Ratna</contact>"))
    desk.good("form", "KK1", path, "--fillable", "-o", other, store=False)
    assert f"{contact} → Ibu Ratna" in desk.good("read", other, person="sari")
    assert desk.case(number) == case
    # Nobody is there to agree.
    desk.refused("read", other, "--into", number, person="sari")
    assert desk.case(number) == case
    desk.good("read", other, "--into", number, "--yes", person="sari")
    assert desk.case(number) == case.replace(f"<contact>{contact}</contact>", "<contact>Ibu Ratna</contact>")
    # The same file has one effect; another one of the same employer makes a case.
    desk.refused("read", other, "--new", "--yes", person="sari")
    path = desk.write("employer.xml", case.replace(f"<contact>{contact}</contact>", "<contact>Ibu Dewi</contact>"))
    desk.good("form", "KK1", path, "--fillable", "-o", other, store=False)
    taken = desk.good("read", other, "--new", "--yes", person="sari")
    assert re.search(r"JKK-\d{4}-\d{6} is taken in", taken), taken
    desk.usage("read", other, "--new", "--into", number, person="sari")


@test
def a_print_that_comes_back_is_compared(desk):
    number = desk.rows("--queue", "saya", person="sari")[0]["number"]
    printed, scan = desk.path("cetak.pdf"), desk.path("pindai")
    desk.good("form", "KK1", number, "-o", printed, person="sari")
    subprocess.run(["pdftoppm", "-r", "150", "-jpeg", "-f", "1", "-l", "1", "-singlefile", printed, scan], check=True)
    assert f"KK1 of case {number}: same as printed" in desk.good("read", scan + ".jpg", person="sari")
    desk.good("set", number, "accident.accident_time=23.59", person="sari")
    shown = desk.good("read", scan + ".jpg", person="sari")
    assert "before a later change; 1 value" in shown and "→ 23.59" in shown
    shown = desk.good("read", printed, person="sari")
    assert shown.count("before a later change") == 2
    desk.refused("read", scan + ".jpg", "--into", number, "--yes", person="sari")
    assert f"Filed to {number}" in desk.good("read", scan + ".jpg", "--file", person="sari")
    assert "KK 1 first report" in desk.good("documents", number)
    desk.refused("read", scan + ".jpg", "--file", person="sari", saying="already")


@test
def hostile_papers_change_nothing(desk):
    files = {"kosong.pdf": b"", "potong.pdf": b"%PDF-1.7\n1 0 obj", "bukan.pdf": b"Surat", "rusak.png": b"\x89PNG\r\n\x1a\n",
             "rusak.tiff": b"II*\0\xff\xff\xff\xff"}
    for name, content in files.items():
        with open(desk.path(name), "wb") as file:
            file.write(content)
        desk.refused("read", desk.path(name), person="sari", saying="Ask the sender")
    desk.refused("read", desk.path("tidak-ada.pdf"), person="sari", saying="no file")


@test
def victims_of_one_event_stand_together(desk):
    first = desk.waiting()
    second = next(row["number"] for row in desk.rows("--queue", "masuk"))
    desk.good("take", second, person="sari")
    assert "Cases of the same event" not in desk.good("show", first)
    for number in (first, second):
        desk.good("set", number, "accident.event=Ledakan ketel uap, 1 Maret 2026", person="sari")
    for number, other in ((first, second), (second, first)):
        shown = desk.good("show", number)
        assert other in shown[shown.index("Cases of the same event"):], shown


@test
def a_bundle_goes_the_way_of_every_message(desk):
    number = desk.waiting()
    desk.good("sample", "kk3", number, "-o", desk.path("kk3.xml"))
    desk.good("fhir", desk.path("kk3.xml"), "-o", desk.path("bundle.xml"), store=False)
    again = desk.good("fhir", desk.path("bundle.xml"), "-o", "-", store=False)
    assert again == desk.read("kk3.xml"), again
    desk.write("lebih.xml", desk.read("bundle.xml").replace("<Condition>", "<Condition><extension url=\"urn:x\">"
                                                            "<valueString value=\"y\"/></extension>"))
    said = desk.run("import", desk.path("lebih.xml"), "--yes", person="sari")
    assert said.status == 0 and "Condition/extension" in said.err, said.err
    db = sqlite3.connect(desk.store)
    changes = db.execute("SELECT changes FROM journal WHERE deed = 'take-over' ORDER BY sequence DESC").fetchone()[0]
    db.close()
    assert "/Condition/code/text" in changes, changes

    # The same letter goes out as a Bundle again, and says the same of the case.
    desk.good("export", number, "--fhir", "kk3", "-o", desk.path("keluar.xml"), person="sari")
    assert "faultless (Bundle)" in desk.good("check", desk.path("keluar.xml"), store=False)
    out = desk.good("fhir", desk.path("keluar.xml"), "-o", "-", store=False)
    letter = re.compile(r"<medical>.*?</medical>", re.S)
    assert letter.search(out).group() == letter.search(again).group(), out
    row = f"expenses[{desk.case(number).count('<expense>') + 1}]"
    desk.good("set", number, f"{row}.kind=perawatan", f"{row}.amount=1500000", f"{row}.number=417",
              f"{row}.spent_day=04-05-2026", person="sari")
    desk.good("export", number, "--fhir", "bill", "-o", desk.path("tagihan.xml"), person="sari")
    assert 'value="1500000"' in desk.read("tagihan.xml")
    desk.usage("export", number, "--fhir", "kk3", "--case", "-o", desk.path("x.xml"), person="sari")
    desk.refused("export", number, "--fhir", "penetapan", "-o", desk.path("x.xml"), person="sari", saying="kk3 and bill")
    desk.usage("fhir", desk.path("kk3.xml"), store=False)


@test
def a_message_for_nobody_is_not_taken_over(desk):
    number = desk.waiting()
    desk.good("sample", "kk3", number, "-o", desk.path("kk3.xml"))
    text = desk.read("kk3.xml")
    text = re.sub(r"<case_number>.*?</case_number>", "", text)
    text = re.sub(r"(<participant_identity>)\d+", r"\g<1>9999999999999999", text)
    desk.write("stranger.xml", re.sub(r"(<participant_number>)\d+", r"\g<1>99999999999", text))
    desk.refused("import", desk.path("stranger.xml"), "--yes", person="sari", saying="--case")


@test
def a_target_that_cannot_be_written_is_told(desk):
    number = desk.rows("--queue", "disetujui")[0]["number"]
    for target in desk.path("no/such/folder/file"), desk.home, "/dev/null/file":
        desk.refused("export", number, "-o", target)
        desk.refused("form", "KK2", number, "-o", target)
        desk.refused("sample", "kk3", number, "-o", target)
    with open("/dev/full", "w", encoding="utf-8") as full:
        desk.refused("list", "--queue", "semua", output=full, saying="written")
        desk.refused("export", number, "-o", "-", output=full, saying="written")


@test
def a_full_disk_loses_nothing(desk):
    """The system refuses to let any file grow: as on a full disk, the deed is taken back as a whole."""
    number = desk.waiting()
    before = desk.case(number)
    sound = desk.good("show", number, "--history")

    def full_disk():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    desk.refused("set", number, "participant.name=Nama Baru", person="sari", before=full_disk)
    desk.refused("export", number, "-o", desk.path("big.xml"), before=full_disk)
    assert not os.path.exists(desk.path("big.xml"))
    assert not [name for name in os.listdir(desk.home) if "big.xml" in name]
    assert desk.case(number) == before
    assert desk.good("show", number, "--history") == sound
    desk.good("set", number, "participant.name=Nama Baru", person="sari")


# ---- The law ---------------------------------------------------------------------------------------------------------

def figure(text, regulation, name):
    """The line of a figure in the list of the law, or nothing."""
    found = re.search(rf"(?m)^{regulation} +{name} .*$", text)
    return found[0] if found else ""


@test
def the_law_is_listed_with_its_marks(desk):
    assert "10.000.000" in figure(desk.good("law", person="sari"), "PP-82-2019", "funeral")
    assert "\u00a03.000.000" in figure(desk.good("law", "--day", "2019-12-01"), "PP-44-2015", "funeral")
    open_ones = desk.good("law", "--unconfirmed")
    assert not figure(open_ones, "PP-82-2019", "funeral")
    assert "to be confirmed" in figure(open_ones, "PP-44-2015", "disability-cap")
    assert "No regulation" in desk.good("law", "--day", "2010-01-01")
    desk.refused("law", "--day", "yesterday")


@test
def an_office_confirms_and_corrects_the_law(desk):
    source = ["--source", "Naskah yang diterbitkan"]
    desk.usage("confirm", "PP-44-2015", "disability-cap", person="budi", saying="--source")
    desk.refused("confirm", "PP-44-2015", "disability-cap", *source, person="sari", saying="role")
    said = desk.good("confirm", "PP-44-2015", "disability-cap", *source, person="budi")
    assert "disability-cap" in said and "confirmed" in said
    assert not figure(desk.good("law", "--unconfirmed"), "PP-44-2015", "disability-cap")
    desk.refused("confirm", "PP-82-2019", "disability-cap", *source, person="budi", saying="itself says nothing")
    desk.refused("confirm", "PP-82-2019", "funeral", "--value", "banyak", *source, person="budi")
    desk.good("confirm", "PP-82-2019", "funeral", "--value", "12000000", "--from", "2026-01-01", *source, person="admin")
    row = figure(desk.good("law"), "PP-82-2019", "funeral")
    assert "12.000.000" in row and "2026-01-01" in row and "this office" in row
    assert "10.000.000" in figure(desk.good("law", "--day", "2025-12-31"), "PP-82-2019", "funeral")


def draft(desk, parameter, value):
    path = os.path.join(os.environ["SANTUN_SOURCE_ROOT"], "data/regulations/PP-82-2019.xml")
    with open(path, encoding="utf-8") as file:
        xml, n = re.subn(rf'(<parameter id="{parameter}".*?<value[^>]*>)[^<]*', rf"\g<1>{value}", file.read(), count=1,
                         flags=re.DOTALL)
    assert n == 1
    return desk.write("draft.xml", xml)


@test
def a_draft_is_rehearsed_and_nothing_is_stored(desk):
    before = desk.good("list", "--csv")
    text = desk.good("rehearse", draft(desk, "stmb-rate-1", "50"), "--csv", desk.path("out.csv"))
    assert "Nothing was stored" in text
    rows = desk.read("out.csv").strip().split("\n")
    assert rows[0].strip() == "number,participant_name,before,after,difference,problem"
    assert len(rows) > 1
    for row in rows[1:]:
        number, _, old, new, difference, problem = row.strip().rsplit(",", 5)
        assert number.startswith("JKK-") and int(new) - int(old) == int(difference) < 0 and not problem
    assert desk.good("list", "--csv") == before
    assert rows[1].split(",")[0] in desk.good("rehearse", desk.path("draft.xml"))
    desk.refused("rehearse", draft(desk, "stmb-rate-1", "much"), saying="ine [0-9]+")
    desk.refused("rehearse", desk.path("nothing.xml"))


@test
def a_loss_of_function_is_calculated(desk):
    hearing = desk.good("assess", "hearing", "--right", "35/40/45/60", "--left", "40/50/50/60", store=False)
    assert "31,25" in hearing and "PER.25" in hearing
    assert "62,5" in desk.good("assess", "stiffness", "175/90,45/30,180/30", store=False)
    assert "40" in desk.good("assess", "muscle", "3", store=False)
    assert "Row 31" in desk.good("assess", "leg", "5,5", store=False)
    assert "3 times" in desk.good("assess", "decibels", "--right", "35", store=False)
    assert "3 times" in desk.good("assess", "vision", "--right", "80", "--left", "40", store=False)
    ranged = desk.good("assess", "range", "28/20", store=False)
    assert "Row 28" in ranged and "10" in ranged and "30" in ranged, ranged
    assert "sendi 175/90" in desk.good("assess", "stiffness", "175/90", store=False)
    desk.usage("assess", "range", "28", store=False)
    desk.refused("assess", "range", "28/40", store=False)
    desk.usage("assess", "smell", store=False)
    desk.usage("assess", "hearing", "--right", "35", store=False)
    desk.refused("assess", "muscle", "6", store=False)


# ---- The command line itself -----------------------------------------------------------------------------------------

PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000"
                        "000a49444154789c63f80f0001010100b138f6140000000049454e44ae426082")


@test
def papers_are_attached_judged_saved_and_withdrawn(desk):
    number = re.search(r"JKK-\d{4}-\d{6}", desk.good("list", "-q", "diverifikasi"))[0]
    with open(desk.path("ktp.png"), "wb") as file:
        file.write(PICTURE)
    before = desk.good("documents", number).count("\n")
    desk.usage("attach", number, desk.path("ktp.png"), person="sari", saying="--kind")
    desk.refused("attach", number, desk.path("nothing.pdf"), "--kind", "ktp", person="sari", saying="nothing.pdf")
    said = desk.good("attach", number, desk.path("ktp.png"), "--kind", "ktp", person="sari")
    row = said.split()[0]
    desk.refused("attach", number, desk.path("ktp.png"), "--kind", "kk1", person="sari", saying="already")
    assert desk.good("documents", number).count("\n") >= before
    desk.good("document", "judge", number, row, "--defect", "tidak-terbaca", person="sari")
    assert "Unreadable" in desk.good("documents", number)
    desk.good("document", "save", number, row, "-o", desk.path("again.png"), person="sari")
    with open(desk.path("again.png"), "rb") as file:
        assert file.read() == PICTURE
    desk.refused("document", "withdraw", number, row, person="sari", saying="reason")
    desk.good("document", "withdraw", number, row, "--reason", "salah kasus", person="sari")
    desk.refused("document", "save", number, "99", "-o", desk.path("x"), person="sari", saying="99")


def newest_post(desk, state):
    """Number of the newest message of the inbox from this hospital in this state."""
    rows = [row for row in desk.good("bridge", "list").splitlines() if "RS-CONTOH-SEHAT" in row and state in row]
    return rows[0].split()[0]


def newest_key(desk):
    return desk.good("key", "list", "RS-CONTOH-SEHAT").splitlines()[1].split()[1]


@test
def a_message_without_a_known_key_waits_in_quarantine(desk):
    folder = desk.path("mitra")
    desk.good("bridge", "partners", "RS-CONTOH-SEHAT", "--name", "RS Contoh Sehat", "--folder", folder, person="admin")
    shutil.copy(os.path.join(FIXTURES, "../../data/schema/examples/pesan-bertanda-tangan.xml"), os.path.join(folder, "inbox"))
    assert "1 refused" in desk.good("bridge", "take", "--partner", "RS-CONTOH-SEHAT", person="sari",
                                    SANTUN_POST_SETTLE="0")
    assert len(os.listdir(os.path.join(folder, "quarantine"))) == 1
    held = newest_post(desk, "In quarantine")
    assert "quarantine" in desk.good("bridge", "receipt", held)
    desk.refused("release", held, "--reason", "ditelepon", person="admin", saying="no key")
    weak, good = (os.path.join(FIXTURES, "keys", name) for name in ("rsa1024.pem", "rsa2048.cer"))
    desk.refused("key", "add", "RS-CONTOH-SEHAT", weak, person="admin", saying="too short")
    desk.refused("key", "add", "RS-CONTOH-SEHAT", good, person="sari", saying="role")
    assert "187f0aaf" in desk.good("key", "add", "RS-CONTOH-SEHAT", good, person="admin")
    desk.refused("release", held, "--reason", "ditelepon", person="sari", saying="role")
    # Now its signature counts; it is refused for what it says, which is for another office.
    assert "Refused" in desk.good("release", held, "--reason", "ditelepon", person="admin")
    assert "another office" in desk.good("bridge", "receipt", newest_post(desk, "Refused"))
    assert "Released from quarantine" in desk.good("bridge", "list")
    desk.good("key", "revoke", newest_key(desk), "--reason", "kunci hilang", person="admin")
    assert "kunci hilang" in desk.good("key", "list", "RS-CONTOH-SEHAT")


@test
def the_office_makes_a_key_of_its_own(desk):
    desk.refused("key", "show", saying="no such key")
    desk.refused("key", "make", person="sari", saying="role")
    made = desk.good("key", "make", "-o", desk.path("kantor.pem"), person="admin")
    assert "PRIVATE" not in made
    with open(desk.path("kantor.pem"), encoding="ascii") as file:
        assert "BEGIN CERTIFICATE" in file.read()
    assert "BEGIN CERTIFICATE" in desk.good("key", "show")
    assert "this office" in desk.good("key", "list")
    desk.good("key", "end", "1", "--reason", "diganti", person="admin")
    desk.refused("key", "show", saying="no such key")
    desk.usage("key", "nonsense", person="admin")
    desk.usage("key", "make", "--years", "99", person="admin")


@test
def post_is_taken_in_answered_and_sent(desk):
    folder = desk.path("mitra")
    assert "RS-CONTOH-SEHAT" not in desk.good("bridge", "partners")
    desk.refused("bridge", "partners", "RS-CONTOH-SEHAT", "--name", "RS Contoh Sehat", person="sari", saying="role")
    desk.good("bridge", "partners", "RS-CONTOH-SEHAT", "--name", "RS Contoh Sehat", "--folder", folder, "--unsigned",
              person="admin")
    assert "RS Contoh Sehat" in desk.good("bridge", "partners")
    with open(os.path.join(FIXTURES, "../../data/schema/examples/pesan-tagihan.xml"), encoding="utf-8") as file:
        bill = file.read().replace("    <recipient>CABANG-CONTOH</recipient>\n", "")
    for name, text in (("baik.xml", bill), ("salah.xml", bill.replace("<total>18450000", "<total>1"))):
        with open(os.path.join(folder, "inbox", name), "w", encoding="utf-8") as file:
            file.write(text)
    assert "1 taken in, 1 refused" in desk.good("bridge", "take", "--partner", "RS-CONTOH-SEHAT", person="sari",
                                                SANTUN_POST_SETTLE="0")
    assert len(os.listdir(os.path.join(folder, "outbox"))) == 2
    assert len(os.listdir(os.path.join(folder, "inbox"))) == 0
    assert "Treatment bill" in desk.good("bridge", "list")
    assert "add up to" in desk.good("bridge", "receipt", newest_post(desk, "Refused"))
    status = desk.good("bridge", "status")
    assert "Notice of payment" in status and "never came" in status
    desk.good("bridge", "send", "RS-CONTOH-SEHAT", "question", "letter.topic=tagihan", "letter.text=Mohon dijelaskan.",
              person="sari")
    desk.refused("bridge", "send", "RS-CONTOH-SEHAT", "question", "letter.topic=entah", person="sari", saying="entah")
    assert len(os.listdir(os.path.join(folder, "outbox"))) == 3
    desk.good("bridge", "aside", newest_post(desk, "New"), "--reason", "sudah dibayar", person="sari")
    desk.usage("bridge", "nonsense", person="sari")


@test
def help_names_each_command(desk):
    text = desk.good("help", store=False)
    assert desk.good(store=False) == text == desk.good("--help", store=False)
    commands = re.findall(r"(?m)^  ([a-z][a-z-]*)(?: |$)", text)
    for wanted in ("init demo import new list show calculate form export check explain take hold resume give-back propose "
                   "approve return reject set accounts add-account schema deeds sample "
                   "law confirm rehearse assess").split():
        assert wanted in commands, wanted
    for command in commands:
        own = desk.good(command, "--help", store=False)
        assert command in own and "--as" in own and "--store" in own
        assert desk.good("help", command, store=False) == own
    assert re.fullmatch(r"santunctl \d+\.\d+\.\d+\n", desk.good("--version", store=False))


@test
def what_is_not_understood_ends_with_two(desk):
    for words in (["nonsense"], ["--nonsense"], ["list", "--nonsense"], ["list", "too", "many"], ["show"],
                  ["show", "1", "2"], ["list", "--queue", "nowhere"], ["list", "--sort", "colour"],
                  ["list", "--limit", "-1"], ["list", "--limit", "many"], ["calculate"], ["form", "KK9", "1", "-o", "x"],
                  ["form", "KK2", "1"], ["form", "penetapan", "1", "-o", "x", "--fillable"], ["export", "1"],
                  ["export", "1", "-o", "x", "--case", "--decision"], ["sample", "kk9", "1", "-o", "x"],
                  ["hold", "1"], ["init"], ["demo", "--cases", "0"], ["take", "1"], ["help", "nonsense"],
                  ["add-account", "x", "--person", "X", "--role", "king"]):
        desk.usage(*words)
    desk.usage("list", "--queue", "saya", saying="--as")


@test
def deeds_and_schemas_are_shown(desk):
    deeds = desk.good("deeds", store=False)
    assert "give-back" in deeds and "take-over" in deeds
    names = desk.good("schema", store=False).split()
    assert "santun-case-1.xsd" in names and "santun-message-1.xsd" in names
    for name in names:
        assert "schema" in desk.good("schema", name, store=False)
    desk.refused("schema", "nothing.xsd", store=False)


@test
def it_speaks_indonesian(desk):
    if not os.path.exists(os.path.join(os.environ.get("SANTUN_LOCALEDIR", ""), "id/LC_MESSAGES/santun.mo")):
        return "SKIP the translation is not built"
    text = desk.good("help", store=False, LC_ALL="C.UTF-8", LANGUAGE="id")
    assert "Pemakaian" in text
    assert "Diverifikasi" in desk.good("list", "-q", "diverifikasi", LC_ALL="C.UTF-8", LANGUAGE="id")
    return None


def main():
    first = Desk()
    first.good("demo", "--cases", "60", "--seed", "1", "--store", first.store, store=False)
    # What lies in the log beside the file belongs to it.
    db = sqlite3.connect(first.store)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    failed = 0
    print(f"1..{len(TESTS)}", flush=True)
    for number, function in enumerate(TESTS, 1):
        desk = Desk(first.store)
        said = None
        try:
            said = function(desk)
            print(f"ok {number} {function.__name__.replace('_', ' ')}{' # ' + said if said else ''}", flush=True)
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
