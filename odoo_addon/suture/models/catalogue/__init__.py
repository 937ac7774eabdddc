from . import choice, document_field, entry, rule, setting, vocabulary
