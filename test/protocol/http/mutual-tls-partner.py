"""A partner on Python's ssl: asks for a certificate of an authority, and says its name.

Arguments: certificate and key, authorities, TLS version. Prints its port; a line for each request it got.
"""

import ssl
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Partner(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        print("request", flush=True)
        self.rfile.read(int(self.headers.get("content-length", 0)))
        name = dict(pair for names in self.connection.getpeercert()["subject"] for pair in names)["commonName"]
        body = f"<r>{name}</r>".encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        pass


_, certificate, authorities, version = sys.argv
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
context.load_cert_chain(certificate)
context.load_verify_locations(authorities)
context.verify_mode = ssl.CERT_REQUIRED
server = Server(("127.0.0.1", 0), Partner)
server.socket = context.wrap_socket(server.socket, server_side=True)
print("port", server.server_address[1], flush=True)
server.serve_forever()
