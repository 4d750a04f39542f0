"""Adding, replacing and removing nodes of a group, while somebody works at a desk.

    test-store-nodes.py SANTUNCTL SANTUN-NODE

Prints TAP."""

import glob
import os
import shutil
import sys
import time

import branch as places


def said_no(branch, *args, through=1, saying=""):
    said = branch.nodes_said(through, *args)
    assert said.code == 1, f"{args}: {said.code}\n{said}"
    for text in saying if isinstance(saying, tuple) else (saying,):
        assert text in said, f"{args}\n{said}"
    return said


def said_yes(branch, *args, through=1):
    said = branch.nodes_said(through, *args)
    assert said.code == 0, f"{args}: {said.code}\n{said}"
    return said


def replace(branch, old, new, through=1):
    branch.ports.setdefault(new, places.free_port())
    file = branch.path(f"{new}.santun-member")
    said_yes(branch, "replace", branch.host(old), branch.host(new), "-o", file, through=through)
    branch.join(new, file)


def wait_for_documents(branch, which):
    for _ in range(200):
        if glob.glob(os.path.join(branch.home, f"store-{which}", "documents", "*", "*")):
            return
        time.sleep(0.1)
    raise AssertionError(f"no document came to {which}")


@places.test
def what_cannot_be_done_is_said(branch):
    branch.set_up()
    said_no(branch, saying="stands alone")
    branch.stop(1)
    shutil.rmtree(branch.folder(1))
    branch.set_up(group=True)
    said_no(branch, "remove", branch.host(1), saying="store would be gone")
    for which in (2, 3):
        branch.add(which)
    branch.desk()
    branch.wait_for(3)
    for deed in (["remove"], ["transfer"]):
        said_no(branch, *deed, "kantor-9", saying=("no node “kantor-9”", "lists them"))
    said_no(branch, "replace", "kantor-9", "kantor-4", saying="no node “kantor-9”")
    said_no(branch, "add", "kantor-4", saying=("has three nodes", "replace"))
    # What is wrong with the new one is found before the old one is out.
    said_no(branch, "replace", branch.host(2), "dua kata", saying="not the name of a computer")
    said_no(branch, "replace", branch.host(2), branch.host(3), saying="a node of the group already")
    said_no(branch, "replace", branch.host(2), "kantor-4", through=2, saying="office.key")
    assert len(branch.states(1)) == 3
    assert branch.nodes_said(1, "sing").code == 2
    # One that is away cannot lead, and one that is needed does not go.
    branch.kill(3)
    said_no(branch, "transfer", branch.host(3), saying="does not answer")
    said = said_no(branch, "remove", branch.host(2), saying=f"“{branch.host(3)}” does not answer")
    assert "nothing was changed" in said
    said_yes(branch, "remove", branch.host(3))
    assert len(branch.states(1)) == 2
    number = branch.take_on()
    branch.good("set", number, "accident.chronology=berdua", person="sari")
    # With one of two nobody leads: nothing can be agreed upon, and nothing is lost.
    branch.kill(2)
    while "leads" in branch.states(1).values():
        time.sleep(0.1)
    said_no(branch, "remove", branch.host(2), saying=("nothing was changed", "Most nodes"))
    said = branch.refused("list", person="sari")
    assert "does not answer" in said or "node" in said, said
    branch.start(2)
    branch.wait_for(2)
    assert "berdua" in branch.good("show", number, person="sari")


@places.test
def a_removed_node_says_so_when_it_is_started_again(branch):
    branch.begin_group()
    branch.stop(3)
    said_yes(branch, "remove", branch.host(3))
    branch.start(3)
    for _ in range(100):
        if "taken out of its group" in branch.log(3):
            break
        time.sleep(0.1)
    assert "taken out of its group" in branch.log(3), branch.log(3)
    said_no(branch, through=3, saying=("was taken out of its group", "santun-node join"))
    time.sleep(1.5)
    assert len(branch.states(1)) == 2, "it has come back by itself"
    # One that runs hears of it as well, and its desks go elsewhere.
    branch.ports[3] = places.free_port()
    shutil.move(branch.folder(3), branch.folder(3) + ".old")
    branch.stop(3)
    branch.add(3)
    branch.wait_for(3)
    said_yes(branch, "remove", branch.host(3))
    for _ in range(100):
        if branch.log(3).count("taken out of its group") == 2:
            break
        time.sleep(0.1)
    assert branch.log(3).count("taken out of its group") == 2, branch.log(3)
    time.sleep(1.5)
    assert len(branch.states(1)) == 2, "it has come back by itself"
    branch.take_on()


@places.test
def every_node_is_replaced_while_somebody_works(branch):
    branch.begin_group()
    number = branch.take_on()
    branch.good("attach", number, branch.paper("ktp.png", "satu"), "--kind", "ktp", person="sari")
    writer = places.Writer(branch, number)
    # A dead one; then the one that leads; then the last of the first three, from a folder of the new ones.
    branch.kill(3)
    replace(branch, 3, 4)
    branch.wait_for(3)
    wait_for_documents(branch, 4)
    said_yes(branch, "transfer", branch.host(2))
    assert branch.leader() == 2
    replace(branch, 2, 5)
    branch.stop(2)
    branch.wait_for(3)
    shutil.copy(os.path.join(branch.folder(1), "office.key"), branch.folder(4))
    time.sleep(1.5)
    replace(branch, 1, 6, through=4)
    branch.stop(1)
    branch.wait_for(3, through=4)
    wait_for_documents(branch, 6)
    time.sleep(1)
    told = writer.end()
    assert told and not writer.failed, writer.failed
    # The desk file names three computers of which none is left.
    assert told[-1] in branch.good("show", number, person="sari")
    assert "ktp" in branch.good("show", number, person="sari").lower()
    branch.kill(branch.leader(through=4) if branch.leader(through=4) != 4 else 5)
    branch.good("set", number, "accident.chronology=tanpa satu", person="sari")
    branch.good("audit", "verify", person="admin")


if __name__ == "__main__":
    sys.exit(places.run(sys.argv[1:3], sys.argv[3:]))
