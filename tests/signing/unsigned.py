"""A small declaration with an empty signature field, made the way real documents are made."""

from io import BytesIO

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

BOX = (28 * mm, 30 * mm, (28 + 84) * mm, (30 + 35) * mm)


def unsigned_pdf(
    *, box: tuple[float, float, float, float] = BOX, field: str = "ReturningOfficer"
) -> bytes:
    """One page of A4 with an empty signature field of this name in this box (points)."""
    page = BytesIO()
    canvas = Canvas(page, pagesize=A4, invariant=1, pdfVersion=(1, 7))
    canvas.drawString(28 * mm, 200 * mm, "Anneliese Dodds 19,541 votes")
    canvas.showPage()
    canvas.save()
    out = BytesIO()
    with pikepdf.open(page) as pdf:
        widget = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Sig,
                T=field,
                TU="Signature of the returning officer",
                F=132,
                Rect=pikepdf.Array([round(edge, 2) for edge in box]),
                P=pdf.pages[0].obj,
            )
        )
        empty = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        empty["/BBox"] = pikepdf.Array([0, 0, 1, 1])
        widget["/AP"] = pikepdf.Dictionary(N=empty)
        pdf.pages[0].obj["/Annots"] = pikepdf.Array([widget])
        pdf.Root["/AcroForm"] = pikepdf.Dictionary(Fields=pikepdf.Array([widget]), SigFlags=3)
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()
