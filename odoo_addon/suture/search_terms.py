"""The terms by which exchanges are found, in the same form as in the sidecar
(`sidecar/engine/model/search-terms.ts`).
"""

import re

LONGEST = 100
CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
LEADING_ZEROS = re.compile(r"^0+(?=.)")


def search_term(text):
    """Returns a text in the form in which it is stored and searched: upper case, without leading zeros in any
    of its parts. Returns None if it is empty or longer than 100 characters.
    """
    plain = CONTROL_CHARACTERS.sub(" ", text).strip().upper()
    if not plain or len(plain) > LONGEST:
        return None
    return "/".join(LEADING_ZEROS.sub("", part) for part in plain.split("/"))


def search_terms(texts):
    """Returns these texts as search terms, each once. Ignores what is not a text."""
    terms = (search_term(text) for text in texts or [] if isinstance(text, str))
    return list(dict.fromkeys(term for term in terms if term))
