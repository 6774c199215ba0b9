"""Reads and signs the proofs of licences with an implementation of COSE that is not ours: cose.py VECTORS

VECTORS is the published file. Prints JSON: {"read": {name: payload in hexadecimal, or null}, "signed": text}.
"""

import base64
import json
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cwt import COSE, COSEKey
from cwt.exceptions import CWTError

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$+-/:"
EDDSA, ALG, KID = -8, 1, 4


def of_letters(text):
    groups = [text[at:at + 3] for at in range(0, len(text), 3)]
    values = [sum(LETTERS.index(letter) * 41 ** place for place, letter in enumerate(group)) for group in groups]
    return b"".join(value.to_bytes(len(group) - 1, "big") for value, group in zip(values, groups))


def to_letters(data):
    def letters(chunk):
        value = int.from_bytes(chunk, "big")
        return "".join(LETTERS[value // 41 ** place % 41] for place in range(len(chunk) + 1))

    return "".join(letters(data[at:at + 2]) for at in range(0, len(data), 2))


def key_of(secret, kid):
    private = Ed25519PrivateKey.from_private_bytes(secret)
    unpadded = lambda data: base64.urlsafe_b64encode(data).rstrip(b"=").decode()
    public = private.public_key().public_bytes_raw()
    jwk = {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "x": unpadded(public), "d": unpadded(secret), "kid": kid}
    return COSEKey.from_jwk(jwk)


def payload_of(message, secret, kid):
    public = key_of(secret, kid)
    try:
        return COSE.new().decode(message, public).hex()
    except (CWTError, ValueError):
        return None


def main(path):
    with open(path, encoding="utf-8") as file:
        published = json.load(file)
    secret = bytes.fromhex(published["secretKeys"]["device"])
    first = of_letters(published["vectors"][0]["text"].removeprefix("LIC1:").removesuffix("Z"))
    # tag, array, the head of a byte string, { 1: -8, 4: a byte string of eight
    kid = first[8:16]
    read = {}
    for vector in published["vectors"]:
        if vector["pasted"] or vector["verdict"] in ("unreadable", "specimen"):
            continue
        read[vector["name"]] = payload_of(of_letters(vector["text"].strip()[5:-1]), secret, kid)
    payload = bytes.fromhex(read[published["vectors"][0]["name"]])
    signed = COSE.new().encode(payload, key_of(secret, kid), protected={ALG: EDDSA, KID: kid})
    print(json.dumps({"read": read, "signed": "LIC1:" + to_letters(signed) + "Z"}))


if __name__ == "__main__":
    main(sys.argv[1])
