"""Carry the files NNNN-what.sql of a folder inside the layer, under their numbers "1", "2" …

    embed-migrations.py EMBED.py FOLDER OUT.c OUT.d

A new step is a new file and nothing else: the folder itself stands in the dependency file, so that the build notices it.
"""
import os
import re
import subprocess
import sys


def main():
    embed, folder, out, depfile = sys.argv[1:]
    files = sorted(name for name in os.listdir(folder) if name.endswith(".sql"))
    for number, name in enumerate(files, 1):
        if not re.fullmatch(rf"{number:04}-[a-z0-9-]+\.sql", name):
            sys.exit(f"{folder}/{name}: expected the name {number:04}-what.sql")
    pairs = [f"{number}={os.path.join(folder, name)}" for number, name in enumerate(files, 1)]
    subprocess.run([sys.executable, embed, "--symbol", "jkk_store_data", out, *pairs], check=True)
    with open(depfile, "w", encoding="utf-8") as file:
        file.write(f"{out}: {folder} {' '.join(os.path.join(folder, name) for name in files)}\n")


if __name__ == "__main__":
    main()
