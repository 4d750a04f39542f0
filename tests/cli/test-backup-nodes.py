"""Backups of a store that a node or a group of three keeps, made while desks work, and restoring them.

    test-backup-nodes.py SANTUNCTL SANTUN-NODE

Prints TAP."""

import glob
import os
import re
import shutil
import sys
import time

import branch as places


def sealed_documents(branch, which):
    return glob.glob(os.path.join(store_of(branch, which) + ".backups", "documents", "*", "*"))


def store_of(branch, which):
    return branch.store if which == 1 else branch.path(f"store-{which}", "kantor.db")


def documents_of(branch, which):
    return os.path.join(os.path.dirname(store_of(branch, which)), "documents")


def wait_for_documents(branch, which):
    for _ in range(100):
        if glob.glob(os.path.join(documents_of(branch, which), "*", "*")):
            return
        time.sleep(0.1)
    raise AssertionError(f"no document came to {which}")


@places.test
def a_desk_is_told_where_backups_are_made(branch):
    branch.set_up()
    branch.desk()
    for deed in (["run"], ["verify"], ["restore", "--yes"]):
        said = branch.refused("backup", *deed, person="admin")
        assert "computer of that node" in said and "--node" in said, said


@places.test
def a_node_is_backed_up_under_load_and_restored(branch):
    branch.set_up()
    branch.desk()
    number = branch.take_on()
    branch.good("attach", number, branch.paper("ktp.png", "satu"), "--kind", "ktp", person="sari")
    writer = places.Writer(branch, number)
    time.sleep(1)
    assert "without a fault" in branch.backup(1, "run")
    writer.end()
    assert writer.told and not writer.failed, writer.failed
    assert "sound" in branch.backup(1, "verify")
    assert "No backup is due" in branch.backup(1, "run", "--if-due")
    branch.good("set", number, "accident.chronology=sesudahnya", person="sari")

    said = branch.refused("backup", "restore", "--yes", "--node", branch.folder(1), person="admin")
    assert "is running" in said and "systemctl stop" in said, said
    branch.stop(1)
    said = branch.backup(1, "restore", "--yes", person="admin")
    assert "Sari" in said and "systemctl start" in said, said
    branch.start(1)
    assert "sesudahnya" not in branch.good("show", number, person="sari")
    kept = re.search(r"“([^”]*replaced-[^”]*)”", said).group(1)
    assert "sesudahnya" in branch.good("show", number, person="sari", store=kept)


@places.test
def a_group_is_backed_up_under_load(branch):
    branch.begin_group()
    number = branch.take_on()
    branch.good("attach", number, branch.paper("ktp.png", "satu"), "--kind", "ktp", person="sari")
    writer = places.Writer(branch, number)
    time.sleep(1)
    # On one that leads and on one that does not; and where the documents are gone.
    for which in (1, 2, 3):
        shutil.rmtree(documents_of(branch, which), ignore_errors=True) if which == 2 else None
        assert "without a fault" in branch.backup(which, "run")
        assert "sound" in branch.backup(which, "verify")
        assert sealed_documents(branch, which), which
    assert "No backup is due" in branch.backup(2, "run", "--if-due")
    writer.end()
    assert writer.told and not writer.failed, writer.failed
    n_documents = len(sealed_documents(branch, 1))
    assert n_documents == len(sealed_documents(branch, 2)) == len(sealed_documents(branch, 3))
    for which in (1, 2, 3):
        assert not glob.glob(store_of(branch, which) + ".backup-*"), "a copy was left behind"
    # What was backed up is what the desks have written: the restored file says so without any node.
    branch.backup(2, "run")
    branch.address = None
    alone = branch.path("salinan", "kantor.db")
    os.makedirs(os.path.dirname(alone))
    shutil.copytree(store_of(branch, 2) + ".backups", alone + ".backups")
    branch.good("backup", "restore", "--yes", person="admin", store=alone)
    assert writer.told[-1] in branch.good("show", number, person="sari", store=alone)
    branch.good("audit", "verify", person="admin", store=alone)


@places.test
def a_group_is_restored_and_begins_anew(branch):
    branch.begin_group()
    number = branch.take_on()
    branch.good("attach", number, branch.paper("ktp.png", "satu"), "--kind", "ktp", person="sari")
    branch.good("set", number, "accident.chronology=dahulu", person="sari")
    branch.backup(1, "run")
    branch.good("set", number, "accident.chronology=sesudahnya", person="sari")
    branch.wait_for(3)

    said = branch.refused("backup", "restore", "--yes", "--node", branch.folder(1), person="admin")
    assert "is running" in said, said
    branch.stop(1)
    said = branch.refused("backup", "restore", "--yes", "--node", branch.folder(1), person="admin")
    assert f"“{branch.host(2)}” of the group is running" in said, said
    branch.stop(2)
    branch.stop(3)
    said = branch.refused("backup", "restore", "--yes", "--node", branch.folder(2), "--folder", branch.store + ".backups",
                          person="admin")
    assert "office.key" in said, said
    said = branch.refused("backup", "restore", "--node", branch.folder(1), person="admin")
    assert "1 deed about 1 case" in said and "Sari" in said, said
    said = branch.backup(1, "restore", "--yes", person="admin")
    kept = re.search(r"“([^”]*replaced-[^”]*)”", said).group(1)
    assert "sesudahnya" in branch.good("show", number, person="sari", store=kept)

    branch.start(1)
    branch.wait_for(1)
    assert "dahulu" in branch.good("show", number, person="sari")
    branch.good("set", number, "accident.chronology=dari sini", person="sari")
    # Somebody starts the old ones all the same: two of three, with the old store, and they serve nobody.
    branch.start(2)
    branch.start(3)
    time.sleep(3)
    for _ in range(5):
        assert "dari sini" in branch.good("show", number, person="sari")
    assert list(branch.states(1).values()) == ["leads"]
    for which in (2, 3):
        branch.stop(which)
        shutil.move(branch.folder(which), branch.folder(which) + ".old")
        shutil.move(branch.path(f"store-{which}"), branch.path(f"store-{which}.old"))
        branch.add(which)
    branch.wait_for(3)
    branch.good("set", number, "accident.chronology=bertiga lagi", person="sari")
    for which in (2, 3):
        wait_for_documents(branch, which)
    branch.kill(branch.leader())
    assert "bertiga lagi" in branch.good("show", number, person="sari")
    branch.good("set", number, "accident.chronology=tanpa satu", person="sari")
    branch.good("audit", "verify", person="admin")


@places.test
def what_is_left_of_a_group_is_saved(branch):
    branch.begin_group()
    number = branch.take_on()
    for word in ("pertama", "kedua", "terakhir"):
        branch.good("set", number, f"accident.chronology={word}", person="sari")
    branch.kill(2)
    branch.kill(3)
    while "leads" in branch.states(1).values():
        time.sleep(0.1)
    said = branch.refused("backup", "run", "--node", branch.folder(1))
    assert "stop this node" in said, said
    branch.stop(1)
    assert "without a fault" in branch.backup(1, "run")
    said = branch.backup(1, "restore", "--yes", person="admin")
    assert "lost" in said or "nothing" in said.lower(), said
    branch.start(1)
    branch.wait_for(1)
    assert "terakhir" in branch.good("show", number, person="sari")
    branch.good("set", number, "accident.chronology=dan lagi", person="sari")


if __name__ == "__main__":
    sys.exit(places.run(sys.argv[1:3], sys.argv[3:]))
