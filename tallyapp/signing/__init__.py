"""Signing PDFs, and examining what a signature is worth."""

from .unconnected import leave_out_clients

leave_out_clients()
