"""WS-Security by other hands: zeep and xmlsec. Reads an envelope, says what it is asked.

    verify CERTIFICATE                              "ok", or why not (zeep)
    sign KEY CERTIFICATE KIND METHOD DIGEST         the envelope, signed (zeep: signature or binary)
    sign-prefixed KEY METHOD                        the body signed with the prefixes that its values use (xmlsec)
    password PASSWORD                               "ok" where the UsernameToken's digest is right
"""
import base64
import hashlib
import sys

import xmlsec
from lxml import etree
from zeep import ns
from zeep.wsse import signature


def transform(name):
    return getattr(xmlsec.Transform, name)


def verify(envelope, certificate):
    signature.verify_envelope(envelope, certificate)
    return "ok"


def sign(envelope, key, certificate, kind, method, digest):
    signer = signature.BinarySignature if kind == "binary" else signature.Signature
    signer(key, certificate, None, transform(method), transform(digest)).apply(envelope, {})
    return etree.tostring(envelope, encoding="unicode")


def sign_prefixed(envelope, key, method):
    node = xmlsec.template.create(envelope, xmlsec.Transform.EXCL_C14N, transform(method), ns="ds")
    envelope.find(".//{%s}Security" % ns.WSSE).append(node)
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_file(key, xmlsec.KeyFormat.PEM)
    for identified in envelope.xpath("//*[@wsu:Id]", namespaces={"wsu": ns.WSU}):
        context.register_id(identified, "Id", ns.WSU)
        uri = "#" + identified.get("{%s}Id" % ns.WSU)
        reference = xmlsec.template.add_reference(node, xmlsec.Transform.SHA512, uri=uri)
        canonical = xmlsec.template.add_transform(reference, xmlsec.Transform.EXCL_C14N)
        xmlsec.template.transform_add_c14n_inclusive_namespaces(canonical, ["v", "SOAP", "wsu"])
    context.sign(node)
    return etree.tostring(envelope, encoding="unicode")


def password(envelope, secret):
    token = envelope.find(".//{%s}UsernameToken" % ns.WSSE)
    nonce = base64.b64decode(token.findtext("{%s}Nonce" % ns.WSSE))
    created = token.findtext("{%s}Created" % ns.WSU).encode()
    digest = base64.b64encode(hashlib.sha1(nonce + created + secret.encode()).digest()).decode()
    return "ok" if digest == token.findtext("{%s}Password" % ns.WSSE) else "another digest"


commands = {"verify": verify, "sign": sign, "sign-prefixed": sign_prefixed, "password": password}
document = etree.fromstring(sys.stdin.buffer.read())
try:
    sys.stdout.write(commands[sys.argv[1]](document, *sys.argv[2:]))
except Exception as error:
    sys.stdout.write(type(error).__name__)
