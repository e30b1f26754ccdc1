"""tallyapp: counting votes by hand, with every figure kept and every sum checked."""

__version__ = "0.1.0"
