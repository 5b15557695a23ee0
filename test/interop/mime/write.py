"""Writes multipart/related replies with Python's email package: mime/write.py ENVELOPE; prints a JSON list of them."""
import base64
import email.generator
import email.policy
import io
import json
import sys
from email.encoders import encode_7or8bit, encode_base64, encode_quopri
from email.mime.application import MIMEApplication
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart

ENVELOPE = sys.argv[1].encode()
OCTETS = bytes((i * 7) % 256 for i in range(5000))


def message(of_root, of_octets, policy, **parameters):
    related = MIMEMultipart('related', type='application/xop+xml', **parameters)
    root = MIMEApplication(ENVELOPE, 'xop+xml', of_root, charset='utf-8', type='text/xml')
    root['Content-ID'] = '<root@python>'
    related.attach(root)
    octets = MIMEApplication(OCTETS, 'octet-stream', of_octets)
    octets['Content-ID'] = '<octets@python>'
    related.attach(octets)
    out = io.BytesIO()
    email.generator.BytesGenerator(out, mangle_from_=False, policy=policy).flatten(related)
    text = out.getvalue()
    line = b'\r\n' if policy.linesep == '\r\n' else b'\n'
    body = text[text.index(line * 2) + 2 * len(line):]
    return {'contentType': ' '.join(related['Content-Type'].split()), 'body': base64.b64encode(body).decode()}


http = email.policy.HTTP
mail = email.policy.compat32
print(json.dumps({
    'base64': message(encode_base64, encode_base64, http, start='<root@python>'),
    'quoted-printable': message(encode_quopri, encode_base64, http, start='<root@python>'),
    'seven or eight bits': message(encode_7or8bit, encode_base64, http),
    'line feeds alone': message(encode_7or8bit, encode_base64, mail, start='<root@python>'),
    'a boundary of special characters': message(
        encode_7or8bit, encode_base64, http, boundary="=_?//<><>'()+,-./:= ?x", start='<root@python>'),
    'a long, folded header': message(encode_7or8bit, encode_base64, http, start='<root@python>', x='y ' * 60),
}))
