"""What was set up is put right: a thing is chosen, what it says is keyed over, with the reason and
a second officer.
"""
