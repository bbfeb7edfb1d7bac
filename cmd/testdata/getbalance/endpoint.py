"""An operator's GetBalance endpoint, written from the documentation alone.

usage: endpoint.py SERVER.pem SERVER.key CA.pem

Mutual TLS is left to the TLS library: a client without a certificate that the
authority issued does not get past the handshake.
"""
import http.server
import json
import re
import ssl
import sys
import threading
import urllib.parse

SIMS = {
    "8900100000000000001": ("MODIRECTPAYG", 123.5, "P23DT23H"),
    "8900100000000000002": ("MODIRECT", 5000.0, "P30D"),
    "8900100000000000003": ("NONE", 0.0, "PT0S"),
}
RANGES = [("8900100000000000000", "8900100000000000099"), ("89001000000000010000", "89001000000000010099")]
PLACES = {"AR", "BR", "CA", "DE", "ES", "FR", "GB", "MX", "US"}
SUBJECT = {
    "countryName": "US", "stateOrProvinceName": "WA", "localityName": "Redmond",
    "organizationName": "Microsoft Corporation", "commonName": "partners.datamart.windows.com",
}
used = set()
lock = threading.Lock()


class Wrong(Exception):
    def __init__(self, status, detail):
        super().__init__(detail)
        self.status = status


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_GET(self):
        try:
            status, body = 200, self.balances()
        except Wrong as wrong:
            status, body = wrong.status, {"message": str(wrong)}
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        transaction = self.headers.get("X-MS-DM-TransactionId")
        if transaction:
            self.send_header("X-MS-DM-TransactionId", transaction)
        self.end_headers()
        self.wfile.write(content)

    def balances(self):
        subject = dict(pair for part in self.connection.getpeercert()["subject"] for pair in part)
        if subject != SUBJECT:
            raise Wrong(403, "the subject of the client certificate is not known")
        transaction = self.headers.get("X-MS-DM-TransactionId")
        if transaction:
            with lock:
                if transaction in used:
                    raise Wrong(409, "X-MS-DM-TransactionId is repeated")
                used.add(transaction)
        address = urllib.parse.urlsplit(self.path)
        match = re.fullmatch(r"/v1/sims/([^/]+)/balances", address.path)
        if not match:
            raise Wrong(404, "no such resource")
        query = urllib.parse.parse_qs(address.query)
        template = query.get("fieldsTemplate", ["basic"])[0]
        if template not in ("basic", "full"):
            raise Wrong(400, "fieldsTemplate must be basic or full")
        limit = query.get("limit", ["100"])[0]
        if not re.fullmatch("[0-9]{1,9}", limit):
            raise Wrong(400, "limit must be an integer")
        place = query.get("location", [""])[0]
        if place and place not in PLACES:
            raise Wrong(400, "location is not known")
        iccid = match.group(1)
        inside = any(len(a) == len(iccid) and a <= iccid <= b for a, b in RANGES)
        if not inside:
            raise Wrong(404, "no such SIM")
        kind, data, time = SIMS.get(iccid, ("NOTSUPPORTED", 0.0, "PT0S"))
        balance = {"type": kind, "dataRemaininginMB": data, "timeRemaining": time}
        if template == "full":
            balance["id"] = "b-" + iccid[-3:]
        balances = [balance, balance] if kind == "MODIRECT" else [balance]
        return {"balances": balances[: int(limit)]}


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def get_request(self):
        connection, client = super().get_request()
        connection.settimeout(30)
        # The handshake is made by the thread of the request, on the first read.
        return context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False), client

    def handle_error(self, request, client_address):
        pass


certificate, key, authority = sys.argv[1:]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
context.load_verify_locations(authority)
context.verify_mode = ssl.CERT_REQUIRED
server = Server(("127.0.0.1", 0), Handler)
print("https://127.0.0.1:%d/v1" % server.server_address[1], flush=True)
server.serve_forever()
