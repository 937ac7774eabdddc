"""Notifies the sidecar that the outbox has new rows, so that it does not wait for its next poll.

The call contains no content and no secret. If it fails, the sidecar finds the rows with its next poll. It is
made once per transaction, after the commit, in a thread, and times out after a second.
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
    """Calls the sidecar's endpoint for nudges after the commit, if the system parameter with its address is
    set.
    """
    address = (env["ir.config_parameter"].sudo().get_param(PARAMETER) or "").strip().rstrip("/")
    if not address.startswith(("http://", "https://")):
        return
    postcommit = env.cr.postcommit
    if postcommit.data.get(PARAMETER):
        return
    postcommit.data[PARAMETER] = True
    postcommit.add(lambda: _in_background(f"{address}{PATH}"))


def _in_background(url):
    """Sends the request in a separate thread. Does nothing if four earlier requests are still waiting for a
    response.
    """
    if _free.acquire(blocking=False):
        threading.Thread(target=_send, args=(url,), name="suture nudge", daemon=True).start()


def _send(url):
    try:
        requests.post(url, timeout=TIMEOUT_SECONDS, allow_redirects=False)
    except requests.RequestException as problem:
        _logger.debug("The sidecar was not nudged: %s", problem)
    finally:
        _free.release()
