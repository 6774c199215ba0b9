"""Reads the text of files with four readers: readers.py PDFJS FILE ...

PDFJS is the folder of the package `pdfjs-dist`. Prints JSON: {file: {reader: text}}.
"""

import json
import os
import subprocess
import sys

import pypdf
import pypdfium2


def poppler(file):
    return subprocess.run(["pdftotext", "-enc", "UTF-8", file, "-"], check=True, capture_output=True).stdout.decode()


def pdfium(file):
    with pypdfium2.PdfDocument(file) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def read_by_pypdf(file):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


def pdfjs(package, files):
    script = os.path.join(os.path.dirname(__file__), "pdfjs.mjs")
    answer = subprocess.run(["node", script, package, *files], check=True, capture_output=True).stdout
    return json.loads(answer)


def texts(package, files):
    in_browsers = pdfjs(package, files)
    return {file: {"poppler": poppler(file), "PDFium": pdfium(file), "pdf.js": in_browsers[file],
                   "pypdf": read_by_pypdf(file)} for file in files}


if __name__ == "__main__":
    json.dump(texts(sys.argv[1], sys.argv[2:]), sys.stdout)
