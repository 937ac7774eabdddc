from . import dismiss
