"""Keyings that differ are settled from the paper; agreed
papers are corrected by two officers.
"""
