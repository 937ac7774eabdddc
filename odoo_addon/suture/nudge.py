"""Tells the sidecar that there is something in the outbox, so that it need not wait for its next poll.

The call has no content and no secret, and nothing depends on it: when it fails, the poll finds the row. So it
is made once a transaction, after the commit, beside the user's request, and gives up soon.
"""

import logging
import threading

import requests

_logger = logging.getLogger(__name__)

PARAMETER = "suture.sidecar_url"
PATH = "/v1/nudge"
TIMEOUT_SECONDS = 1
_free = threading.BoundedSemaphore(4)


def nudge_after_commit(env):
    """Has the sidecar told after the commit, where its address is known (system parameter)."""
    address = (env["ir.config_parameter"].sudo().get_param(PARAMETER) or "").strip().rstrip("/")
    if not address.startswith(("http://", "https://")):
        return
    postcommit = env.cr.postcommit
    if postcommit.data.get(PARAMETER):
        return
    postcommit.data[PARAMETER] = True
    postcommit.add(lambda: _in_background(f"{address}{PATH}"))


def _in_background(url):
    """Where others are under way and get no answer, this one would get none either."""
    if _free.acquire(blocking=False):
        threading.Thread(target=_send, args=(url,), name="suture nudge", daemon=True).start()


def _send(url):
    try:
        requests.post(url, timeout=TIMEOUT_SECONDS, allow_redirects=False)
    except requests.RequestException as problem:
        _logger.debug("The sidecar was not nudged: %s", problem)
    finally:
        _free.release()
