"""One node, its stand-by and the desks of a branch on simulated hosts, set up by the commands of README; the node is cut
off, the stand-by promoted, and the node comes back.

    test-stand-by-network.py SANTUN-NODE SANTUNCTL GROUP-DESK README

Prints TAP. What a desk was told was kept while both were in step is there exactly once; desks follow by themselves, also
one that was switched off meanwhile; the node that comes back serves nobody."""

import sqlite3
import time

from branch_trial import FOLDER, PATIENCE, Branch, main, note, refused, test, wait_until


def set_up_node(branch):
    branch.hosts["kantor-1"].good("santunctl --store /var/lib/santun/office.db demo --cases 60")
    branch.by_readme("kantor-1", "santun-node setup --store /var/lib/santun/office.db --host kantor --host 192.168.1.5 "
                     f"{FOLDER}", ("kantor ", "kantor-1 "), ("192.168.1.5", "10.77.0.1"))
    branch.serve("kantor-1")
    wait_until("the node runs", lambda: "It is running" in branch.status("kantor-1"))


class Pair(Branch):
    def status(self, host):
        return self.hosts[host].run(f"santun-node status {FOLDER}").stdout


@test
def set_up(branch):
    began = time.monotonic()
    set_up_node(branch)
    for name in ("meja-1", "meja-2"):
        branch.join_desk(name)
    # It is switched off before there is a stand-by, and knows of none.
    branch.hosts["meja-2"].good("santunctl --as sari list")
    branch.by_readme("kantor-1", f"santun-node invite --host cadangan -o cadangan.inv {FOLDER} cadangan",
                     ("--host cadangan", "--host kantor-2"))
    branch.carry("cadangan.inv", "kantor-1", "kantor-2")
    branch.by_readme("kantor-2", f"santun-node stand-by --with cadangan.inv --store /var/lib/santun/office.db {FOLDER}")
    branch.serve("kantor-2")
    wait_until("the stand-by is in step", lambda: "It is in step" in branch.status("kantor-2"))
    note(f"set up in {time.monotonic() - began:.0f} s, without walking from one computer to the other")
    branch.work(["meja-1"])


@test
def the_node_is_cut_off_and_the_stand_by_promoted(branch):
    then = time.monotonic()
    worker = branch.workers[0]
    branch.network.isolate("kantor-1")
    wait_until("the desk is told", lambda: worker.told_since(then))
    note(f"told after {worker.told_since(then)[0][0] - then:.1f} s: {worker.told_since(then)[0][4]}")
    assert not worker.since(then + 1), "the stand-by serves before it is promoted"
    refused(branch.hosts["kantor-2"], f"santun-node promote {FOLDER}", "--alone")
    branch.hosts["kantor-2"].good(f"santun-node promote --alone {FOLDER}")
    promoted = time.monotonic()
    worker.wait_done(promoted)
    note(f"promoted after {promoted - then:.1f} s, {worker.since(promoted)[0] - promoted:.1f} s later the desk writes there")
    refused(branch.hosts["meja-2"], "santunctl --as sari list", "does not answer")


@test
def the_old_node_comes_back_and_serves_nobody(branch):
    branch.network.heal()
    wait_until("the old node has heard of it", lambda: "serves no more" in branch.status("kantor-1"))
    assert "JKK-" in branch.hosts["meja-2"].good("santunctl --as sari list")
    then = time.monotonic()
    branch.workers[0].wait_done(then)


@test
def nothing_was_lost_and_all_is_sound(branch):
    for worker in branch.workers:
        worker.end()
    db = sqlite3.connect(branch.hosts["kantor-2"].path("/var/lib/santun/office.db"))
    db.text_factory = bytes
    assert db.execute("PRAGMA integrity_check").fetchall() == [(b"ok",)]
    branch.assert_exactly_once(db)
    db.close()
    branch.assert_verified("meja-2")
    for name, service in branch.services.items():
        service.terminate()
        assert service.wait(PATIENCE) == 0, name


main(Pair)
