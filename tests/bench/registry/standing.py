"""A crowd that stalls, and visitors beside it: `standing.py PORT PROCESS SECONDS PERSON`.

One applicant's 600 uploads stop before the first megabyte is whole, and 2,000 requests never end their heads; all come from
one network. What ends is begun again five seconds later. Meanwhile one visitor of that network and one of another open the first
page and the status page, each on a connection of its own, and an applicant of a third network sends a document of 3 MB. The
crowd is a process of its own, so that visitors wait for the server and not for it. Every address is one of this machine's
(127.0.0.0/8). Writes `name value` lines.
"""

import asyncio
import http.client
import multiprocessing
import re
import resource
import secrets
import sys
import time
import urllib.parse

UPLOADS, HALVES = 600, 2_000
AGAIN = 5
# All of 127.0.1.0/24 is one network to the server.
CROWD = [f"127.0.1.{n}" for n in range(1, 255)]
SAME, OTHER, SENDER = "127.0.1.77", "127.0.3.9", "127.0.4.9"
CARD = "/register/documents/10001"
PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n" \
    b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n" \
    b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >> endobj\n"

port, process, seconds, person = int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), sys.argv[4]
origin = f"http://127.0.0.1:{port}"
counts = {"uploads_refused": 0, "uploads_cut": 0, "halves_ended": 0, "unanswered": 0}


def national_id():
    digits = [0] + [secrets.randbelow(10) for _ in range(8)]
    rest = sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11
    return "".join(map(str, digits)) + str(rest if rest < 2 else 11 - rest)


def registered(source):
    """Somebody's session, as cookies."""
    line = http.client.HTTPConnection("127.0.0.1", port, source_address=(source, 0))
    cookies = {}

    def ask(method, path, body=None):
        headers = {"Origin": origin, "Content-Type": "application/x-www-form-urlencoded"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        line.request(method, path, body, headers)
        answer = line.getresponse()
        page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            cookies[name] = value
        return answer.status, page

    _, page = ask("GET", "/register/person?activity=independent")
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    form = dict(hidden) | dict(urllib.parse.parse_qsl(person)) | {"nationalId": national_id()}
    status, page = ask("POST", "/register/person", urllib.parse.urlencode(form))
    assert status == 303, (status, re.findall(r'class="message">([^<]*)', page))
    _, page = ask("GET", "/register/documents")
    action = re.search(r'action="(' + CARD + r'[^"]*)"', page)
    return "; ".join(f"{name}={value}" for name, value in cookies.items()), action[1]


def upload(session, size):
    """The head of a form with a file, up to the file."""
    cookie, path = session
    form = b'--b\r\nContent-Disposition: form-data; name="file"; filename="scan.pdf"\r\n\r\n'
    length = len(form) + size + len(b"\r\n--b--\r\n")
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\nCookie: {cookie}\r\n" \
        f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {length}\r\n\r\n"
    return head.encode() + form


async def opened(source):
    return await asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0))


async def stalled_upload(n, session):
    begun = upload(session, 9_000_000) + PDF.ljust(1024 * 1024 - 2_000)
    while True:
        answer = b""
        try:
            reader, writer = await opened(CROWD[n % len(CROWD)])
            writer.write(begun)
            answer = await reader.read(12)
            writer.close()
        except OSError:
            pass
        counts["uploads_refused" if b"429" in answer or b"503" in answer else "uploads_cut"] += 1
        await asyncio.sleep(AGAIN)


async def half_request(n):
    while True:
        try:
            reader, writer = await opened(CROWD[n % len(CROWD)])
            writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ")
            await reader.read(1)
            writer.close()
        except OSError:
            pass
        counts["halves_ended"] += 1
        await asyncio.sleep(AGAIN)


async def visitor(source, times):
    n = 0
    while True:
        n += 1
        path = "/" if n % 2 else "/status"
        began = time.monotonic()
        try:
            reader, writer = await opened(source)
            head = f"GET {path} HTTP/1.1\r\nHost: x\r\nCookie: __Host-cookies=on\r\nConnection: close\r\n\r\n"
            writer.write(head.encode())
            answer = await asyncio.wait_for(reader.read(-1), 30)
            writer.close()
            if b" 200 " not in answer[:16]:
                raise OSError("refused")
        except (OSError, asyncio.TimeoutError):
            counts["unanswered"] += 1
        times.append((time.monotonic() - began) * 1000)
        await asyncio.sleep(0.05)


async def sender(session, times):
    file = PDF.ljust(3_000_000) + b"\n%%EOF\n"
    while True:
        began = time.monotonic()
        reader, writer = await opened(SENDER)
        writer.write(upload(session, len(file)) + file + b"\r\n--b--\r\n")
        answer = await asyncio.wait_for(reader.read(16), 30)
        writer.close()
        # What it is judged to be is not what is measured here; whether it is answered is.
        if b" 303" not in answer and b" 422" not in answer:
            counts["unanswered"] += 1
        times.append((time.monotonic() - began) * 1000)
        await asyncio.sleep(2)


def memory_mb(name):
    with open(f"/proc/{process}/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith(name))


def shown(name, times):
    times = sorted(times)
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))]
    print(f"{name} {len(times)} {at(0.5):.1f} {at(0.99):.1f} {times[-1]:.1f}")


async def crowd(session, said):
    tasks = [stalled_upload(n, session) for n in range(UPLOADS)] + [half_request(n) for n in range(HALVES)]
    tasks = [asyncio.create_task(task) for task in tasks]
    await asyncio.sleep(seconds)
    said.send(counts)
    for task in tasks:
        task.cancel()


async def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    stalling, neighbour = registered("127.0.1.1"), registered(SENDER)
    print(f"memory_before {memory_mb('VmRSS')}")
    quiet, same, other, sent = [], [], [], []
    alone = asyncio.create_task(visitor(OTHER, quiet))
    await asyncio.sleep(3)
    alone.cancel()
    ours, theirs = multiprocessing.Pipe()
    others = multiprocessing.Process(target=lambda: asyncio.run(crowd(stalling, theirs)))
    others.start()
    # The first seconds of it are not left out.
    tasks = [visitor(SAME, same), visitor(OTHER, other), sender(neighbour, sent)]
    tasks = [asyncio.create_task(task) for task in tasks]
    await asyncio.sleep(seconds)
    for task in tasks:
        task.cancel()
    said = await asyncio.to_thread(ours.recv)
    counts.update({name: counts[name] + count for name, count in said.items()})
    print(f"memory_most {memory_mb('VmHWM')}")
    await asyncio.sleep(5)
    print(f"memory_after {memory_mb('VmRSS')}")
    for name, times in [("alone", quiet), ("same_network", same), ("other_network", other), ("document", sent)]:
        shown(name, times)
    for name, count in counts.items():
        print(f"{name} {count}")


if __name__ == "__main__":
    asyncio.run(main())
