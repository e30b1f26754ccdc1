"""The hall's screen: a second window that shows everybody what was released, and knows nothing
else.
"""
