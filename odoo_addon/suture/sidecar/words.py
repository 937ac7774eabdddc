"""What the checks of *Test connection* say: to each code a sentence, and what to do where it is a failure."""


def title(env, code):
    return {
        "address": env._("Address of the sidecar"),
        "dns": env._("Name is known (DNS)"),
        "tcp": env._("Machine answers (TCP)"),
        "tls": env._("Line is protected (TLS)"),
        "suture": env._("It is Suture"),
        "version": env._("Versions fit"),
        "clock": env._("Clocks agree"),
        "odoo": env._("Sidecar reaches Odoo"),
        "database": env._("It is this database"),
        "catalogue": env._("Both know the same"),
        "key": env._("Key of the integration user"),
    }[code]


def told(env, code, *args):
    """The sentence of a code, filled in."""
    sentence = _sentences(env)[code]
    return sentence % args[: sentence.replace("%%", "").count("%s")]


def advice(env, code):
    """What to do about a failure; empty where there is nothing."""
    return _advice(env).get(code, "")


def _sentences(env):
    return {
        "skipped": env._("Not checked: what comes before has to work first."),
        "address-ok": "%s",
        "address-missing": env._("Odoo does not know where the sidecar is."),
        "address-wrong": "%s",
        "dns-ok": env._("The name leads to a machine."),
        "dns-unknown": env._("No machine of this name is known."),
        "dns-slow": env._("The name server did not answer in time."),
        "dns-nobody": env._("The name leads to an address where no sidecar can be."),
        "tcp-ok": env._("The machine takes connections."),
        "tcp-refused": env._("The machine is there, and nothing listens on this port."),
        "tcp-timeout": env._("The machine did not answer in time."),
        "tcp-unreachable": env._("There is no way to this machine."),
        "tls-ok": env._("The certificate is valid."),
        "tls-plain": env._("Not checked: the address begins with http, so nothing is encrypted."),
        "tls-expired": env._("The certificate has expired."),
        "tls-not-yet": env._("The certificate is not valid yet."),
        "tls-self-signed": env._(
            "The certificate signed itself, or its authority is one that Odoo does not trust."
        ),
        "tls-unknown-issuer": env._("Odoo does not know who issued the certificate."),
        "tls-name": env._("The certificate is for another name."),
        "tls-untrusted": env._("The certificate is not one that Odoo trusts."),
        "tls-none": env._("The port does not speak TLS."),
        "tls-broken": env._("The connection broke off while TLS was being agreed."),
        "suture-ok": env._("The sidecar answered."),
        "silent": env._("Something took the connection and did not answer in time."),
        "no-http": env._("What answers does not speak HTTP."),
        "too-large": env._("What answers is no Suture: it says too much."),
        "redirected": env._("What answers leads to another address (status %s)."),
        "server-error": env._("What answers has failed (status %s)."),
        "guarded": env._("Something in between asks for a password (status %s)."),
        "no-suture": env._("What answers is no Suture, or an older one (status %s)."),
        "version-ok": env._("Version %s."),
        "version-unknown": env._("The sidecar does not say which version it is."),
        "version-old": env._("The sidecar is version %s. This addon needs %s or newer, before %s."),
        "version-new": env._("The sidecar is version %s. This addon knows those from %s to before %s."),
        "clock-ok": env._("Both have the same time."),
        "clock-unknown": env._("The sidecar does not say what time it is."),
        "clock-ahead": env._("The sidecar's clock is %s seconds ahead of Odoo's."),
        "clock-behind": env._("The sidecar's clock is %s seconds behind Odoo's."),
        "odoo-ok": env._("It called Odoo with its key %s seconds ago, and was answered."),
        "odoo-unknown": env._("The sidecar did not hear from Odoo while Odoo waited for the sidecar."),
        "odoo-strange": env._("The sidecar does not say whether it reaches Odoo."),
        "odoo-key-refused": env._("Odoo refuses the sidecar's key: it is wrong, has ended or was removed."),
        "odoo-not-allowed": env._("The sidecar's key belongs to a user who may not call the gateway."),
        "odoo-no-database": env._("The sidecar asks for a database that Odoo does not have."),
        "odoo-no-addon": env._("The sidecar's database has no addon Suture, or an older one."),
        "odoo-not-odoo": env._("At the address that the sidecar has for Odoo, something else answers."),
        "odoo-unreachable": env._("The sidecar cannot reach Odoo."),
        "odoo-untrusted": env._("The sidecar does not trust Odoo's certificate."),
        "odoo-silent": env._("Odoo did not answer the sidecar in time."),
        "odoo-failing": env._("Odoo answered the sidecar with a failure."),
        "database-ok": env._("The sidecar works on this database."),
        "database-other": env._("The sidecar works on another database than this one."),
        "catalogue-ok": env._("Odoo and the sidecar know the same formats, flows and settings."),
        "catalogue-unknown": env._("Not checked: the sidecar has not said yet what it knows."),
        "catalogue-differs": "%s",
        "key-ok": env._("Valid for %s more days."),
        "key-endless": env._("Valid without an end."),
        "key-soon": env._("Ends in %s days."),
        "key-none": env._("There is no key that the sidecar could use."),
    }


def _advice(env):
    certificate = env._(
        "Give the sidecar's proxy a certificate of an authority that Odoo's machine trusts, or add your own"
        " authority there (REQUESTS_CA_BUNDLE), then test again."
    )
    running = env._(
        "Check that the sidecar runs, that it listens on this port (SUTURE_HTTP_HOST, SUTURE_HTTP_PORT) and"
        " that no firewall is between."
    )
    address = env._("Check the address in the settings.")
    key = env._("Make a new key in the settings and put it into the sidecar's key file.")
    return {
        "address-missing": env._("Enter the sidecar's address in the settings."),
        "address-wrong": env._("Correct the address in the settings."),
        "dns-unknown": env._("Check the name for typing errors, and that Odoo's machine can look it up."),
        "dns-slow": env._("Check the name servers of Odoo's machine."),
        "dns-nobody": address,
        "tcp-refused": running,
        "tcp-timeout": running,
        "tcp-unreachable": running,
        "tls-expired": env._("Renew the certificate of the sidecar's proxy, then test again."),
        "tls-not-yet": env._("Check the clock of Odoo's machine, or wait until the certificate is valid."),
        "tls-self-signed": certificate,
        "tls-unknown-issuer": certificate,
        "tls-untrusted": certificate,
        "tls-name": env._("Enter the name that the certificate is for, or have one issued for this name."),
        "tls-none": env._("Begin the address with http, or put a proxy with TLS in front of the sidecar."),
        "tls-broken": running,
        "silent": env._("Check that the port is the sidecar's, and look into its log."),
        "no-http": env._("Check the port, and whether the address has to begin with https."),
        "too-large": address,
        "redirected": env._("Enter the address to which it leads: redirects are not followed."),
        "server-error": env._("Look into the log of the sidecar, or of the proxy in front of it."),
        "guarded": env._("Let Odoo's machine reach /v1/hello and /v1/nudge without a password."),
        "no-suture": env._(
            "Check the port and the path of the address; update the sidecar if it is an older one."
        ),
        "version-unknown": env._("Update the sidecar."),
        "version-old": env._("Update the sidecar."),
        "version-new": env._("Update the addon."),
        "clock-unknown": env._("Update the sidecar."),
        "clock-ahead": env._(
            "Have both machines keep their clocks by NTP: signed webhooks are refused otherwise."
        ),
        "clock-behind": env._(
            "Have both machines keep their clocks by NTP: signed webhooks are refused otherwise."
        ),
        "odoo-unknown": env._(
            "Test again. If it stays so, Odoo has too few workers to answer the sidecar meanwhile."
        ),
        "odoo-strange": env._("Update the sidecar."),
        "odoo-key-refused": key,
        "odoo-not-allowed": env._(
            "Create the integration user in the settings and give the sidecar its key."
        ),
        "odoo-no-database": env._("Correct SUTURE_ODOO_DATABASE of the sidecar and start it again."),
        "odoo-no-addon": env._("Correct SUTURE_ODOO_DATABASE of the sidecar, or update the addon there."),
        "odoo-not-odoo": env._("Correct SUTURE_ODOO_URL of the sidecar and start it again."),
        "odoo-unreachable": env._(
            "Check SUTURE_ODOO_URL of the sidecar, and that its machine may call Odoo."
        ),
        "odoo-untrusted": env._(
            "Give Odoo's proxy a certificate of an authority that the sidecar's machine trusts"
            " (NODE_EXTRA_CA_CERTS)."
        ),
        "odoo-silent": env._("Check the load and the workers of Odoo, and proxies between."),
        "odoo-failing": env._("Look into Odoo's log."),
        "database-other": env._(
            "Correct SUTURE_ODOO_DATABASE and SUTURE_ODOO_URL of the sidecar and start it again."
        ),
        "catalogue-differs": env._(
            "Upgrade the older one of the two. Until then, connections that use what one of them does not"
            " know are switched off."
        ),
        "key-soon": env._("Rotate the key in the settings before it ends."),
        "key-none": key,
    }
