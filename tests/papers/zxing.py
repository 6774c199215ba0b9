"""Reads the QR codes of a photograph as telephones do: zxing.py PGM. Prints the text of each on a line."""

import sys

import zxingcpp


def pixels(path):
    """The grey pixels of a PGM that ImageMagick wrote, in rows."""
    with open(path, "rb") as file:
        kind, size, most = (file.readline().split() for _ in range(3))
        if kind != [b"P5"] or most != [b"255"]:
            raise ValueError(f"{path} is no picture of 256 greys")
        width, height = map(int, size)
        return memoryview(file.read()).cast("B", (height, width))


for code in zxingcpp.read_barcodes(pixels(sys.argv[1]), formats=zxingcpp.BarcodeFormat.QRCode):
    print(code.text)
