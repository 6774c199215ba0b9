"""Makes the faces of this folder from those of the npm package `vazirmatn` 33.0.3:

    npm pack vazirmatn@33.0.3 && tar xzf vazirmatn-33.0.3.tgz
    pip install fonttools==4.68.0
    python faces.py package/fonts/ttf

An em becomes a thousand units, the unit of a page. Outlines become cubic again, as they were drawn: the package's were
made from those with an error of a thousandth of an em, and are taken back within it and the rounding to units. An
outline that is part of several glyphs stays the same in each, to the unit.
"""

import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.misc.roundTools import otRound
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

UNITS = 1000
ERROR = 1.35
DROPPED = ["glyf", "loca", "fpgm", "prep", "cvt ", "gasp", "DSIG", "STAT", "meta"]


def outline(font, name, cache):
    """The steps of a glyph, in whole units."""
    if name in cache:
        return cache[name]
    glyph = font["glyf"][name]
    scale = UNITS / font["head"].unitsPerEm
    steps = []
    if glyph.isComposite():
        for part in glyph.components:
            assert not hasattr(part, "transform") and hasattr(part, "x"), name
            dx, dy = otRound(part.x * scale), otRound(part.y * scale)
            for what, points in outline(font, part.glyphName, cache):
                steps.append((what, tuple((x + dx, y + dy) for x, y in points)))
    else:
        cubic = RecordingPen()
        glyph.draw(Qu2CuPen(cubic, max_err=ERROR / scale, all_cubic=True), font["glyf"])
        for what, points in cubic.value:
            steps.append((what, tuple((otRound(x * scale), otRound(y * scale)) for x, y in points)))
    cache[name] = steps
    return steps


def make(source, out):
    font, scaled = TTFont(source), TTFont(source)
    scale_upem(scaled, UNITS)
    glyphs, cache = {}, {}
    for name in font.getGlyphOrder():
        pen = T2CharStringPen(scaled["hmtx"][name][0], None)
        for what, points in outline(font, name, cache):
            getattr(pen, what)(*points)
        glyphs[name] = pen.getCharString()
    for table in DROPPED:
        if table in scaled:
            del scaled[table]
    scaled.sfntVersion = "OTTO"
    builder = FontBuilder(font=scaled)
    builder.glyphOrder = font.getGlyphOrder()
    builder.setupCFF(font["name"].getDebugName(6), {}, glyphs, {})
    builder.setupMaxp()
    scaled["post"].formatType = 3.0
    scaled.recalcTimestamp = False
    scaled.save(out)


for weight in ["Regular", "SemiBold", "ExtraBold"]:
    make(Path(sys.argv[1]) / f"Vazirmatn-{weight}.ttf", Path(__file__).with_name(f"Vazirmatn-{weight}.otf"))
