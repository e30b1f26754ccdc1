"""What every page is made of: layout, text, tables, typeface, head
and foot, and its end as a PDF.
"""
