"""Reads the outlines of files with three readers: outlines.py FILE ...

Prints JSON: {file: {"pages": number, "outlines": {reader: [[depth, title, page], ...]}}}, pages from 1.
"""

import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pypdf
import pypdfium2


def poppler(file):
    said = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", file], check=True, capture_output=True).stdout
    outline = ElementTree.fromstring(said).find("outline")
    return [] if outline is None else list(items(outline, 0))


def items(outline, depth):
    for element in outline:
        if element.tag == "item":
            yield [depth, element.text, int(element.get("page"))]
        else:
            yield from items(element, depth + 1)


def pdfium(file):
    with pypdfium2.PdfDocument(file) as document:
        return [[mark.level, mark.get_title(), mark.get_dest().get_index() + 1] for mark in document.get_toc()]


def read_by_pypdf(file):
    reader = pypdf.PdfReader(file)

    def walk(outline, depth):
        for entry in outline:
            if isinstance(entry, list):
                yield from walk(entry, depth + 1)
            else:
                yield [depth, entry.title, reader.get_destination_page_number(entry) + 1]

    return list(walk(reader.outline, 0))


if __name__ == "__main__":
    json.dump({file: {"pages": len(pypdf.PdfReader(file).pages),
                      "outlines": {"poppler": poppler(file), "PDFium": pdfium(file), "pypdf": read_by_pypdf(file)}}
               for file in sys.argv[1:]}, sys.stdout)
