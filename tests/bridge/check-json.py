"""Read a payout sheet in JSON strictly and print it again with sorted keys.

    check-json.py FILE

Fails on anything that the standard does not allow, on a key twice, and on a shape that is not the promised one.
"""
import json
import sys


def unique(pairs):
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), f"a key stands twice in {keys}"
    return dict(pairs)


def refuse(text):
    raise ValueError(f"{text} is no JSON")


class Maybe:
    def __init__(self, shape):
        self.shape = shape


def check(value, shape, where="sheet"):
    if isinstance(shape, Maybe):
        if value is not None:
            check(value, shape.shape, where)
    elif isinstance(shape, dict):
        assert isinstance(value, dict) and list(value) == list(shape), f"{where}: {value}"
        for key in shape:
            check(value[key], shape[key], f"{where}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), f"{where}: {value}"
        for number, one in enumerate(value):
            check(one, shape[0], f"{where}[{number}]")
    else:
        assert isinstance(value, shape) and not (shape == (int, type(None)) and isinstance(value, bool)), f"{where}: {value}"


TEXT, AMOUNT, ANY = (str, type(None)), (int, type(None)), (str, int, float, bool, type(None))
INPUT = {"name": str, "label": str, "value": ANY, "source": TEXT, "origin": TEXT, "article": TEXT,
         "unconfirmed": bool}
COUNTERFACTUAL = Maybe({"text": str, "difference": int, "amount": AMOUNT, "source": TEXT, "value": ANY})
FIGURE = {"parameter": str, "unit": str, "value": TEXT, "most": TEXT, "partner": TEXT, "each": TEXT, "degree": bool,
          "article": TEXT, "from": TEXT, "until": TEXT, "checked": TEXT, "by": TEXT, "on": TEXT, "source": TEXT}
BASIS = Maybe({"today": TEXT, "segment": TEXT, "facts": [{"path": str, "value": str}], "law": [FIGURE]})
SHEET = {
    "pack": TEXT,
    "law_day": TEXT,
    "total": AMOUNT,
    "lines": [{"benefit": TEXT, "amount": AMOUNT, "law": TEXT, "formula": TEXT, "inputs": [INPUT], "unconfirmed": [str],
               "counterfactual": COUNTERFACTUAL}],
    "missing": [{"path": str, "text": str}],
    "notes": [{"rule": str, "text": str, "detail": TEXT, "law": TEXT}],
    "basis": BASIS,
}

with open(sys.argv[1], encoding="utf-8", errors="strict", newline="") as file:
    sheet = json.loads(file.read(), object_pairs_hook=unique, parse_constant=refuse, strict=True)
check(sheet, SHEET)
print(json.dumps(sheet, sort_keys=True, ensure_ascii=False))
