"""Takes a MIME message apart with Python's email package: mime/read.py FILE, headers and body; prints it as JSON."""
import base64
import email
import email.policy
import json
import sys

with open(sys.argv[1], 'rb') as file:
    # From bytes: what reads from a file takes a carriage return for a line end.
    message = email.message_from_bytes(file.read(), policy=email.policy.HTTP)

print(json.dumps({
    'type': message.get_content_type(),
    'parameters': dict(message.get_params()[1:]),
    'defects': [repr(defect) for part in message.walk() for defect in part.defects],
    'parts': [{
        'type': part.get_content_type(),
        'parameters': dict(part.get_params()[1:]),
        'id': part['Content-ID'],
        'encoding': part['Content-Transfer-Encoding'],
        'octets': base64.b64encode(part.get_payload(decode=True)).decode(),
    } for part in message.iter_parts()],
}))
