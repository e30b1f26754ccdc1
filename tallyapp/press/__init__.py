"""What is given to the press once results are declared: texts, pictures, pages and a list of them.

`pack` takes the frozen report from the count and writes the files; each other module makes one kind
of file from that report alone. No figure is worked out here that the report does not have.
"""
