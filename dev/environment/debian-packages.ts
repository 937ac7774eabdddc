// What the environment needs from the machine's own Debian or Ubuntu suite.
const SERVERS = ["postgresql", "postgresql-client", "rabbitmq-server", "chromium"];

// What Odoo 19 imports. Debian packages it for a newer Python than older suites have; these names work for both.
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

// Shifts the clock of the tests.
const CLOCK = "faketime";

// A load balancer, for the tests of what stands behind one.
const LOAD_BALANCER = "haproxy";

/** Everything that `env:up` and the tests need; docker-compose only checks the compose file and needs no engine. */
export const DEBIAN_PACKAGES = [...SERVERS, CLOCK, LOAD_BALANCER, "docker-compose", ...PYTHON_LIBRARIES];
