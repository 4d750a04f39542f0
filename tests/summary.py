"""Say how the tests went.

    summary.py testlog.json

Prints the end of what each failed program said and, as the last line, `N passed, N failed` (and `, N skipped`), counted
from the single tests that the programs report, not from the programs.  Ends with 1 if one failed or none ran.
"""
import json
import re
import sys

TAIL = 40
RESULT = re.compile(r"^(not )?ok \d+[^#]*(?:#\s*(SKIP|TODO))?", re.IGNORECASE)


def count(run):
    """Return (passed, failed, skipped) of one program."""
    passed = failed = skipped = 0
    out = run.get("stdout", "")
    for match in filter(None, map(RESULT.match, out.splitlines())):
        if match[2]:
            skipped += 1
        elif match[1]:
            failed += 1
        else:
            passed += 1
    if run["result"] in ("OK", "EXPECTEDFAIL", "SKIP"):
        # A program that does not speak TAP is one test; one that is skipped as a whole says nothing else.
        if passed + failed + skipped == 0:
            passed, skipped = (0, 1) if run["result"] == "SKIP" else (1, 0)
    elif failed == 0:
        # It crashed, leaked, hung or left out tests that it had announced.
        failed = 1
    return passed, failed, skipped


def main():
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            runs = [json.loads(line) for line in file]
    except FileNotFoundError:
        runs = []

    totals = [0, 0, 0]
    for run in runs:
        counts = count(run)
        totals = [total + number for total, number in zip(totals, counts)]
        if counts[1]:
            said = (run.get("stdout", "") + run.get("stderr", "")).splitlines()
            print(f"\n---- {run['name']}: {run['result']}", *said[-TAIL:], sep="\n")

    passed, failed, skipped = totals
    print()
    if passed + failed == 0:
        print("No test ran.")
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
