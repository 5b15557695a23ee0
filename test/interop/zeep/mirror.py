"""zeep/mirror.py WSDL_URL: zeep calls Mirror with each row, and prints what it sent and what it got, both as it sees them."""
import base64
import datetime
import decimal
import json
import math
import sys

import isodate
import zeep
from lxml import etree
from zeep import xsd
from zeep.plugins import HistoryPlugin
from zeep.wsa import WsAddressingPlugin

client = zeep.Client(sys.argv[1])
NS = 'urn:passerelle:interop'
t = lambda name: client.get_type('{%s}%s' % (NS, name))
Item, Amount, Payment, Card, Circle, Square, Tree = map(t, ['Item', 'Amount', 'Payment', 'Card', 'Circle', 'Square', 'Tree'])


def tree(depth):
    return Tree(value='leaf') if depth == 0 else Tree(value=str(depth), child=[tree(depth - 1)])


zone = lambda minutes: isodate.FixedOffset(0, minutes)
thing = etree.fromstring('<o:thing xmlns:o="urn:other" id="1"><o:part>\u00fcn\u00efcode</o:part></o:thing>')

ROWS = {
    'nothing at all': {},
    'an empty string': {'text': ''},
    'a nil string': {'note': xsd.Nil},
    'an empty string where nil may stand': {'note': ''},
    'a list of one string': {'texts': ['one']},
    'a list of many strings': {'texts': ['one', '', 'three', 'three']},
    'a list with nil in it': {'notes': ['one', xsd.Nil, '', 'four']},
    'a list of one structure': {'items': [Item(id='a1', name='verre')]},
    'a list of many structures, with attributes': {'items': [
        Item(id='a1', fragile=True, name='verre', quantity=2),
        Item(id='a2', name='monture'),
        Item(id='a3', fragile=False, name='', quantity=-1),
    ]},
    'the extremes of xs:long': {'longs': [9223372036854775807, -9223372036854775808, 0]},
    'an xs:unsignedLong beyond xs:long': {'unsignedLong': 18446744073709551615},
    'an xs:integer beyond 64 bits': {'integer': 123456789012345678901234567890},
    'a decimal of 30 digits': {'decimal': decimal.Decimal('-123456789012345.123456789012345')},
    'a decimal that ends in zeros': {'decimal': decimal.Decimal('12.30')},
    'small numbers': {'byte': -128, 'int': 2147483647, 'boolean': False},
    'fractions in floating point': {'float': 0.5, 'double': 0.1},
    'a very small and a very large double': {'double': 1e-300, 'shapes': [Circle(radius=1.7976931348623157e308)]},
    # As texts, since zeep writes Python's inf and nan, which are no lexical forms.
    'positive infinity': {'float': 'INF', 'double': 'INF'},
    'negative infinity': {'double': '-INF'},
    'not a number': {'double': 'NaN'},
    'a date without a zone': {'date': datetime.date(2024, 2, 29)},
    'a date with a zone': {'date': '2024-02-29+02:00'},
    'a date-time without a zone': {'dateTime': datetime.datetime(2024, 3, 31, 2, 30)},
    'a date-time with a zone and a fraction': {'dateTime': datetime.datetime(2024, 3, 31, 2, 30, 0, 125000, zone(-330))},
    'a date-time in UTC': {'dateTime': datetime.datetime(2024, 12, 31, 23, 59, 59, 0, datetime.timezone.utc)},
    'a time, a duration and a year': {
        'time': datetime.time(23, 59, 59),
        'duration': isodate.Duration(years=1, months=2, days=3, hours=4, minutes=5, seconds=6.5),
        'gYear': (2024, None),
    },
    'characters beyond the basic plane, and combining ones': {
        'text': '\U0001f600 \U0001d518\U0001d52b\U0001d526 e\u0301 \u00e9 \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u65e5\u672c'},
    'markup in a text': {'text': '<a href="x">&amp; ]]> \'</a>'},
    'tabs, line feeds and carriage returns in a text': {'text': ' \ta\nb\r\nc\rd '},
    'markup in an attribute': {'items': [Item(id='<&"\'>', name='x')]},
    'bytes as base64': {'base64': bytes([0, 1, 2, 3, 255, 254, 128])},
    'no bytes at all': {'base64': b'', 'hex': ''},
    'bytes as hexadecimal': {'hex': '00FF10'},
    'a value of an enumeration': {'colour': 'bleu ciel'},
    'a list in one text': {'tags': ['a', 'b', 'c']},
    'a simple content with an attribute': {'amount': Amount(decimal.Decimal('12.30'), currency='EUR')},
    'the first of a choice': {'payment': Payment(iban='FR7630006000011234567890189')},
    'the second of a choice': {'payment': Payment(card=Card(number='4970', expires=(2027, 1, None)))},
    'derived types where an abstract one is declared': {'shapes': [
        Circle(label='rond', radius=1.5), Square(side=2.25), Circle(radius=0.0)]},
    'thirty levels of one type': {'tree': tree(30)},
    'an xs:anyType that says what it is': {'anything': xsd.AnyObject(xsd.Int(), 5)},
    'elements that no schema knows': {'extra': {'_value_1': [thing]}},
}


def plain(value):
    """As JSON. zeep gives None for what is absent, for what is nil and for what is empty: none of them is shown."""
    if isinstance(value, etree._Element):
        children = [plain(child) for child in value]
        return {'name': value.tag, 'attributes': dict(value.attrib), 'children': children or [value.text]}
    if isinstance(value, xsd.AnyObject):
        return plain(value.value)
    if hasattr(value, '__values__'):
        kind = type(value).__name__
        return {**({'$type': kind} if kind in ('Circle', 'Square') else {}), **plain(dict(value.__values__))}
    if isinstance(value, dict):
        named = {name: plain(each) for name, each in value.items()}
        return {name: each for name, each in named.items() if each not in (None, [])}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, bytes) and value:
        return base64.b64encode(value).decode()
    if isinstance(value, float) and not math.isfinite(value):
        return {math.inf: 'INF', -math.inf: '-INF'}.get(value, 'NaN')
    if value is xsd.Nil or value is None or value == '' or value == b'':
        return None
    if isinstance(value, (str, bool, float)):
        return value
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


def tried(call):
    try:
        return call()
    except zeep.exceptions.Fault as fault:
        return {'code': fault.code, 'message': fault.message, 'detail': None if fault.detail is None else [plain(each) for each in fault.detail]}


def addressed():
    """Whether the answer says to which message it is (WS-Addressing 1.0 Core §3.4)."""
    history = HistoryPlugin()
    WSA = '{http://www.w3.org/2005/08/addressing}'
    asking = zeep.Client(sys.argv[1], plugins=[WsAddressingPlugin(), history])
    asking.service.Mirror(everything={})
    asked = history.last_sent['envelope'].findtext('.//%sMessageID' % WSA)
    answer = history.last_received['envelope']
    return {'related': answer.findtext('.//%sRelatesTo' % WSA) == asked, 'action': answer.findtext('.//%sAction' % WSA)}


answers = {
    'rows': {
        title: {'sent': plain(everything), 'got': plain(tried(lambda: client.service.Mirror(everything=everything))) or {}}
        for title, everything in ROWS.items()
    },
}
if 'rpc' in sys.argv:
    answers['add'] = plain(client.service.Add(left=2, right=-3))
    answers['ping'] = plain(client.service.Ping())
else:
    greeting = client.service.Greet(name='Zo\u00e9', _soapheaders={'session': {'token': 'a token'}})
    answers['refuse'] = tried(lambda: client.service.Refuse(code='X'))
    answers['greet'] = {'body': plain(greeting.body), 'header': plain(greeting.header)}
    answers['notify'] = plain(client.service.Notify(message='x'))
    answers['addressed'] = addressed()
if 'mtom' in sys.argv:
    message = client.create_message(client.service, 'Mirror', everything={'base64': b'bytes'})
    answers['mtom'] = client.transport.post_xml(
        client.service._binding_options['address'], message, {'Content-Type': 'text/xml; charset=utf-8'}).headers['Content-Type']
print(json.dumps(answers))
