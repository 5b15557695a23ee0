"""zeep/encoded.py WSDL_URL SCHEMA: zeep calls a partner that speaks rpc/encoded, and prints what it got."""
import json
import sys

import zeep
from lxml import etree

ENCODING = 'http://schemas.xmlsoap.org/soap/encoding/'


class Offline(zeep.Transport):
    """zeep fetches the schema of SOAP encoding from its public address, whatever the WSDL says of it."""

    def load(self, url):
        return open(sys.argv[2], 'rb').read() if url == ENCODING else super().load(url)


client = zeep.Client(sys.argv[1], transport=Offline())
t = lambda name: client.get_type('{urn:passerelle:interop:encoded}%s' % name)
Order, Line, Circle, Ints, Strings, Lines = map(t, ['Order', 'Line', 'Circle', 'ArrayOfInt', 'ArrayOfString', 'ArrayOfLine'])


def plain(value):
    """As JSON; None stands for what is absent and is left out."""
    if isinstance(value, etree._Element):
        return {'name': etree.QName(value).localname, 'children': [plain(child) for child in value] or value.text}
    if hasattr(value, '__values__'):
        return {name: plain(each) for name, each in value.__values__.items() if each is not None}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value if isinstance(value, (str, bool, int, float)) or value is None else str(value)


def tried(call):
    try:
        return plain(call())
    except zeep.exceptions.Fault as fault:
        return {'message': fault.message, 'detail': plain(fault.detail)}


lines = [Line(name='verre', quantity=2), Line(name='monture', quantity=-1)]
orders = [
    {'reference': 'r'},
    {'reference': 'r', 'note': 'e\u0301 \U0001f600', 'count': 5, 'total': '12.30', 'paid': False, 'day': '2024-02-29'},
    {'reference': 'r', 'lines': Lines(lines), 'tags': Strings(['one'])},
    {'reference': 'r', 'shape': Circle(label='rond', radius=1.5)},
    {'reference': 'r', 'next': {'reference': 'r2', 'next': {'reference': 'r3'}}},
]
# zeep refuses to send an array of nothing, and drops an empty string from an array that it reads.
print(json.dumps({
    'sums': [tried(lambda: client.service.Sum(numbers=Ints(numbers))) for numbers in ([5], [1, -2, 2147483647])],
    'splits': [tried(lambda: client.service.Split(text=text)) for text in ('', 'one', 'one two four')],
    'orders': [tried(lambda: client.service.Mirror(order=order)) for order in orders],
    'add': tried(lambda: client.service.Add(left=2, right=-3)),
    'ping': tried(lambda: client.service.Ping()),
    'refuse': tried(lambda: client.service.Refuse(code='X')),
}))
