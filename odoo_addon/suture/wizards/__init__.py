from . import accept, dismiss, map, wait
