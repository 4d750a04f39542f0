"""One case goes the whole way through the real desk, by keyboard, seen through the accessibility bus.

    test-whole-way.py SANTUN SANTUNCTL

A verifier signs in, finds a case, imports the hospital's KK 3, sees the payout and proposes; a supervisor signs in,
approves and saves and prints KK 2.  Then pdftotext must find the name and the amount in both files.  Runs under
headless.sh --bus; prints TAP.
"""
import os
import re
import subprocess
import sys
import time

# Whoever looks at the tree while a window is still being made is told so by a warning; it is no fault of the desk, and
# must not end the looker. What the desk itself warns of still ends the desk.
G_DEBUG = os.environ.pop("G_DEBUG", None)

import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

SANTUN, SANTUNCTL = map(os.path.abspath, sys.argv[1:3])
HOME = os.environ["HOME"]
PATIENCE = float(os.environ.get("SANTUN_TEST_PATIENCE", "60"))
os.environ.update(SANTUN_TODAY="2026-05-05", SANTUN_TEST_PASSWORDS="1", SANTUN_POST_WATCH="0", XDG_DOCUMENTS_DIR=HOME,
                  LANGUAGE="en")
if G_DEBUG is not None:
    os.environ["G_DEBUG"] = G_DEBUG


class Failed(Exception):
    pass


# ---- The program from outside ----------------------------------------------------------------------------------------

def ctl(*arguments):
    """What santunctl prints; the sanitizers' leak check is for its own tests."""
    done = subprocess.run([SANTUNCTL, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(f"santunctl {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def keys(*names):
    subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "40", *names], check=True)


def type_text(text):
    subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "25", text], check=True)


def nodes(root, depth=0):
    if root is None or depth > 60:
        return
    yield root
    try:
        for index in range(root.get_child_count()):
            yield from nodes(root.get_child_at_index(index), depth + 1)
    except gi.repository.GLib.Error:
        return


def application():
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(index)
        if child is not None and "santun" in (child.get_name() or "").lower():
            return child
    return None


def names():
    """All names and texts of the program; GTK 4.8 does not tell which page of a stack is seen."""
    found = []
    for node in nodes(application()):
        try:
            found.append(node.get_name() or "")
            if node.get_role_name() in ("label", "text", "entry"):
                length = Atspi.Text.get_character_count(node)
                found.append(Atspi.Text.get_text(node, 0, length))
        except gi.repository.GLib.Error:
            continue
    return found


def wait_for(what, test):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = test()
        except gi.repository.GLib.Error:
            found = None
        if found:
            return found
        time.sleep(0.2)
    picture = os.environ.get("SANTUN_TEST_PICTURE")
    if picture:
        subprocess.run(["import", "-window", "root", picture])
    raise Failed(f"waited in vain for {what}; seen: {[name for name in names() if name][:80]}")


def see(text):
    return wait_for(f"“{text}”", lambda: any(text in name for name in names()))


def see_not(text):
    return wait_for(f"“{text}” to go", lambda: not any(text in name for name in names()))


def enabled(name):
    """Waits until a button of that name can be pressed."""
    def test():
        for node in nodes(application()):
            if (node.get_role_name() in ("push button", "button") and name in (node.get_name() or "")
                    and node.get_state_set().contains(Atspi.StateType.SENSITIVE)):
                return node
        return None
    return wait_for(f"the button “{name}”", test)


def file_there(path):
    return wait_for(path, lambda: os.path.exists(path) and os.path.getsize(path) > 0)


# ---- The way ---------------------------------------------------------------------------------------------------------

def focused():
    """The role of what has the keyboard, and its name."""
    for node in nodes(application()):
        try:
            if node.get_state_set().contains(Atspi.StateType.FOCUSED):
                return node.get_role_name(), node.get_name() or ""
        except gi.repository.GLib.Error:
            continue
    return None, ""


def sign_in(name):
    """The demonstration office lists its accounts; the first has the keyboard."""
    wait_for("the accounts", lambda: focused()[0] == "list item")
    time.sleep(0.5)
    for direction in ["Down"] * 3 + ["Up"] * 4:
        if focused()[1] == name:
            break
        keys(direction)
        time.sleep(0.3)
    else:
        raise Failed(f"the arrows do not reach {name}")
    keys("Return")
    wait_for("the desk", lambda: focused()[0] != "list item")


def sign_out():
    time.sleep(1.0)
    keys("ctrl+shift+l")


def find_case(number):
    keys("ctrl+f")
    time.sleep(0.5)
    type_text(number)
    see("1 case")
    keys("Return")
    see(number)


def case_of(text):
    match = re.search(r"JKK-\d{4}-\d{6}", text)
    if match is None:
        raise Failed(f"no case in: {text}")
    return match.group(0)


def total_of(number):
    output = ctl("explain", number)
    return re.search(r"^Total\s+([\d.]+)\s*$", output, re.M).group(1)


def pdf_text(path):
    return re.sub(r"\s+", " ", subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True).stdout)


def choose_file(path):
    """The file chooser takes a path that is typed."""
    time.sleep(1.0)
    keys("ctrl+shift+l")
    time.sleep(0.5)
    keys("ctrl+a")
    type_text(path)
    time.sleep(0.5)
    keys("Return")


def choose_printer():
    """Tab goes into the list of printers, the space bar chooses; then the print button can be pressed."""
    def ready():
        return any(node.get_role_name() == "push button" and "Print" in (node.get_name() or "")
                   and "Preview" not in node.get_name() and "…" not in node.get_name()
                   and node.get_state_set().contains(Atspi.StateType.SENSITIVE)
                   for dialog in dialogs() for node in nodes(dialog))
    for key in ("Tab", "Down", "space", "Up", "space", "Tab", "space", "Down", "space"):
        if ready():
            return
        keys(key)
        time.sleep(0.5)
    raise Failed("the keyboard does not reach the printer")


def dialogs():
    app = application()
    windows = [app.get_child_at_index(index) for index in range(app.get_child_count())]
    return [window for window in windows if (window.get_name() or "").startswith("Print")]


def main():
    print("1..8", flush=True)
    ctl("demo", "--cases", "40", "--seed", "7")
    # The youngest case that sari verifies waits for its KK 3.
    number = case_of([line for line in ctl("list", "--queue", "diverifikasi", "--sort", "received").splitlines()
                      if " sari " in line][-1])
    letter = os.path.join(HOME, "kk3.xml")
    ctl("sample", "kk3", number, "-o", letter)
    name = re.search(r"Name of participant\s+KK 1 · 2\s+(.+)", ctl("show", number)).group(1).strip()
    manager = subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL)
    desk = subprocess.Popen([SANTUN], cwd=HOME)
    try:
        wait_for("the desk", application)
        sign_in("Sari Wulandari")
        print("ok 1 a verifier signs in", flush=True)

        find_case(number)
        see(name)
        print("ok 2 the case is found and opened", flush=True)

        keys("ctrl+i")
        see("Cancel")
        choose_file(letter)
        see("Message from a Hospital")
        see(number)
        time.sleep(1.0)
        keys("ctrl+Return")
        see_not("Message from a Hospital")
        print("ok 3 the hospital's KK 3 is taken over", flush=True)

        amount = wait_for("a payout", lambda: total_of(number) if total_of(number) != "0" else None)
        see(amount)
        print(f"ok 4 the sheet shows what the rules say: {amount}", flush=True)

        enabled("Propose")
        keys("ctrl+Return")
        see("Pay as on the sheet")
        time.sleep(0.5)
        keys("ctrl+Return")
        see_not("Pay as on the sheet")
        wait_for("the proposal", lambda: "Proposed" in ctl("show", number).splitlines()[1])
        print("ok 5 a decision is proposed", flush=True)

        sign_out()
        sign_in("Budi Hartono")
        find_case(number)
        enabled("Decide")
        keys("ctrl+Return")
        see("Changed since the case was taken in")
        time.sleep(0.5)
        keys("ctrl+Return")
        see_not("Changed since the case was taken in")
        wait_for("the approval", lambda: "Approved" in ctl("show", number).splitlines()[1])
        print("ok 6 another person approves", flush=True)

        saved = os.path.join(HOME, "kk2.pdf")
        keys("ctrl+shift+s")
        choose_file(saved)
        file_there(saved)
        text = pdf_text(saved)
        if name not in text or amount not in text:
            raise Failed(f"{name} or {amount} is not in the saved form: {text}")
        print("ok 7 KK 2 is saved as a file", flush=True)

        time.sleep(1.0)
        keys("ctrl+p")
        see("Preview")
        time.sleep(0.5)
        keys("alt+p")
        see("Print to File")
        choose_printer()
        keys("alt+p")
        printed = wait_for("the print", lambda: next((os.path.join(folder, file) for folder, _, files in os.walk(HOME)
                                                      for file in files if file == "output.pdf"), None))
        wait_for("the whole print", lambda: name in pdf_text(printed) and amount in pdf_text(printed))
        print("ok 8 KK 2 is printed to a file", flush=True)
        return 0
    except Failed as reason:
        print(f"not ok - {reason}", flush=True)
        return 1
    finally:
        desk.terminate()
        desk.wait(20)
        manager.terminate()
        manager.wait(20)


if __name__ == "__main__":
    sys.exit(main())
