"""Stores of older versions, and programs of two versions at one store: a file, a node, a group.

    test-versions.py SANTUNCTL SANTUN-NODE SANTUNCTL-NEXT SANTUN-NODE-NEXT FIXTURES

Prints TAP."""

import glob
import gzip
import os
import shutil
import sys

import branch as places

NEXT_CTL, NEXT_NODE, FIXTURES = sys.argv[3:6]


def thaw(branch, version):
    """A store as that version left it."""
    for path in glob.glob(branch.store + "*"):
        shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
    with gzip.open(os.path.join(FIXTURES, f"store-{version:04}.db.gz"), "rb") as frozen, open(branch.store, "wb") as file:
        shutil.copyfileobj(frozen, file)


def copies(branch):
    return sorted(os.path.basename(path) for path in glob.glob(branch.path("**", "*.version-*"), recursive=True))


class Next:
    """A desk of the next version: the same person at the same place, with another program."""

    def __init__(self, branch):
        self.branch = branch

    def __enter__(self):
        self.ctl, self.branch.santunctl = self.branch.santunctl, NEXT_CTL

    def __exit__(self, *_):
        self.branch.santunctl = self.ctl


def start_next(branch, which):
    own, branch.santun_node = branch.santun_node, NEXT_NODE
    branch.start(which)
    branch.santun_node = own


@places.test
def an_older_store_is_brought_up_to_date_once(branch):
    for version in (1, 8, 14):
        for group in (False, True):
            thaw(branch, version)
            branch.set_up(group=group)
            # All of it is checked: every page, every reference, the whole journal.
            assert "without a fault" in branch.backup(1, "run"), (version, group)
            assert copies(branch) == [f"kantor.db.version-{version}"], copies(branch)
            branch.stop(1)
            branch.start(1)
            assert copies(branch) == [f"kantor.db.version-{version}"], copies(branch)
            branch.stop(1)
            shutil.rmtree(branch.folder(1))


@places.test
def a_group_that_an_older_version_has_left(branch):
    for version in (1, 8, 14):
        thaw(branch, version)
        own, branch.santun_node = branch.santun_node, NEXT_NODE
        branch.env["SANTUN_TEST_STEPS"] = str(version)
        branch.ports[1] = places.free_port()
        branch.node("setup", "--group", "--store", branch.store, "--host", "localhost", "--port", str(branch.ports[1]),
                    branch.folder(1))
        del branch.env["SANTUN_TEST_STEPS"]
        branch.santun_node = own
        assert not copies(branch)
        # The first desk that the group of the newer version answers; then it is as if it had always been so.
        branch.start(1)
        branch.address = None
        branch.desk()
        branch.ctl("list", person="sari")
        assert copies(branch) == [f"kantor.db.version-{version}"], copies(branch)
        branch.ctl("list", person="sari")
        assert copies(branch) == [f"kantor.db.version-{version}"], copies(branch)
        assert "without a fault" in branch.backup(1, "run"), version
        branch.stop(1)
        shutil.rmtree(branch.folder(1))


@places.test
def a_file_that_a_newer_desk_has_opened(branch):
    number = branch.cases()[0]
    with Next(branch):
        branch.good("take", number, person="sari")
    assert len(copies(branch)) == 1
    for deed in (["list"], ["propose", number]):
        branch.refused(*deed, person="sari", saying="newer version of Santun")
    with Next(branch):
        assert number in branch.cases("diverifikasi")


@places.test
def a_node_of_another_version_than_the_desk(branch):
    branch.set_up()
    branch.desk()
    number = branch.cases()[0]
    with Next(branch):
        branch.refused("take", number, person="sari", saying="Install the same version on both")
    branch.stop(1)
    start_next(branch, 1)
    assert len(copies(branch)) == 1
    branch.refused("take", number, person="sari", saying="Install the same version on both")
    with Next(branch):
        branch.good("take", number, person="sari")
    # Back to the older program: the store is left as it is.
    branch.stop(1)
    said = branch.program(branch.santun_node, "serve", branch.folder(1))
    assert said.code == 1 and "newer version of Santun" in said, said


@places.test
def a_group_that_is_upgraded_node_by_node(branch):
    branch.begin_group()
    number, other = branch.cases()[:2]
    # One new, two old: whoever leads is served, and nobody else is let in.
    branch.stop(3)
    start_next(branch, 3)
    branch.wait_for(3)
    assert branch.nodes_said(1, "transfer", branch.host(1)).code == 0
    branch.good("take", number, person="sari")
    with Next(branch):
        branch.refused("take", other, person="sari", saying="Install the same version on both")
    assert not copies(branch)
    # The new one leads: the first new desk has the store brought up to date, once, and an old desk is told.
    assert branch.nodes_said(1, "transfer", branch.host(3)).code == 0
    branch.refused("take", other, person="sari", saying="Install the same version on both")
    with Next(branch):
        branch.good("take", other, person="sari")
    assert len(copies(branch)) == 1, copies(branch)
    # It leads no more: the old ones see that the store is newer than they are, and leave it as it is.
    assert branch.nodes_said(1, "transfer", branch.host(1)).code == 0
    branch.refused("set", number, "accident.chronology=lama", person="sari", saying="newer version")
    # All are new.
    for which in (1, 2):
        branch.stop(which)
        start_next(branch, which)
    branch.wait_for(3)
    with Next(branch):
        assert {number, other} <= set(branch.cases("diverifikasi"))
        branch.good("audit", "verify", person="admin")
    assert len(copies(branch)) == 1, copies(branch)


if __name__ == "__main__":
    sys.exit(places.run(sys.argv[1:3], sys.argv[6:]))
