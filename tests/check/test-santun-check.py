"""santun-check from the outside, as a clinic uses it: files and folders in, findings and exit status out.

    test-santun-check.py SANTUN-CHECK SANTUNCTL SOURCE-ROOT

Prints TAP. santunctl fills the forms and is the office that must find the same.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

CHECK, CTL, ROOT = sys.argv[1:4]
EXAMPLES = os.path.join(ROOT, "data/schema/examples")
FIXTURES = os.path.join(ROOT, "tests/fixtures")
TESTS = []


def test(function):
    TESTS.append(function)
    return function


class Clinic:
    """A folder of its own and what the programs say in it."""

    def __init__(self, folder):
        self.folder = folder
        self.env = dict(os.environ, HOME=folder, XDG_DATA_HOME=folder, SANTUN_TEST_PASSWORDS="1",
                        SANTUN_TODAY="2026-05-05", SANTUN_POST_SETTLE="0")

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def run(self, program, *words, **env):
        return subprocess.run([program, *words], env=dict(self.env, **env), stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=120)

    def check(self, status, *words, **env):
        done = self.run(CHECK, *words, **env)
        out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        assert done.returncode == status, f"{words}: {done.returncode}\n{out}\n{err}"
        return out + err

    def office(self, *words):
        done = self.run(CTL, *words)
        assert done.returncode == 0, f"{words}: {done.stderr.decode('utf-8')}"
        return done.stdout.decode("utf-8")

    def copy(self, name, *changes):
        with open(os.path.join(EXAMPLES, name), encoding="utf-8") as file:
            text = file.read()
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)


@test
def a_file_is_judged_as_the_office_would(clinic):
    good = clinic.copy("pesan-tagihan.xml")
    assert "Accepted" in clinic.check(0, good, "--unsigned")
    assert "signature-missing" in clinic.check(1, good)
    bad = clinic.copy("pesan-tagihan.xml", ("<total>18450000", "<total>1"))
    said = clinic.check(1, bad, "--unsigned")
    assert "sum-differs" in said and "→" in said, said
    assert "tagihan" in clinic.check(1, bad, "--unsigned", "--lang", "id")
    assert "sum-differs" in clinic.check(1, "check", bad, "--unsigned", "--lang=en")
    assert "recipient-differs" in clinic.check(1, clinic.copy("pesan-dugaan.xml"), "--unsigned", "--office", "LAIN")
    assert "sender-differs" in clinic.check(1, clinic.path("pesan-dugaan.xml"), "--unsigned", "--sender", "RS-LAIN")
    assert "kind-not-for-office" in clinic.check(1, clinic.copy("pesan-jaminan.xml"), "--unsigned")


@test
def a_folder_is_judged_file_by_file(clinic):
    os.mkdir(clinic.path("kotak"))
    for name in ("pesan-tagihan.xml", "pesan-dugaan.xml"):
        shutil.copy(os.path.join(EXAMPLES, name), clinic.path("kotak"))
    for name, text in ((".sembunyi", "x"), ("a.tmp", "x"), ("rusak.xml", "<pesan")):
        with open(clinic.path("kotak", name), "w", encoding="utf-8") as file:
            file.write(text)
    said = clinic.check(1, clinic.path("kotak"), "--unsigned")
    assert "3 files: 2 accepted, 0 with notices, 1 refused" in said, said
    assert "Accepted" not in clinic.check(1, clinic.path("kotak"), "--unsigned", "-q")
    found = json.loads(clinic.check(1, clinic.path("kotak"), "--unsigned", "--json"))
    assert [one["file"] for one in found] == ["pesan-dugaan.xml", "pesan-tagihan.xml", "rusak.xml"]
    assert [one["result"] for one in found] == ["diterima", "diterima", "ditolak"]
    assert found[2]["faults"][0]["code"] and found[2]["faults"][0]["line"] == 1 and found[2]["id"] is None
    assert found[0]["id"] == "6513270e-269e-4d37-b2a7-4de452e6b438"


@test
def a_batch_is_judged_message_by_message(clinic):
    batch = clinic.copy("kiriman.xml")
    found = json.loads(clinic.check(0, batch, "--unsigned", "--json"))
    assert len(found) > 1 and found[0]["file"] == "kiriman.xml#1" and found[1]["id"], found
    with open(batch, encoding="utf-8") as file:
        text = file.read()
    last = text.rindex("<accident_day>")
    with open(batch, "w", encoding="utf-8") as file:
        file.write(text[:last] + "<accident_day>kemarin" + text[text.index("</accident_day>", last):])
    found = json.loads(clinic.check(1, batch, "--unsigned", "--json"))
    assert [one["result"] for one in found].count("ditolak") == 1
    fault = next(one for one in found if one["result"] == "ditolak")["faults"][0]
    assert fault["line"] == text[:last].count("\n") + 1, fault
    assert "sender-differs" in clinic.check(1, batch, "--unsigned", "--sender", "RS-LAIN")
    assert "recipient-differs" in clinic.check(1, batch, "--unsigned", "--office", "LAIN")


@test
def a_bundle_is_judged_signed_and_turned_into_a_message(clinic):
    good = clinic.copy("bundle-kk3.xml")
    said = clinic.check(0, good, "--unsigned")
    assert "Accepted" in said and "not by the official schemas of HL7" in said, said
    assert "bukan menurut skema resmi HL7" in clinic.check(0, good, "--unsigned", "--lang", "id")
    assert "signature-missing" in clinic.check(1, good)
    certificate = clinic.check(0, "key", "--name", "RS Contoh", "-o", clinic.path("kunci.pem")).split("-----END")[0]
    with open(clinic.path("kunci.crt"), "w", encoding="ascii") as file:
        file.write(certificate[certificate.index("-----BEGIN"):] + "-----END CERTIFICATE-----\n")
    clinic.check(0, "sign", good, "--key", clinic.path("kunci.pem"), "-o", clinic.path("signed.xml"))
    assert "signature good" in clinic.check(0, clinic.path("signed.xml"), "--certificate", clinic.path("kunci.crt"))
    with open(clinic.path("signed.xml"), encoding="utf-8") as file:
        text = file.read().replace("S62.6", "S62.7", 1)
    with open(clinic.path("altered.xml"), "w", encoding="utf-8") as file:
        file.write(text)
    said = clinic.check(1, clinic.path("altered.xml"), "--certificate", clinic.path("kunci.crt"))
    assert "signature-altered" in said, said

    more = clinic.copy("bundle-tagihan.xml", ("<Claim>", "<Claim><language value=\"id\"/><extension url=\"urn:x\">"
                                              "<valueString value=\"y\"/></extension>"))
    said = clinic.check(0, more, "--unsigned")
    assert "fhir-no-place" in said and "/Bundle/entry[4]/resource/Claim/extension" in said, said
    message = clinic.check(0, "convert", more)
    assert "<pesan" in message and "Claim/extension" in message, message
    modified = clinic.copy("bundle-tagihan.xml", ("<Claim>", "<Claim><modifierExtension url=\"urn:x\">"
                                                  "<valueBoolean value=\"true\"/></modifierExtension>"))
    assert "mengubah arti" in clinic.check(1, modified, "--unsigned", "--lang", "id")
    assert "Only a doctor" in clinic.check(1, "convert", clinic.copy("pesan-pertanyaan.xml"))
    clinic.check(0, "convert", clinic.copy("pesan-tagihan.xml"), "-o", clinic.path("bundle.xml"))
    assert "Accepted" in clinic.check(0, clinic.path("bundle.xml"), "--unsigned")


@test
def hostile_files_are_refused(clinic):
    for name in ("entity-bomb.xml", "external-entity.xml"):
        assert "doctype" in clinic.check(1, os.path.join(FIXTURES, "messages", name), "--unsigned")
    with open(clinic.path("terminal.xml"), "w", encoding="utf-8") as file:
        file.write("<\u009b31m/>")
    assert "\u009b" not in clinic.check(1, clinic.path("terminal.xml"), "--unsigned")


@test
def mistakes_of_the_command_are_told(clinic):
    clinic.check(2, "--nonsense", "x")
    clinic.check(2, "check")
    clinic.check(2, "make", "x.pdf")
    clinic.check(2, "sign", "x.xml")
    clinic.check(2, "key")
    assert "There is no file" in clinic.check(1, clinic.path("tidak-ada.xml"))
    assert "santun-check" in clinic.check(0, "--help")
    assert "Tanpa perintah" in clinic.check(0, "--help", "--lang", "id")


@test
def a_message_is_made_of_a_form_signed_and_taken_by_the_office(clinic):
    clinic.office("demo", "--cases", "12")
    number = next(word for line in clinic.office("list").splitlines() if "Being verified" in line
                  for word in line.split() if word.startswith("JKK-"))
    clinic.office("form", "KK3", number, "--fillable", "-o", clinic.path("kk3.pdf"))
    certificate = clinic.check(0, "key", "--name", "RS Contoh", "-o", clinic.path("kunci.pem")).split("-----END")[0]
    with open(clinic.path("kunci.crt"), "w", encoding="ascii") as file:
        file.write(certificate[certificate.index("-----BEGIN"):] + "-----END CERTIFICATE-----\n")
    clinic.check(1, "key", "--name", "RS Contoh", "-o", clinic.path("kunci.pem"))  # never written over
    clinic.check(0, "make", clinic.path("kk3.pdf"), "--sender", "RS-CONTOH", "--sequence", "1", "--stage", "akhir",
                 "--key", clinic.path("kunci.pem"), "-o", clinic.path("kk3.xml"))
    assert "signature good" in clinic.check(0, clinic.path("kk3.xml"), "--certificate", clinic.path("kunci.crt"))
    assert "not checked here" in clinic.check(0, clinic.path("kk3.xml"))
    other = os.path.join(FIXTURES, "keys", "ec-p256.pem")
    assert "signature-wrong" in clinic.check(1, clinic.path("kk3.xml"), "--certificate", other)
    clinic.check(1, "make", clinic.path("kk3.pdf"), "--sender", "RS-CONTOH", "--sequence", "1", "--stage", "entah")

    # The office takes it with the key that was handed over; it finds nothing that was not found here.
    clinic.office("bridge", "partners", "RS-CONTOH", "--name", "RS Contoh", "--folder", clinic.path("mitra"), "--as",
                  "admin")
    clinic.office("key", "add", "RS-CONTOH", clinic.path("kunci.crt"), "--as", "admin")
    shutil.copy(clinic.path("kk3.xml"), clinic.path("mitra", "inbox"))
    assert "1 taken in" in clinic.office("bridge", "take", "--partner", "RS-CONTOH", "--as", "sari")

    # What the office encrypts for the clinic, the clinic opens, and knows who has signed it.
    clinic.office("key", "make", "-o", clinic.path("kantor.crt"), "--as", "admin")
    secret = clinic.check(0, "key", "--name", "RS Contoh", "--encrypts", "-o", clinic.path("sandi.pem"))
    with open(clinic.path("sandi.crt"), "w", encoding="ascii") as file:
        file.write(secret[secret.index("-----BEGIN"):secret.index("-----END")] + "-----END CERTIFICATE-----\n")
    clinic.office("key", "add", "RS-CONTOH", clinic.path("sandi.crt"), "--encrypts", "--as", "admin")
    clinic.office("bridge", "send", "RS-CONTOH", "question", "letter.topic=diagnosis", "letter.text=Mohon dijelaskan.",
                  "--as", "sari")
    question = next(name for name in os.listdir(clinic.path("mitra", "outbox")) if "question" in name)
    clinic.check(0, "open", clinic.path("mitra", "outbox", question), "--key", clinic.path("sandi.pem"), "-o",
                 clinic.path("tanya.xml"))
    assert "signature good" in clinic.check(0, clinic.path("tanya.xml"), "--certificate", clinic.path("kantor.crt"))

    # And the other way: encrypted for the office, which reads what is inside.
    clinic.office("key", "make", "--encrypts", "-o", clinic.path("kantor-sandi.crt"), "--as", "admin")
    clinic.check(0, "sign", clinic.copy("pesan-jawaban.xml", ("<sender>RS-CONTOH-SEHAT", "<sender>RS-CONTOH"),
                                        ("    <recipient>CABANG-CONTOH</recipient>\n", "")),
                 "--key", clinic.path("kunci.pem"), "--encrypt", clinic.path("kantor-sandi.crt"), "-o",
                 clinic.path("mitra", "inbox", "jawaban.xml"))
    assert "1 taken in" in clinic.office("bridge", "take", "--partner", "RS-CONTOH", "--as", "sari")


@test
def the_example_for_programmers_signs_what_the_office_takes(clinic):
    example = os.path.join(EXAMPLES, "pesan-bertanda-tangan.xml")  # was made by that program
    assert "signature good" in clinic.check(0, example, "--certificate", os.path.join(EXAMPLES, "kunci-contoh.crt"))
    made = clinic.run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", clinic.path("rahasia.key"), "-out",
                      clinic.path("kunci.crt"), "-days", "7300", "-subj", "/CN=RS Contoh Sehat")
    assert made.returncode == 0, made.stderr
    message = os.path.join(EXAMPLES, "pesan-tagihan.xml")
    done = clinic.run(sys.executable, os.path.join(ROOT, "data/check/sign-message.py"), clinic.path("rahasia.key"),
                      message, clinic.path("signed.xml"))
    assert done.returncode == 0, done.stderr
    assert "signature good" in clinic.check(0, clinic.path("signed.xml"), "--certificate", clinic.path("kunci.crt"))
    with open(clinic.path("signed.xml"), encoding="utf-8") as file:
        text = file.read().replace("RSCS/2026/03/0417", "RSCS/2026/03/0418", 1)
    with open(clinic.path("signed.xml"), "w", encoding="utf-8") as file:
        file.write(text)
    assert "signature-altered" in clinic.check(1, clinic.path("signed.xml"), "--certificate", clinic.path("kunci.crt"))


@test
def a_form_that_cannot_be_a_message_says_why(clinic):
    clinic.check(0, "form", "-o", clinic.path("kosong.pdf"))
    assert "is empty" in clinic.check(1, "make", clinic.path("kosong.pdf"), "--sender", "RS", "--sequence", "1")
    with open(clinic.path("bukan.pdf"), "w", encoding="utf-8") as file:
        file.write("%PDF-1.7 rusak")
    clinic.check(1, "make", clinic.path("bukan.pdf"), "--sender", "RS", "--sequence", "1", "-o", clinic.path("x.xml"))
    assert not os.path.exists(clinic.path("x.xml"))


@test
def a_key_that_others_can_read_is_not_used(clinic):
    clinic.check(0, "key", "--name", "RS Contoh", "-o", clinic.path("kunci.pem"))
    assert os.stat(clinic.path("kunci.pem")).st_mode & 0o777 == 0o600
    os.chmod(clinic.path("kunci.pem"), 0o644)
    message = clinic.copy("pesan-tagihan.xml")
    assert "Others can read" in clinic.check(1, "sign", message, "--key", clinic.path("kunci.pem"))


def main():
    failed = 0
    print(f"1..{len(TESTS)}")
    for number, function in enumerate(TESTS, 1):
        folder = tempfile.mkdtemp(prefix="santun-check-")
        try:
            function(Clinic(folder))
            print(f"ok {number} {function.__name__}", flush=True)
        except Exception:
            failed += 1
            print(f"not ok {number} {function.__name__}")
            print("".join(f"# {line}\n" for line in traceback.format_exc().splitlines()), flush=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


sys.exit(main())
