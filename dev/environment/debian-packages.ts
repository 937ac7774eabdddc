// The packages that the environment needs from the machine's own Debian or Ubuntu release.
const SERVERS = ["postgresql", "postgresql-client", "rabbitmq-server", "chromium"];

// The libraries that Odoo 19 imports. Debian's package of Odoo 19 is for a newer Python than older releases have, so the
// libraries come from the machine's release. Their names are the same in all releases.
const PYTHON_LIBRARIES = [
  ..."asn1crypto babel cbor2 chardet cryptography dateutil decorator docutils freezegun geoip2 gevent".split(
    " ",
  ),
  ..."greenlet idna jinja2 libsass lxml magic markupsafe num2words ofxparse openpyxl openssl passlib pil".split(
    " ",
  ),
  ..."polib psutil psycopg2 pypdf pypdf2 qrcode renderpm reportlab requests rjsmin serial stdnum tz".split(
    " ",
  ),
  ..."urllib3 usb vobject websocket werkzeug xlrd xlsxwriter xlwt zeep".split(" "),
].map((name) => `python3-${name}`);

// The program that shifts the clock of the tests.
const CLOCK = "faketime";

// The load balancer for tests in which the sidecar is behind one.
const LOAD_BALANCER = "haproxy";

/**
 * All packages that `env:up` and the tests need. docker-compose is used only to check the compose file, so no Docker engine is
 * needed.
 */
export const DEBIAN_PACKAGES = [...SERVERS, CLOCK, LOAD_BALANCER, "docker-compose", ...PYTHON_LIBRARIES];
