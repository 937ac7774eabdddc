"""Defines the texts of *Test Connection*: a sentence for each code, and advice for failures."""


def title(env, code):
    return {
        "address": env._("Sidecar address"),
        "dns": env._("The name resolves (DNS)"),
        "tcp": env._("The host responds (TCP)"),
        "tls": env._("The connection is encrypted (TLS)"),
        "suture": env._("Suture responds at this address"),
        "version": env._("The versions are compatible"),
        "clock": env._("The clocks agree"),
        "odoo": env._("The sidecar reaches Odoo"),
        "database": env._("It uses this database"),
        "catalogue": env._("The catalogues match"),
        "key": env._("Integration user key"),
    }[code]


def told(env, code, *args):
    """Returns the sentence of a code in the user's language, with the arguments filled in."""
    sentence = _sentences(env)[code]
    return sentence % args[: sentence.replace("%%", "").count("%s")]


def advice(env, code):
    """Returns the advice for a failure, or an empty text if there is none."""
    return _advice(env).get(code, "")


def _sentences(env):
    return {
        "skipped": env._("Not checked: an earlier step failed."),
        "address-ok": "%s",
        "address-missing": env._("The sidecar's address is not set in Odoo."),
        "address-wrong": "%s",
        "dns-ok": env._("The name resolves to a host."),
        "dns-unknown": env._("No host with this name exists."),
        "dns-slow": env._("The DNS server did not respond in time."),
        "dns-nobody": env._("The name resolves to an address at which no sidecar can run."),
        "tcp-ok": env._("The host accepts connections."),
        "tcp-refused": env._("The host is reachable, but nothing listens on this port."),
        "tcp-timeout": env._("The host did not respond in time."),
        "tcp-unreachable": env._("There is no route to this host."),
        "tls-ok": env._("The certificate is valid."),
        "tls-plain": env._("Not checked: the address starts with http, so the connection is not encrypted."),
        "tls-expired": env._("The certificate has expired."),
        "tls-not-yet": env._("The certificate is not valid yet."),
        "tls-self-signed": env._("The certificate is self-signed, or Odoo does not trust its authority."),
        "tls-unknown-issuer": env._("Odoo does not trust the issuer of the certificate."),
        "tls-name": env._("The certificate was issued for another name."),
        "tls-untrusted": env._("Odoo does not trust the certificate."),
        "tls-none": env._("The port does not use TLS."),
        "tls-broken": env._("The connection was lost during the TLS handshake."),
        "suture-ok": env._("The sidecar responded."),
        "silent": env._("The connection was accepted, but no response arrived in time."),
        "no-http": env._("The server does not use HTTP."),
        "too-large": env._("The server is not Suture: its response is too long."),
        "redirected": env._("The server redirects to another address (status %s)."),
        "server-error": env._("The server returned an error (status %s)."),
        "guarded": env._("A proxy between Odoo and the sidecar requires authentication (status %s)."),
        "no-suture": env._("The server is not Suture, or runs an older version (status %s)."),
        "version-ok": env._("Version %s."),
        "version-unknown": env._("The sidecar does not report its version."),
        "version-old": env._("The sidecar has version %s. This addon requires at least %s and less than %s."),
        "version-new": env._(
            "The sidecar has version %s. This addon supports versions from %s up to, but not including, %s."
        ),
        "clock-ok": env._("The clocks agree."),
        "clock-unknown": env._("The sidecar does not report its time."),
        "clock-ahead": env._("The sidecar's clock is %s s ahead of Odoo's."),
        "clock-behind": env._("The sidecar's clock is %s s behind Odoo's."),
        "odoo-ok": env._("It called Odoo with its key %s s ago and received a response."),
        "odoo-unknown": env._(
            "The sidecar received no response from Odoo while Odoo was waiting for the sidecar."
        ),
        "odoo-strange": env._("The sidecar does not report whether it reaches Odoo."),
        "odoo-key-refused": env._("Odoo rejects the sidecar's key: it is wrong, has expired or was removed."),
        "odoo-not-allowed": env._("The sidecar's key belongs to a user who cannot call the gateway."),
        "odoo-no-database": env._("The sidecar asks for a database that does not exist in Odoo."),
        "odoo-no-addon": env._("The sidecar's database has no Suture addon, or an older one."),
        "odoo-not-odoo": env._(
            "Something other than Odoo responds at the address that the sidecar uses for Odoo."
        ),
        "odoo-unreachable": env._("The sidecar cannot reach Odoo."),
        "odoo-untrusted": env._("The sidecar does not trust Odoo's certificate."),
        "odoo-silent": env._("Odoo did not respond to the sidecar in time."),
        "odoo-failing": env._("Odoo returned an error to the sidecar."),
        "database-ok": env._("The sidecar uses this database."),
        "database-other": env._("The sidecar uses a different database."),
        "catalogue-ok": env._("Odoo and the sidecar support the same formats, flows and settings."),
        "catalogue-unknown": env._("Not checked: the sidecar has not reported its catalogue yet."),
        "catalogue-differs": "%s",
        "key-ok": env._("Valid. Days left: %s."),
        "key-endless": env._("Valid without an expiry date."),
        "key-soon": env._("Expires soon. Days left: %s."),
        "key-none": env._("There is no key for the sidecar."),
    }


def _advice(env):
    certificate = env._(
        "Give the sidecar's proxy a certificate from an authority that the Odoo server trusts, or"
        " add your own authority there (REQUESTS_CA_BUNDLE). Then test again."
    )
    running = env._(
        "Check that the sidecar is running, that it listens on this port (SUTURE_HTTP_HOST, "
        "SUTURE_HTTP_PORT) and that no firewall blocks it."
    )
    address = env._("Check the address in the settings.")
    key = env._("Create a new key in the settings and put it into the sidecar's key file.")
    return {
        "address-missing": env._("Enter the sidecar's address in the settings."),
        "address-wrong": env._("Correct the address in the settings."),
        "dns-unknown": env._("Check the name for typing errors, and that the Odoo server can resolve it."),
        "dns-slow": env._("Check the DNS servers of the Odoo server."),
        "dns-nobody": address,
        "tcp-refused": running,
        "tcp-timeout": running,
        "tcp-unreachable": running,
        "tls-expired": env._("Renew the certificate of the sidecar's proxy, then test again."),
        "tls-not-yet": env._(
            "Check the clock of the Odoo server, or wait until the certificate becomes valid."
        ),
        "tls-self-signed": certificate,
        "tls-unknown-issuer": certificate,
        "tls-untrusted": certificate,
        "tls-name": env._(
            "Enter the name that the certificate was issued for, or get a certificate for this name."
        ),
        "tls-none": env._(
            "Use an address that starts with http, or put a TLS proxy in front of the sidecar."
        ),
        "tls-broken": running,
        "silent": env._("Check that the port belongs to the sidecar, and look at its log."),
        "no-http": env._("Check the port, and whether the address must start with https."),
        "too-large": address,
        "redirected": env._("Enter the final address. Redirects are not followed."),
        "server-error": env._("Check the log of the sidecar, or of the proxy in front of it."),
        "guarded": env._("Allow the Odoo server to reach /v1/hello and /v1/nudge without authentication."),
        "no-suture": env._("Check the port and the path of the address. If the sidecar is older, update it."),
        "version-unknown": env._("Update the sidecar."),
        "version-old": env._("Update the sidecar."),
        "version-new": env._("Update the addon."),
        "clock-unknown": env._("Update the sidecar."),
        "clock-ahead": env._(
            "Synchronise the clocks of both hosts with NTP. Otherwise, signed webhooks are rejected."
        ),
        "clock-behind": env._(
            "Synchronise the clocks of both hosts with NTP. Otherwise, signed webhooks are rejected."
        ),
        "odoo-unknown": env._(
            "Test again. If the result is the same, Odoo has too few workers to respond to the "
            "sidecar while Odoo itself waits for it."
        ),
        "odoo-strange": env._("Update the sidecar."),
        "odoo-key-refused": key,
        "odoo-not-allowed": env._(
            "Create the integration user in the settings and give its key to the sidecar."
        ),
        "odoo-no-database": env._(
            "Correct SUTURE_ODOO_DATABASE in the sidecar's configuration and restart it."
        ),
        "odoo-no-addon": env._(
            "Correct SUTURE_ODOO_DATABASE in the sidecar's configuration, or "
            "update the addon in that database."
        ),
        "odoo-not-odoo": env._("Correct SUTURE_ODOO_URL in the sidecar's configuration and restart it."),
        "odoo-unreachable": env._(
            "Check SUTURE_ODOO_URL in the sidecar's configuration, and that its host can reach Odoo."
        ),
        "odoo-untrusted": env._(
            "Give Odoo's proxy a certificate from an authority that the sidecar's host trusts "
            "(NODE_EXTRA_CA_CERTS)."
        ),
        "odoo-silent": env._("Check the load and the number of workers of Odoo, and any proxies in between."),
        "odoo-failing": env._("Check the Odoo log."),
        "database-other": env._(
            "Correct SUTURE_ODOO_DATABASE and SUTURE_ODOO_URL in the sidecar's configuration and restart it."
        ),
        "catalogue-differs": env._(
            "Upgrade the older of the two. Until then, connections with settings that one of them "
            "does not support are switched off."
        ),
        "key-soon": env._("Rotate the key in the settings before it expires."),
        "key-none": key,
    }
