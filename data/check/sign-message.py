#!/usr/bin/env python3
"""Signs a message for the branch office with nothing but Python and OpenSSL.

    openssl req -x509 -newkey rsa:3072 -nodes -keyout rahasia.key -out kunci.crt -days 730 -subj "/CN=RS Contoh Sehat"
    sign-message.py rahasia.key pesan.xml bertanda-tangan.xml
    santun-check bertanda-tangan.xml --certificate kunci.crt

kunci.crt goes to the office once, rahasia.key to nobody. An example for makers of hospital programs: take it, or do the
same in your own language. What the office accepts: one enveloped signature over the whole message (Reference URI=""),
last element inside <pesan>; RSA or ECDSA with SHA-256, SHA-384 or SHA-512; exclusive or inclusive canonicalization
without comments; no key in the signature.
"""
import base64
import hashlib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

DSIG = "http://www.w3.org/2000/09/xmldsig#"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"

# Written as canonical XML, for these very bytes are signed.
SIGNED_INFO = (
    f'<ds:SignedInfo xmlns:ds="{DSIG}">'
    f'<ds:CanonicalizationMethod Algorithm="{EXCLUSIVE}"></ds:CanonicalizationMethod>'
    '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod>'
    '<ds:Reference URI=""><ds:Transforms>'
    f'<ds:Transform Algorithm="{DSIG}enveloped-signature"></ds:Transform>'
    f'<ds:Transform Algorithm="{EXCLUSIVE}"></ds:Transform></ds:Transforms>'
    '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>'
    "<ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>"
)


def sign(key, text):
    """The message with its signature; nothing else of it is changed."""
    canonical = ElementTree.canonicalize(text).encode("utf-8")
    digest = base64.b64encode(hashlib.sha256(canonical).digest()).decode("ascii")
    info = SIGNED_INFO.replace("{digest}", digest)
    done = subprocess.run(["openssl", "dgst", "-sha256", "-sign", key], input=info.encode("ascii"),
                          stdout=subprocess.PIPE, check=True)
    value = base64.b64encode(done.stdout).decode("ascii")
    signature = f'<ds:Signature xmlns:ds="{DSIG}">{info}<ds:SignatureValue>{value}</ds:SignatureValue></ds:Signature>'
    end = text.rindex("</pesan>")
    return text[:end] + signature + text[end:]


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    key, source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        text = file.read()
    with open(target, "w", encoding="utf-8") as file:
        file.write(sign(key, text))


if __name__ == "__main__":
    main()
