"""The house rules that a compiler does not know.

    check-style.py [--quiet] ROOT

Prints TAP: one test for each rule, and under a broken rule `path:line: what is wrong`.  With --quiet only the latter.
A rule is a generator over the files below ROOT; it needs neither a build nor git.
"""
import fnmatch
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass

# ---- What the rules know of the house --------------------------------------------------------------------------------

C_HEADERS = ["assert.h", "ctype.h", "errno.h", "inttypes.h", "limits.h", "stdarg.h", "stdbool.h", "stddef.h",
             "stdint.h", "stdio.h", "stdlib.h", "string.h"]
GLIB = ["glib.h", "glib-object.h", "glib/gi18n.h", "glib/gi18n-lib.h"]
SYSTEM = ["fcntl.h", "glib-unix.h", "glib/gstdio.h", "locale.h", "math.h", "signal.h", "sys/*.h", "termios.h", "time.h", "unistd.h"]
GIO = ["gio/*.h"]


@dataclass
class Layer:
    """What the sources of a layer may include: headers of which layers, and which of the libraries'."""
    layers: list
    headers: list


LAYERS = {
    "domain": Layer(["domain"], GLIB),
    "rules": Layer(["domain", "rules"], GLIB + ["libxml/*.h"]),
    "store": Layer(["domain", "store"], GLIB + SYSTEM + GIO + ["linux/magic.h", "netinet/*.h", "sodium.h"]),
    "node": Layer(["domain", "store", "node"], GLIB + SYSTEM + GIO + ["dlfcn.h", "dqlite.h", "ifaddrs.h", "netinet/*.h", "openssl/*.h", "raft.h"]),
    "bridge": Layer(["domain", "bridge"], GLIB + SYSTEM + ["libxml/*.h", "openssl/*.h", "xmlsec/*.h"]),
    "forms": Layer(["domain", "forms"],
                   GLIB + SYSTEM + ["cairo*.h", "gdk-pixbuf/*.h", "pango/*.h", "poll.h", "poppler.h", "qrencode.h",
                                    "seccomp.h", "tiffio.h", "unicode/*.h", "zbar.h", "zlib.h"]),
    "work": Layer(["domain", "rules", "store", "bridge", "forms", "work"],
                  GLIB + SYSTEM + GIO + ["cairo*.h", "sodium.h"]),
    "app": Layer(["domain", "work", "app"],
                 GLIB + SYSTEM + GIO + ["adwaita.h", "cairo*.h", "gdk/*.h", "gtk/*.h", "pango/*.h"]),
    "cli": Layer(["domain", "work", "node", "cli"], GLIB + SYSTEM + GIO),
    "check": Layer(["domain", "bridge", "forms", "check"], GLIB + SYSTEM),
}
# One file knows which engine keeps the store.
ENGINE = {"sqlite3.h": "src/store/jkk-d[bq]*.[ch]"}
# Headers that the build writes.
GENERATED = ["*-resources.h", "config.h"]

# Layers in which every source has a test of its own; of the desk, the part that needs no display.
MIRRORED = ["src/domain/jkk-*.c", "src/rules/jkk-*.c", "src/store/jkk-*.c", "src/bridge/jkk-*.c", "src/forms/jkk-*.c",
            "src/work/jkk-*.c", "src/app/jkk-*-state.c"]
# Programs that the build runs: what they write is tested, and they write it to standard output.
GENERATORS = "src/*/*-gen.c"
# Source: why it has none. An entry that is not needed is a fault, too.
UNMIRRORED = {
    "src/store/jkk-session-person.c": "test-hostile-desk signs in at a real node and restarts it",
    "src/work/jkk-batch-deed.c": "test-postbox-batch plays it with real files in real folders",
    "src/work/jkk-document-deed.c": "test-documents plays its deeds with real files",
    "src/work/jkk-post-deed.c": "test-postbox plays its deeds with real files in real folders",
}

MAX_LINES = 600

FORBIDDEN = {
    "alloca": "the heap", "atoi": "g_ascii_string_to_signed", "atol": "g_ascii_string_to_signed",
    "gets": "a GInputStream", "mktemp": "g_mkstemp_full", "popen": "GSubprocess", "scanf": "a parser", "sprintf": "g_strdup_printf",
    "sscanf": "a parser", "strcat": "g_strconcat", "strcpy": "g_strdup", "strncat": "g_strconcat",
    "strncpy": "g_strlcpy", "strtok": "g_strsplit", "system": "GSubprocess",
    "tmpnam": "g_mkstemp_full", "vsprintf": "g_strdup_vprintf",
}

# Written so that these lines do not match themselves.
WORKPLACE = re.compile(r"(?<![\w.])/[w]ork/|/tmp/[b]rief"
                       r"|\b(?:this|another|next|earlier|later|previous|coming|helper|my|our) [s]ession\b(?! bus)"
                       r"|\b[s]ession \d|\bissues? #?[0-9]+\b|\b(?:[C]laude|[A]nthropic|[C]hatGPT|[L]LM)\b")
TEXT_FILES = [".*", "*.blp", "*.c", "*.css", "*.h", "*.in", "*.md", "*.po", "*.py", "*.sh", "*.sql", "*.txt", "*.ui",
              "*.xml", "*.xsd", "dev", "meson.build", "run"]

MARKED = re.compile(r'\b(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2?)\s*\(\s*[^)"]*"')
XGETTEXT = ["xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2",
            "--keyword=g_dngettext:2,3", "--keyword=g_dpgettext2:2c,3", "--output=-"]


# ---- Reading the tree ------------------------------------------------------------------------------------------------

class Tree:
    """The files of the house, each read once."""

    def __init__(self, root, unmirrored=None):
        self.root = root
        self.unmirrored = UNMIRRORED if unmirrored is None else unmirrored
        self.paths = []
        self._texts = {}
        self._codes = {}
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(f for f in folders if not f.startswith((".git", ".build", "build", "__pycache__")))
            self.paths += [os.path.relpath(os.path.join(folder, name), root) for name in sorted(names)]

    def match(self, *patterns):
        return [path for path in self.paths if any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns)]

    def text(self, path):
        if path not in self._texts:
            with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as file:
                self._texts[path] = file.read()
        return self._texts[path]

    def code(self, path, strings=False):
        """The C text without comments, and without what is in strings unless wanted; lines keep their numbers."""
        if (path, strings) not in self._codes:
            def blank(match):
                found = match[0]
                if found[0] in "\"'":
                    return found if strings else found[0] + " " * (len(found) - 2) + found[0]
                return re.sub(r"[^\n]", " ", found)
            token = r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
            self._codes[path, strings] = re.sub(token, blank, self.text(path), flags=re.DOTALL)
        return self._codes[path, strings]


def layer_of(path):
    return path.split("/")[1]


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def each(tree, path, pattern, strings=False):
    """(line, match) of what the pattern finds in C code."""
    code = tree.code(path, strings)
    for match in re.finditer(pattern, code):
        yield line_of(code, match.start()), match


# ---- The rules -------------------------------------------------------------------------------------------------------

def layers(tree):
    """A layer includes only what its row of the architecture allows"""
    owners = {os.path.basename(path): layer_of(path) for path in tree.match("src/*/*.h")}
    for path in tree.match("src/*/*.[ch]", "tests/*/*.[ch]"):
        layer, is_test = LAYERS.get(layer_of(path)), path.startswith("tests/")
        if layer is None:
            if not is_test:
                yield path, 1, f"src/{layer_of(path)} is no layer"
            continue
        for line, match in each(tree, path, r'(?m)^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', strings=True):
            system, name = match[1] == "<", match[2]
            base = os.path.basename(name)
            if system and not is_test and name in ENGINE:
                if not fnmatch.fnmatchcase(path, ENGINE[name]):
                    yield path, line, f"only {ENGINE[name]} may include <{name}>"
            elif system and not is_test:
                if not any(fnmatch.fnmatchcase(name, pattern) for pattern in C_HEADERS + layer.headers):
                    yield path, line, f"{layer_of(path)} may not include <{name}>"
            elif not system and base in owners:
                if owners[base] not in layer.layers:
                    yield path, line, f"{layer_of(path)} may not include {base} of {owners[base]}"
            elif not system and not is_test and not any(fnmatch.fnmatchcase(base, pattern) for pattern in GENERATED):
                yield path, line, f"there is no {base} in src"


def noun_of(tree, path):
    """What a source is about: jkk-db-query.c without a header of its own is a part of jkk-db.c."""
    stem = path[:-len(".c")]
    while stem + ".h" not in tree.paths and "-" in os.path.basename(stem):
        stem = stem.rpartition("-")[0]
    if stem + ".h" not in tree.paths or stem + ".c" not in tree.paths:
        stem = path[:-len(".c")]
    return os.path.basename(stem)[len("jkk-"):]


def mirrored(tree):
    """Each source with logic has its test"""
    for path in tree.match(*MIRRORED):
        if fnmatch.fnmatchcase(path, GENERATORS):
            continue
        noun = noun_of(tree, path)
        test = f"tests/{layer_of(path)}/test-{noun}.c"
        if path in tree.unmirrored:
            if test in tree.paths:
                yield path, 1, f"{test} is there: take the source out of UNMIRRORED"
        elif test not in tree.paths:
            yield path, 1, f"{test} is missing"
    for path, reason in tree.unmirrored.items():
        if path not in tree.paths:
            yield path, 1, "is in UNMIRRORED, but not in src"
        if len(reason.split()) < 3:
            yield path, 1, "is in UNMIRRORED without a reason"


def named_once(tree):
    """No two tests have the same name"""
    seen = {}
    for path in tree.match("tests/*/test-*.c"):
        base = os.path.basename(path)
        if base in seen:
            yield path, 1, f"has the same name as {seen[base]}; Meson's report needs one each"
        seen[base] = path


def no_fractions(tree):
    """No floating point numbers in domain and rules"""
    pattern = (r"\b(?:long double|g?double|g?float|atof|strtod|g_ascii_strtod|g_strtod|g_ascii_dtostr)\b"
               r"|(?<![\w.])(?:\d+\.\d*|\.\d+)(?:[eE][-+]?\d+)?\b")
    for path in tree.match("src/domain/*.[ch]", "src/rules/*.[ch]"):
        for line, match in each(tree, path, pattern):
            yield path, line, f"{match[0]}: money and percentages are whole numbers"


def no_clock(tree):
    """The rules know neither clock nor locale nor environment"""
    pattern = (r"\b(?:g_date_time_new_now\w*|g_get_(?:real|monotonic)_time|g_get_current_time|time|gettimeofday"
               r"|clock\w*|localtime\w*|setlocale|localeconv|nl_langinfo|g_get_language_names|g_?getenv"
               r"|jkk_\w*_(?:now|today))\s*\(")
    for path in tree.match("src/rules/*.[ch]"):
        for line, match in each(tree, path, pattern):
            yield path, line, f"{match[0].rstrip(' (')}: a rule is given the day and knows nothing else"


def no_print(tree):
    """Only the command lines print"""
    pattern = (r"\b(?:g_print|g_printerr|g_printf|g_fprintf|printf|vprintf|puts|putchar|perror)\s*\("
               r"|\bf(?:printf|puts|putc)\s*\([^;]*\bstd(?:out|err)\b")
    for path in tree.match("src/*.[ch]"):
        if layer_of(path) not in ("cli", "check") and path != "src/node/santun-node.c" and not fnmatch.fnmatchcase(path, GENERATORS):
            for line, match in each(tree, path, pattern):
                yield path, line, f"{match[0].split('(')[0].strip()}: say it with g_debug, or in the window"


def not_too_long(tree):
    """No C file is too long to be read"""
    for path in tree.match("src/*.[ch]", "tests/*.[ch]"):
        lines = tree.text(path).count("\n")
        if lines > MAX_LINES:
            yield path, MAX_LINES + 1, f"{lines} lines, {MAX_LINES} are enough"


def no_forbidden(tree):
    """No function that forgets the length of its buffer, asks a shell, or jumps"""
    names = "|".join(FORBIDDEN)
    for path in tree.match("src/*.[ch]", "tests/*.[ch]"):
        for line, match in each(tree, path, rf"(?<![\w.>])({names})\s*\(|\bgoto\b"):
            instead = f"{FORBIDDEN[match[1]]} instead" if match[1] else "g_autoptr and an early return instead"
            yield path, line, f"{match[1] or 'goto'}: {instead}"


def declarations(tree, path):
    """(first line, last line, name) of each public function that a header declares."""
    directive = r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*"
    macro = r"^[ \t]*(?:G|GDK|ADW)_[A-Z_]+\b[ \t]*(?:\([^()]*\))?[ \t]*$"
    code = re.sub(f"(?m){directive}|{macro}", lambda found: re.sub(r"[^\n]", " ", found[0]), tree.code(path))
    depth, start = 0, 0
    for offset, char in enumerate(code):
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        if depth == 0 and char in ";}":
            statement = code[start:offset + 1]
            begin = start + len(statement) - len(statement.lstrip())
            start = offset + 1
            pattern = r"(?!typedef|struct\s+\w+\s*\{|enum|union|return)[\w\s*]*?\b(\w+)\s*\("
            match = re.match(pattern, statement.lstrip())
            if match and "=" not in match[0]:
                yield line_of(code, begin), line_of(code, offset), match[1]


def has_comment_above(lines, number):
    """True if line NUMBER (from 1) follows upon a comment without an empty line between them."""
    above = lines[number - 2].strip() if number > 1 else ""
    return above.endswith("*/") or above.startswith("//")


def documented(tree):
    """Each public function says what it returns and who owns it"""
    for path in tree.match("src/*/*.h"):
        lines = tree.text(path).split("\n")
        sources = [source.split("\n") for source in map(tree.text, tree.match(os.path.dirname(path) + "/*.c"))]
        last_end, last_told = 0, False
        for begin, end, name in declarations(tree, path):
            # One comment may speak for functions that stand together below it.
            told = has_comment_above(lines, begin) or "/*" in lines[end - 1] or (last_told and last_end == begin - 1)
            last_end, last_told = end, told
            # What everybody knows needs no words.
            if told or re.search(r"_(?:free|ref|unref|get_type|quark)$", name):
                continue
            if not any(told_in_source(source, name) for source in sources):
                yield path, begin, f"{name} () has a comment neither here nor in the source"


def told_in_source(lines, name):
    for number, line in enumerate(lines, 1):
        if re.match(rf"{name} ?\(", line):
            first = number
            while first > 1 and lines[first - 2].strip() and not lines[first - 2].rstrip().endswith(("*/", "}", ";")):
                first -= 1
            if has_comment_above(lines, first):
                return True
    return False


def translatable(tree):
    """Paths of the files with texts for translation."""
    for path in tree.match("src/*.[ch]", "ui/*.blp", "ui/*.ui", "data/*.desktop.in*", "data/*.metainfo.xml.in*",
                           "data/*.gschema.xml"):
        if path.endswith((".c", ".h")):
            found = MARKED.search(tree.code(path, strings=True))
        elif path.endswith(".blp"):
            found = re.search(r'\bC?_\(\s*"', tree.text(path))
        elif path.endswith((".ui", ".gschema.xml")):
            found = re.search(r'translatable="(?:yes|true)"|l10n="', tree.text(path))
        else:
            found = True
        if found:
            yield path


def potfiles(tree):
    """POTFILES names exactly the files with texts for translation"""
    wanted = set(translatable(tree))
    lists = tree.match("po/POTFILES", "po/POTFILES.in")
    if not lists:
        for path in sorted(wanted):
            yield path, 1, "has texts for translation, but there is no po/POTFILES"
        return
    path = lists[0]
    entries = [(number, line.strip()) for number, line in enumerate(tree.text(path).splitlines(), 1)
               if line.strip() and not line.startswith("#")]
    names = [name for _, name in entries]
    for number, name in entries:
        if name not in wanted:
            yield path, number, f"{name} {'has no text for translation' if name in tree.paths else 'does not exist'}"
    for name in sorted(wanted - set(names)):
        yield path, len(entries) + 1, f"{name} is missing"
    if names != sorted(set(names)):
        yield path, 1, "is not in alphabetical order, or names a file twice"


def marked_in_ui(tree):
    """Each text of the desk's pages is marked for translation"""
    pattern = re.compile(r'(?m)^\s*(?:[\w-]*label|[\w-]*title|subtitle|tooltip-text|placeholder-text|heading|body|'
                         r'description|text)\s*:\s*"([^"]*)"')
    for path in tree.match("ui/*.blp"):
        text = tree.text(path)
        for match in pattern.finditer(text):
            if re.search(r"[^\W\d_]{2}", match[1]):
                yield path, line_of(text, match.start(1)), f'"{match[1]}" is not marked with _()'


def read_po(text):
    """(line, id, context and plural included; texts, fuzzy, references) of each message of a PO file."""
    message, field = None, None
    for number, line in enumerate(text.splitlines() + [""], 1):
        line = line.strip()
        if line.startswith("#~"):
            continue
        if not line or (line.startswith(("#", "msgctxt", "msgid ")) and message and "msgstr" in message["seen"]):
            if message and "msgid" in message["seen"]:
                yield (message["line"], tuple(message[f] for f in ("msgctxt", "msgid", "msgid_plural")),
                       [value for key, value in message.items() if key.startswith("msgstr")],
                       message["fuzzy"], message["references"])
            message, field = None, None
        if not line:
            continue
        if message is None:
            message = {"line": number, "msgctxt": "", "msgid": "", "msgid_plural": "", "fuzzy": False,
                       "references": [], "seen": set()}
        if line.startswith("#:"):
            message["references"] += line[2:].split()
        elif line.startswith("#,"):
            message["fuzzy"] = message["fuzzy"] or "fuzzy" in line
        elif not line.startswith("#"):
            match = re.match(r'(?:(\w+(?:\[\d\])?)\s+)?"(.*)"$', line)
            if match is None:
                raise ValueError(f"{number}: this is no PO syntax")
            if match[1]:
                field = match[1]
                message["seen"].add(field.split("[")[0])
                message[field] = ""
                if field == "msgid":
                    message["line"] = number
            message[field] += match[2]


def extracted(tree):
    """The messages that the files of POTFILES hold now, as xgettext sees them."""
    names = "\n".join(path for path in translatable(tree) if path.endswith((".c", ".h", ".blp", ".desktop.in")))
    with tempfile.NamedTemporaryFile("w", suffix=".potfiles") as file:
        file.write(names + "\n")
        file.flush()
        done = subprocess.run([*XGETTEXT, "--directory", tree.root, "--files-from", file.name],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return read_po(done.stdout.decode("utf-8"))


def translated(tree):
    """The Indonesian translation is complete"""
    path = "po/id.po"
    if path not in tree.paths:
        for source in sorted(translatable(tree)):
            yield source, 1, f"has texts for translation, but there is no {path}"
        return
    known = set()
    for line, key, texts, fuzzy, _ in read_po(tree.text(path)):
        known.add(key[:2])
        if fuzzy:
            yield path, line, f'"{key[1]}" is fuzzy'
        elif not all(texts) and key[1]:
            yield path, line, f'"{key[1]}" is not translated'
    for _, key, _, _, references in extracted(tree):
        if key[1] and key[:2] not in known:
            source, _, line = (references or ["?:1"])[0].rpartition(":")
            yield source, line, f'"{key[1]}" is missing in {path}'


def speaks_of_itself(tree):
    """The project speaks of itself alone"""
    for path in tree.paths:
        if any(fnmatch.fnmatchcase(os.path.basename(path), pattern) for pattern in TEXT_FILES):
            for number, line in enumerate(tree.text(path).split("\n"), 1):
                match = WORKPLACE.search(line)
                if match:
                    yield path, number, f'"{match[0].strip()}" is a word of the workplace'


RULES = [layers, mirrored, named_once, no_fractions, no_clock, no_print, not_too_long, no_forbidden, documented,
         potfiles, marked_in_ui, translated, speaks_of_itself]


def faults(rule, tree):
    """What a rule finds, as sentences."""
    return [f"{path}:{line}: {what}" for path, line, what in rule(tree)]


def main():
    quiet = "--quiet" in sys.argv[1:]
    tree = Tree(sys.argv[-1])
    broken = 0
    if not quiet:
        print(f"1..{len(RULES)}")
    for number, rule in enumerate(RULES, 1):
        found = faults(rule, tree)
        broken += bool(found)
        if found or not quiet:
            print(f"{'not ' if found else ''}ok {number} {rule.__doc__}")
        for fault in found:
            print(f"# {fault}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
