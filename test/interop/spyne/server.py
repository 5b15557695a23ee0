"""A partner on Spyne, soap11 with lxml's validation on the way in: spyne/server.py PORT. Its WSDL is its own."""
import logging
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

from spyne import (AnyXml, Application, Array, Boolean, ByteArray, ComplexModel, Date, DateTime, Decimal, Double, Enum,
                   Fault, Float, Int, Integer, Long, ServiceBase, Time, Unicode, UnsignedLong, XmlAttribute,
                   XmlData, rpc)
from spyne.model.binary import BINARY_ENCODING_BASE64
from spyne.protocol.soap import Soap11
from spyne.server.wsgi import WsgiApplication

NS = 'urn:passerelle:spyne'
logging.disable(logging.WARNING)


class Item(ComplexModel):
    __namespace__ = NS
    id = XmlAttribute(Unicode(min_len=1), use='required')
    name = Unicode
    quantity = Int


class Amount(ComplexModel):
    __namespace__ = NS
    value = XmlData(Decimal)
    currency = XmlAttribute(Unicode)


class Shape(ComplexModel):
    __namespace__ = NS
    label = Unicode


class Circle(Shape):
    __namespace__ = NS
    radius = Double


class Square(Shape):
    __namespace__ = NS
    side = Double


class Tree(ComplexModel):
    __namespace__ = NS
    value = Unicode


Tree.append_field('child', Tree.customize(max_occurs='unbounded'))

Colour = Enum('rouge', 'bleu ciel', type_name='Colour')


class Everything(ComplexModel):
    __namespace__ = NS
    text = Unicode
    required = Unicode(min_occurs=1, nillable=False)
    texts = Unicode(max_occurs='unbounded')
    wrapped = Array(Unicode)
    items = Array(Item)
    boolean = Boolean
    int = Int
    long = Long
    longs = Long(max_occurs='unbounded')
    unsignedLong = UnsignedLong
    integer = Integer
    decimal = Decimal
    float = Float
    double = Double
    date = Date
    dateTime = DateTime(timezone=False)
    time = Time
    binary = ByteArray
    colour = Colour
    amount = Amount
    shapes = Array(Shape)
    tree = Tree
    extra = AnyXml


class Session(ComplexModel):
    __namespace__ = NS
    token = Unicode


class Receipt(ComplexModel):
    __namespace__ = NS
    number = Long


class Refusal(Fault):
    __namespace__ = NS
    __type_name__ = 'Refusal'
    fields = Unicode(max_occurs='unbounded')

    def __init__(self, reason, fields):
        # Spyne writes what it declares beside faultcode, where SOAP 1.1 has no place for it, and the detail as it is given.
        super().__init__(faultcode='Client.Refused', faultstring=reason, detail={'{%s}Refusal' % NS: {'{%s}fields' % NS: fields}})
        self.fields = fields


class Mirror(ServiceBase):
    __in_header__ = Session
    __out_header__ = Receipt

    @rpc(Everything, _returns=Everything)
    def mirror(ctx, everything):
        return everything

    @rpc(Unicode, _throws=[Refusal])
    def refuse(ctx, code):
        raise Refusal('Refus\u00e9 : %s' % code, ['name', 'birth'])

    @rpc(Unicode, _returns=Unicode)
    def greet(ctx, name):
        ctx.out_header = Receipt(number=9223372036854775807)
        return 'Bonjour %s (%s)' % (name, ctx.in_header.token if ctx.in_header else 'no header')

    @rpc(Int, _returns=Array(Int))
    def count(ctx, number):
        return list(range(number))

    @rpc(_returns=[Int, Unicode])
    def both(ctx):
        return 1, 'two'

    @rpc()
    def ping(ctx):
        pass


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


application = Application([Mirror], tns=NS, name='Spyne', in_protocol=Soap11(validator='lxml', huge_tree=False),
                          out_protocol=Soap11(polymorphic=True))
make_server('127.0.0.1', int(sys.argv[1]), WsgiApplication(application), handler_class=Quiet).serve_forever()
