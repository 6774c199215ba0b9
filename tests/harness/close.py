"""Asks every window of a display to close, as a window manager and Alt+F4 do: with WM_DELETE_WINDOW."""

import ctypes
import sys

CLIENT_MESSAGE = 33


class ClientMessage(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        # XSendEvent reads as much as the largest event has.
        ("rest", ctypes.c_long * 24),
    ]


x = ctypes.CDLL("libX11.so.6")
x.XOpenDisplay.restype = ctypes.c_void_p
x.XDefaultRootWindow.restype = ctypes.c_ulong
x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
x.XInternAtom.restype = ctypes.c_ulong
x.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
x.XQueryTree.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_void_p] * 4
x.XGetWMProtocols.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_void_p]
x.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
x.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]

display = x.XOpenDisplay(sys.argv[1].encode())
if not display:
    sys.exit(f"no display {sys.argv[1]}")
protocols = x.XInternAtom(display, b"WM_PROTOCOLS", 0)
delete = x.XInternAtom(display, b"WM_DELETE_WINDOW", 0)


def children(window):
    root, parent = ctypes.c_ulong(), ctypes.c_ulong()
    found, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
    x.XQueryTree(display, window, *map(ctypes.byref, (root, parent, found, count)))
    return [found[at] for at in range(count.value)]


def can_be_asked(window):
    found, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_int()
    known = x.XGetWMProtocols(display, window, ctypes.byref(found), ctypes.byref(count))
    return known and delete in [found[at] for at in range(count.value)]


asked = 0
windows = children(x.XDefaultRootWindow(display))
for window in windows:
    if can_be_asked(window):
        event = ClientMessage(CLIENT_MESSAGE, 0, 1, display, window, protocols, 32)
        event.data[0] = delete
        x.XSendEvent(display, window, 0, 0, ctypes.byref(event))
        asked += 1
x.XSync(display, 0)
if asked == 0:
    sys.exit("no window can be asked to close")
