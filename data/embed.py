"""Write one C file that carries data files inside a layer.

    embed.py --symbol jkk_rules_data OUT.c NAME=FILE...

The C file defines `const char *SYMBOL (const char *name, gsize *length)`: the bytes of the file called NAME (with a NUL
after the last one), or NULL.  A static library keeps this where the linker would drop a GResource, and it needs only GLib.
"""
import sys


def rows(data):
    data += b"\0"
    for at in range(0, len(data), 24):
        yield "  " + "".join(f"{byte}," for byte in data[at:at + 24])


def main():
    symbol, out, pairs = sys.argv[2], sys.argv[3], [arg.split("=", 1) for arg in sys.argv[4:]]
    lines = ["#include <glib.h>", "", f"const char *{symbol} (const char *name, gsize *length);", ""]
    sizes = []
    for number, (name, path) in enumerate(sorted(pairs)):
        with open(path, "rb") as file:
            data = file.read()
        sizes.append(len(data))
        lines += [f"static const unsigned char file_{number}[] = {{ /* {name} */", *rows(data), "};", ""]
    lines += ["static const struct { const char *name; const unsigned char *data; gsize length; } files[] = {"]
    lines += [f'  {{ "{name}", file_{number}, {sizes[number]} }},' for number, (name, _) in enumerate(sorted(pairs))]
    lines += ["};", "", "const char *", f"{symbol} (const char *name, gsize *length)", "{",
              "  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)",
              "    if (g_strcmp0 (files[i].name, name) == 0)", "      {",
              "        if (length != NULL)", "          *length = files[i].length;",
              "        return (const char *) files[i].data;", "      }", "  return NULL;", "}", ""]
    with open(out, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


if __name__ == "__main__":
    main()
