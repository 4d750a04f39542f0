#!/usr/bin/python3
"""A hospital as the other end of the bridge, written from the published schema and its examples alone.

    hospital.py FOLDER SCHEMA EXAMPLES HOME CASES

FOLDER is what the office and the hospital share (inbox, outbox); SCHEMA and EXAMPLES are what the office publishes; HOME
is the hospital's own place. It works until the file HOME/stop is there and all that it has sent is answered. It may be
ended at any moment, and started again: what it has sent and received stands in a ledger of its own."""

import copy
import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import time
import uuid
import xml.etree.ElementTree as ET

FOLDER, SCHEMA, EXAMPLES, HOME = sys.argv[1:5]
CASES = int(sys.argv[5])
NS = "urn:santun:pesan:2"
BATCH = "urn:santun:kiriman:1"
FLYING = 60  # how many messages may wait for their receipt at a time
LARGE = range(200, 500)  # these patients are told of in one batch, if there are so many
NAMESPACE = uuid.UUID("5b0e6a0c-55a5-4b5e-9f04-0f6b8f0f6b2d")
ET.register_namespace("", NS)


def guid(*words):
    return str(uuid.uuid5(NAMESPACE, " ".join(map(str, words))))


def sha256(text):
    return hashlib.sha256(text).hexdigest()


def template(name):
    return ET.parse(os.path.join(EXAMPLES, name)).getroot()


TEMPLATES = {kind: template(name) for kind, name in {
    "suspected": "pesan-dugaan.xml", "kk3": "pesan-kk3-kemajuan.xml", "bill": "pesan-tagihan.xml",
    "answer": "pesan-jawaban.xml", "receipt": "pesan-tanda-terima.xml"}.items()}


def find(element, path):
    return element.find("/".join(f"{{{NS}}}{step}" for step in path.split("/")))


def put(element, path, text):
    """Sets the text of an element, or takes it away."""
    parent = find(element, path.rpartition("/")[0]) if "/" in path else element
    child = find(element, path)
    if text is None:
        if child is not None:
            parent.remove(child)
        return
    if child is None:
        child = ET.SubElement(parent, f"{{{NS}}}{path.rpartition('/')[2]}")
    child.text = str(text)


def text_of(element, path):
    found = find(element, path)
    return found.text if found is not None else None


class Ledger:
    def __init__(self):
        os.makedirs(os.path.join(HOME, "read"), exist_ok=True)
        self.db = sqlite3.connect(os.path.join(HOME, "ledger.db"), isolation_level=None)
        self.db.executescript("""
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            CREATE TABLE IF NOT EXISTS sent (sha256 TEXT PRIMARY KEY, number INTEGER, guid TEXT, edition INTEGER, kind TEXT,
              role TEXT, file TEXT, body BLOB, written INTEGER DEFAULT 0, receipt TEXT, result TEXT, faults TEXT,
              batch TEXT);
            CREATE TABLE IF NOT EXISTS batches (sha256 TEXT PRIMARY KEY, guid TEXT, file TEXT, body BLOB,
              written INTEGER DEFAULT 0);
            CREATE TABLE IF NOT EXISTS got (guid TEXT PRIMARY KEY, kind TEXT, answers TEXT, body BLOB, times INTEGER);
            CREATE TABLE IF NOT EXISTS receipts (sha256 TEXT, guid TEXT, times INTEGER, PRIMARY KEY (sha256, guid));
            CREATE TABLE IF NOT EXISTS plan (next INTEGER);
            INSERT INTO plan SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM plan);
        """)

    def one(self, sql, *values):
        return self.db.execute(sql, values).fetchone()[0]

    batch = None  # file of the batch to which messages are added now

    def add(self, message, role, edition=1):
        """Gives a message its number and keeps it, to be laid into the inbox from here; the caller has begun."""
        number = self.one("SELECT coalesce (max (number), 0) + 1 FROM sent")
        put(message, "header/sequence", number)
        put(message, "header/recipient", None)
        put(message, "header/edition", edition if edition > 1 else None)
        body = ET.tostring(message, encoding="utf-8", xml_declaration=self.batch is None)
        kind = message[1].tag.rpartition("}")[2]
        self.keep(body, number, text_of(message, "header/id"), edition, kind, role)
        return body

    def keep(self, body, number, identity, edition, kind, role):
        self.db.execute("INSERT OR IGNORE INTO sent (sha256, number, guid, edition, kind, role, file, body, batch) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        (sha256(body), number, identity, edition, kind, role,
                         f"{number or 0:06}-{role}-{sha256(body)[:8]}.xml", body, self.batch))

    def add_batch(self, name):
        """Puts the messages of a batch into one file; the caller has begun."""
        messages = [row[0] for row in self.db.execute("SELECT body FROM sent WHERE batch = ? ORDER BY rowid", (name,))]
        sender = text_of(TEMPLATES["suspected"], "header/sender")
        head = (f'<?xml version="1.0" encoding="UTF-8"?>\n<kiriman xmlns="{BATCH}" versi="1">\n<header>'
                f"<id>{guid(name)}</id><sender>{sender}</sender><sent_at>2026-05-05T08:00:00+07:00</sent_at>"
                f"<count>{len(messages)}</count></header>\n")
        body = head.encode() + b"\n".join(messages) + b"\n</kiriman>\n"
        self.db.execute("INSERT INTO batches (sha256, guid, file, body) VALUES (?, ?, ?, ?)",
                        (sha256(body), guid(name), name, body))
        return body


def make(kind, index, identity):
    message = copy.deepcopy(TEMPLATES[kind])
    put(message, "header/id", identity)
    put(message, "header/case_number", None)
    person = "suspected" if kind == "suspected" else kind
    for path, text in ((f"{person}/participant/name", f"Peserta Contoh {index:05}"),
                       (f"{person}/participant/number", f"99{index:09}"),
                       (f"{person}/participant/identity", f"9999{index:012}"),
                       (f"{person}/medical/participant_name", f"Peserta Contoh {index:05}"),
                       (f"{person}/medical/participant_number", f"99{index:09}"),
                       (f"{person}/medical/participant_identity", f"9999{index:012}")):
        if find(message, path) is not None:
            put(message, path, text)
    return message


def plan_case(ledger, index):
    """What the hospital has to tell of one patient: all in one transaction, so that nothing is forgotten or told
    twice."""
    first = make("suspected", index, guid("suspected", index))
    body = ledger.add(first, "suspected")
    if index % 3 == 0:
        ledger.add(make("kk3", index, guid("kk3", index)), "kk3")
    if index % 10 == 1:
        bill = make("bill", index, guid("bill", index))
        put(bill, "bill/bill_head/total", "18540000")  # two digits have changed places
        ledger.add(bill, "wrong-bill")
    if index % 25 == 2:  # the same identity for something else
        other = copy.deepcopy(first)
        put(other, "suspected/suspicion/note", "Berkas lain di bawah nomor yang sama.")
        ledger.add(other, "conflict")
    if index % 40 == 3 and ledger.batch is None:  # half a file
        ledger.keep(body[:len(body) // 2], None, None, None, None, "torn")


def plan(ledger):
    waiting = ledger.one("SELECT count (*) FROM sent WHERE receipt IS NULL AND kind IS NOT 'receipt'")
    following = ledger.one("SELECT next FROM plan")
    if following >= CASES or waiting >= FLYING:
        return
    large = following in LARGE and CASES >= LARGE.stop
    until = LARGE.stop if large else min(following + 10, CASES)
    ledger.db.execute("BEGIN IMMEDIATE")
    ledger.batch = f"kiriman-{following:05}.xml" if large or following // 10 % 3 == 1 else None
    for index in range(following, until):
        plan_case(ledger, index)
    ledger.db.execute("UPDATE plan SET next = ?", (until,))
    if ledger.batch is not None:
        check([ledger.add_batch(ledger.batch)], os.path.join(os.path.dirname(SCHEMA), "santun-batch-1.xsd"))
    else:
        check([row[0] for row in ledger.db.execute(
            "SELECT body FROM sent WHERE written = 0 AND role <> 'torn' AND batch IS NULL")])
    ledger.batch = None
    ledger.db.execute("COMMIT")


def check(bodies, schema=SCHEMA):
    """Against the published schema, by a program that is not the office's."""
    names = []
    for number, body in enumerate(bodies):
        names.append(os.path.join(HOME, f"check-{number}.xml"))
        with open(names[-1], "wb") as file:
            file.write(body)
    if names:
        done = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", schema, *names], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def sync(path):
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def lay_file(inbox, name, body):
    """Beside the inbox under a name that nobody reads, to the disk, and then under its name."""
    temporary = os.path.join(inbox, "." + name)
    with open(temporary, "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    os.rename(temporary, os.path.join(inbox, name))
    sync(inbox)


def lay_out(ledger):
    inbox = os.path.join(FOLDER, "inbox")
    for digest, name, body in ledger.db.execute(
            "SELECT sha256, file, body FROM sent WHERE written = 0 AND batch IS NULL ORDER BY rowid").fetchall():
        lay_file(inbox, name, body)
        ledger.db.execute("UPDATE sent SET written = 1 WHERE sha256 = ?", (digest,))
    for name, body in ledger.db.execute("SELECT file, body FROM batches WHERE written = 0").fetchall():
        lay_file(inbox, name, body)
        ledger.db.execute("BEGIN IMMEDIATE")
        ledger.db.execute("UPDATE batches SET written = 1 WHERE file = ?", (name,))
        ledger.db.execute("UPDATE sent SET written = 1 WHERE batch = ?", (name,))
        ledger.db.execute("COMMIT")


def take_receipt(ledger, message):
    digest = text_of(message, "receipt/receipt_head/of_sha256")
    identity = text_of(message, "header/id")
    result = text_of(message, "receipt/receipt_head/result")
    codes = " ".join(fault.text for fault in message.iter(f"{{{NS}}}code"))
    ledger.db.execute("INSERT INTO receipts VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET times = times + 1",
                      (digest, identity))
    ledger.db.execute("UPDATE sent SET receipt = ?, result = ?, faults = ? WHERE sha256 = ?",
                      (identity, result, codes, digest))
    row = ledger.db.execute("SELECT role, body FROM sent WHERE sha256 = ?", (digest,)).fetchone()
    # The receipt says what to mend: the same message again, as its second sending.
    if row and row[0] == "wrong-bill" and "sum-differs" in codes:
        bill = ET.fromstring(row[1])
        put(bill, "bill/bill_head/total", "18450000")
        if not ledger.one("SELECT count (*) FROM sent WHERE guid = ? AND edition = 2", text_of(bill, "header/id")):
            ledger.add(bill, "mended-bill", edition=2)


def take_message(ledger, message, body):
    identity, kind = text_of(message, "header/id"), message[1].tag.rpartition("}")[2]
    known = ledger.one("SELECT count (*) FROM got WHERE guid = ?", identity)
    ledger.db.execute("INSERT INTO got VALUES (?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET times = times + 1",
                      (identity, kind, text_of(message, "header/answers"), body))
    if known:
        return
    receipt = copy.deepcopy(TEMPLATES["receipt"])
    put(receipt, "header/id", guid("receipt", identity))
    put(receipt, "header/sender", text_of(TEMPLATES["suspected"], "header/sender"))
    put(receipt, "header/answers", identity)
    put(receipt, "header/case_number", None)
    put(receipt, "receipt/faults", None)
    for name, text in (("of_id", identity), ("of_edition", 1), ("of_file", None), ("of_sha256", sha256(body)),
                       ("result", "diterima"), ("faults", 0)):
        put(receipt, f"receipt/receipt_head/{name}", text)
    ledger.add(receipt, "receipt")
    if kind == "question":
        answer = make("answer", 0, guid("answer", identity))
        put(answer, "header/answers", identity)
        ledger.add(answer, "answer")


def read_outbox(ledger):
    outbox = os.path.join(FOLDER, "outbox")
    for name in sorted(os.listdir(outbox))[:50]:
        if name.startswith("."):
            continue
        path = os.path.join(outbox, name)
        with open(path, "rb") as file:
            body = file.read()
        root = ET.fromstring(body)
        messages = root.findall(f"{{{NS}}}pesan") if root.tag == f"{{{BATCH}}}kiriman" else [root]
        ledger.db.execute("BEGIN IMMEDIATE")
        for message in messages:
            if find(message, "receipt") is not None:
                take_receipt(ledger, message)
            else:
                take_message(ledger, message, body)
        ledger.db.execute("COMMIT")
        os.rename(path, os.path.join(HOME, "read", name))


def is_done(ledger):
    return (os.path.exists(os.path.join(HOME, "stop")) and ledger.one("SELECT next FROM plan") >= CASES
            and not ledger.one("SELECT count (*) FROM sent WHERE written = 0 OR (receipt IS NULL AND kind IS NOT 'receipt')")
            and not os.listdir(os.path.join(FOLDER, "outbox")))


def main():
    ledger = Ledger()
    while not is_done(ledger):
        plan(ledger)
        lay_out(ledger)
        read_outbox(ledger)
        time.sleep(0.02)


if __name__ == "__main__":
    main()
