"""The colours of the pages, described as archives want it: an ICC profile (ISO 15076-1) of sRGB (IEC 61966-2-1).

Made from the definition.  The curves are formulas, not tables: a reader that turns them round, as Poppler does for each
page, does so at once.
"""
import hashlib
import struct

# x and y of red, green, blue and white, and the white that all profiles refer to.
PRIMARIES, WHITE = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06)), (0.3127, 0.3290)
REFERENCE = (0.9642, 1.0, 0.8249)
# Of a value x: (A x + B) to the power of G, and C x below D.
G, A, B, C, D = 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045
# What the eye's three receptors answer (Bradford): one white is changed for another there.
BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))


def apply(matrix, vector):
    return tuple(sum(a * b for a, b in zip(row, vector)) for row in matrix)


def multiply(left, right):
    return tuple(zip(*(apply(left, column) for column in zip(*right))))


def invert(matrix):
    (a, b, c), (d, e, f), (g, h, i) = matrix
    cofactors = ((e * i - f * h, c * h - b * i, b * f - c * e), (f * g - d * i, a * i - c * g, c * d - a * f),
                 (d * h - e * g, b * g - a * h, a * e - b * d))
    whole = a * cofactors[0][0] + b * cofactors[1][0] + c * cofactors[2][0]
    return tuple(tuple(value / whole for value in row) for row in cofactors)


def xyz(x, y):
    return (x / y, 1.0, (1 - x - y) / y)


def adaptation(white):
    scales = [to / come for to, come in zip(apply(BRADFORD, REFERENCE), apply(BRADFORD, white))]
    return multiply(invert(BRADFORD), tuple(tuple(scale * value for value in row)
                                            for scale, row in zip(scales, BRADFORD)))


def colorants():
    """Red, green and blue at their strongest, under the white of all profiles."""
    columns = tuple(zip(*(xyz(*primary) for primary in PRIMARIES)))
    strengths = apply(invert(columns), xyz(*WHITE))
    matrix = multiply(adaptation(xyz(*WHITE)), tuple(tuple(value * strength for value, strength in zip(row, strengths))
                                                     for row in columns))
    return tuple(zip(*matrix))


def numbers(*values):
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def text(words):
    return b"mluc" + struct.pack(">5I", 0, 1, 12, 0x656E5553, len(words) * 2) + struct.pack(">I", 28) + words.encode("utf-16-be")


def make_srgb():
    """Returns the bytes of the profile; always the same."""
    curve = b"para" + struct.pack(">IHH", 0, 3, 0) + numbers(G, A, B, C, D)
    red, green, blue = (b"XYZ \0\0\0\0" + numbers(*colorant) for colorant in colorants())
    tags = [("desc", text("sRGB IEC 61966-2-1")), ("cprt", text("No copyright, use freely")), ("wtpt", b"XYZ \0\0\0\0" + numbers(*REFERENCE)),
            ("chad", b"sf32\0\0\0\0" + numbers(*(value for row in adaptation(xyz(*WHITE)) for value in row))),
            ("rXYZ", red), ("gXYZ", green), ("bXYZ", blue), ("rTRC", curve), ("gTRC", curve), ("bTRC", curve)]
    table, body, places = struct.pack(">I", len(tags)), b"", {}
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags:
        if data not in places:
            places[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table += name.encode("ascii") + struct.pack(">II", places[data], len(data))
    head = (struct.pack(">I4sI", start + len(body), b"", 0x04200000) + b"mntrRGB XYZ "
            + struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + numbers(*REFERENCE) + bytes(48))
    whole = head + table + body
    return whole[:84] + hashlib.md5(whole, usedforsecurity=False).digest() + whole[100:]
