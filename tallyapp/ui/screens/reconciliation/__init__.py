"""Every area against every candidate and head, both margins
summed, and the sheets behind them.
"""
