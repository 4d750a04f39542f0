"""Each house rule lets a good house pass and finds its fault in a bad one, at the right line."""
import importlib.util
import os
import sys
import tempfile

sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("check_style", os.path.join(os.path.dirname(__file__), "check-style.py"))
style = importlib.util.module_from_spec(spec)
sys.modules["check_style"] = style
spec.loader.exec_module(style)

GOOD = {
    "src/domain/jkk-money.h": """#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _JkkMoneyBag JkkMoneyBag;

/**
 * JkkMoney:
 * @rupiah: whole rupiah; never 0.5 of one
 */
typedef struct
{
  gint64 rupiah;
  int (*compare) (int a, int b);
} JkkMoney;

/* Two ways to look at an amount. */
gboolean jkk_money_is_zero (JkkMoney money);
gboolean
jkk_money_is_even (JkkMoney money);

char *jkk_money_to_text (JkkMoney money);
void jkk_money_free (JkkMoney *money);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkMoney, jkk_money_free)

G_END_DECLS
""",
    "src/domain/jkk-money.c": """#include "jkk-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Returns: (transfer full): the amount as a person writes it. A "double" in words is no number. */
char *
jkk_money_to_text (JkkMoney money)
{
  g_assert (money.rupiah != 0); /* goto and printf () in a comment are words */
  return g_strdup_printf (_("%d rupiah, not 0.5"), (int) money.rupiah);
}
""",
    "tests/domain/test-money.c": '#include "jkk-money.h"\n',
    "src/rules/jkk-wage.c": '#include "jkk-money.h"\n#include <libxml/parser.h>\n',
    "tests/rules/test-wage.c": '#include "jkk-money.h"\n#include <locale.h>\n',
    "src/store/jkk-db.c": "#include <gio/gio.h>\n#include <sqlite3.h>\n",
    "src/store/jkk-db.h": "#pragma once\n",
    "src/store/jkk-db-query.c": '#include "jkk-db.h"\n',
    "src/bridge/jkk-schema-gen.c": 'int\nmain (void)\n{\n  fputs ("<xs:schema>", stdout);\n}\n',
    "tests/store/test-db.c": "#include <sqlite3.h>\n",
    "src/work/jkk-intake.h": "#pragma once\n",
    "src/work/jkk-intake.c": '#include "jkk-intake.h"\n#include "jkk-money.h"\n',
    "tests/work/test-intake.c": '#include "jkk-intake.h"\n',
    "src/app/jkk-page.c": '#include "jkk-intake.h"\n#include <adwaita.h>\n#include "jkk-app-resources.h"\n',
    "src/cli/santunctl.c": 'int\nmain (void)\n{\n  g_print ("%s", _("Good day"));\n}\n',
    "ui/jkk-page.blp": 'Label {\n  label: _("Day");\n}\nLabel {\n  label: "…";\n}\n',
    "po/POTFILES": "src/cli/santunctl.c\nsrc/domain/jkk-money.c\nui/jkk-page.blp\n",
    "po/id.po": """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: src/cli/santunctl.c:4
msgid "Good day"
msgstr "Selamat siang"

msgid ""
"%d rupiah, "
"not 0.5"
msgstr "%d rupiah, bukan 0,5"

msgid "Day"
msgstr "Hari"

#~ msgid "Gone"
#~ msgstr ""
""",
    "README.md": "Deeds stand in src/work/ and run on a session bus.\n",
}

MONEY_C, MONEY_H = GOOD["src/domain/jkk-money.c"], GOOD["src/domain/jkk-money.h"]
ID_PO = GOOD["po/id.po"]
LONG = "/* a line */\n" * (style.MAX_LINES + 1)

# The rule, what is changed in the good house (None: taken away), and where the fault has to be found.
BAD = [
    ("layers", {"src/domain/jkk-money.c": "#include <gio/gio.h>\n"}, "src/domain/jkk-money.c:1:"),
    ("layers", {"src/rules/jkk-wage.c": "\n#include <time.h>\n"}, "src/rules/jkk-wage.c:2:"),
    ("layers", {"src/rules/jkk-wage.c": '#include "jkk-intake.h"\n'}, "src/rules/jkk-wage.c:1:"),
    ("layers", {"src/store/jkk-journal.c": "#  include <sqlite3.h>\n"}, "src/store/jkk-journal.c:1:"),
    ("layers", {"src/bridge/jkk-xml.c": "#include <sqlite3.h>\n"}, "src/bridge/jkk-xml.c:1:"),
    ("layers", {"src/work/jkk-intake.c": "#include <gtk/gtk.h>\n"}, "src/work/jkk-intake.c:1:"),
    ("layers", {"src/forms/jkk-words.h": "", "src/app/jkk-page.c": '#include "jkk-words.h"\n'},
     "src/app/jkk-page.c:1:"),
    ("layers", {"src/cli/santunctl.c": "#include <gtk/gtk.h>\n"}, "src/cli/santunctl.c:1:"),
    ("layers", {"src/domain/jkk-money.c": '#include "jkk-nowhere.h"\n'}, "src/domain/jkk-money.c:1:"),
    ("layers", {"tests/domain/test-money.c": '#include "jkk-intake.h"\n'}, "tests/domain/test-money.c:1:"),
    ("layers", {"src/helpers/jkk-x.c": ""}, "src/helpers/jkk-x.c:1:"),
    ("mirrored", {"tests/rules/test-wage.c": None}, "src/rules/jkk-wage.c:1:"),
    ("mirrored", {"tests/store/test-db.c": None}, "src/store/jkk-db-query.c:1:"),
    ("mirrored", {"src/store/jkk-db-query.h": ""}, "src/store/jkk-db-query.c:1:"),
    ("mirrored", {"src/app/jkk-page-state.c": ""}, "src/app/jkk-page-state.c:1:"),
    ("named_once", {"tests/cli/test-money.c": ""}, "tests/domain/test-money.c:1:"),
    ("no_fractions", {"src/domain/jkk-money.h": MONEY_H.replace("gint64 rupiah;", "double rupiah;")},
     "src/domain/jkk-money.h:15:"),
    ("no_fractions", {"src/rules/jkk-wage.c": "int a = 3 * 0.5;\n"}, "src/rules/jkk-wage.c:1:"),
    ("no_clock", {"src/rules/jkk-wage.c": "\nint a = g_get_real_time ();\n"}, "src/rules/jkk-wage.c:2:"),
    ("no_clock", {"src/rules/jkk-wage.c": "int a = jkk_day_today ();\n"}, "src/rules/jkk-wage.c:1:"),
    ("no_print", {"src/store/jkk-db.c": '\ng_print ("x");\n'}, "src/store/jkk-db.c:2:"),
    ("no_print", {"src/app/jkk-page.c": 'fprintf (stderr, "x");\n'}, "src/app/jkk-page.c:1:"),
    ("not_too_long", {"src/store/jkk-db.c": LONG}, f"src/store/jkk-db.c:{style.MAX_LINES + 1}:"),
    ("no_forbidden", {"src/store/jkk-db.c": "\n\nstrcpy (a, b);\n"}, "src/store/jkk-db.c:3:"),
    ("no_forbidden", {"tests/store/test-db.c": 'system ("ls");\n'}, "tests/store/test-db.c:1:"),
    ("no_forbidden", {"src/store/jkk-db.c": "goto out;\n"}, "src/store/jkk-db.c:1:"),
    ("documented", {"src/domain/jkk-money.c": MONEY_C.replace("no number. */\n", "no number. */\n\n")},
     "src/domain/jkk-money.h:24:"),
    ("documented", {"src/domain/jkk-money.h": MONEY_H.replace("/* Two ways to look at an amount. */\n", "")},
     "src/domain/jkk-money.h:20:"),
    ("potfiles", {"po/POTFILES": None}, "src/domain/jkk-money.c:1:"),
    ("potfiles", {"po/POTFILES": "src/cli/santunctl.c\nui/jkk-page.blp\n"}, "src/domain/jkk-money.c is missing"),
    ("potfiles", {"po/POTFILES": GOOD["po/POTFILES"].replace("ui", "src/store/jkk-db.c\nui")}, "po/POTFILES:3:"),
    ("potfiles", {"po/POTFILES": "ui/jkk-page.blp\nsrc/cli/santunctl.c\nsrc/domain/jkk-money.c\n"}, "po/POTFILES:1:"),
    ("marked_in_ui", {"ui/jkk-page.blp": '\nLabel {\n  label: "Day";\n}\n'}, "ui/jkk-page.blp:3:"),
    ("translated", {"po/id.po": None}, "no po/id.po"),
    ("translated", {"po/id.po": ID_PO.replace("Selamat siang", "")}, "po/id.po:5:"),
    ("translated", {"po/id.po": ID_PO.replace("#: src", "#, fuzzy\n#: src")}, "po/id.po:6:"),
    ("translated", {"po/id.po": ID_PO.replace("Day", "Today")}, "ui/jkk-page.blp:2:"),
    ("translated", {"src/cli/santunctl.c": 'int a = _("New text");\n'}, "src/cli/santunctl.c:1:"),
    ("speaks_of_itself", {"README.md": "See /" + "work/shared.\n"}, "README.md:1:"),
    ("speaks_of_itself", {"src/store/jkk-db.c": "\n/* left for a later " + "session */\n"}, "src/store/jkk-db.c:2:"),
    ("speaks_of_itself", {"dev": "# as issue " + "7 wants\n"}, "dev:1:"),
]


def find(rule, changes, unmirrored=None):
    """What the rule says of the good house with these changes."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in {**GOOD, **changes}.items():
            if text is not None:
                os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
                with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                    file.write(text)
        return style.faults(rule, style.Tree(root, unmirrored or {}))


def results():
    """(what, complaint) of each test."""
    for rule in style.RULES:
        found = find(rule, {})
        yield f"{rule.__name__} lets a good house pass", "; ".join(found)
        tried = any(name == rule.__name__ for name, _, _ in BAD)
        yield f"{rule.__name__} is tried on a bad house", "" if tried else "it is not"
    for name, changes, wanted in BAD:
        found = find(getattr(style, name), changes)
        yield (f"{name} finds the fault in {', '.join(changes)}",
               "" if any(wanted in fault for fault in found) else f"wanted {wanted} but found {found}")

    reason = "the window is tried as a whole"
    untested = {"tests/rules/test-wage.c": None}
    for what, changes, unmirrored, wanted in [
            ("accepts an exception with a reason", untested, {"src/rules/jkk-wage.c": reason}, False),
            ("refuses an exception without a reason", untested, {"src/rules/jkk-wage.c": "later"}, True),
            ("refuses an exception that is not needed", {}, {"src/rules/jkk-wage.c": reason}, True),
            ("refuses an exception for what is not there", {}, {"src/rules/jkk-gone.c": reason}, True)]:
        found = find(style.mirrored, changes, unmirrored)
        yield f"mirrored {what}", "" if bool(found) == wanted else f"found {found}"


def main():
    count, broken = 0, 0
    for what, complaint in results():
        count += 1
        broken += bool(complaint)
        print(f"{'not ' if complaint else ''}ok {count} {what}")
        if complaint:
            print(f"# {complaint}")
    print(f"1..{count}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
