from .hooks import complete

__all__ = ["complete"]
