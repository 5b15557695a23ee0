<?php
// PHP's SoapClient calls Mirror with each row, and prints what it sent and what it got, both as it sees them:
// php call-mirror.php WSDL_URL 1.1|1.2 document|rpc

class Circle { public $label; public $radius; }
class Square { public $label; public $side; }

function circle($radius, $label = null) { $it = new Circle(); $it->radius = $radius; $it->label = $label; return $it; }
function square($side, $label = null) { $it = new Square(); $it->side = $side; $it->label = $label; return $it; }
function tree($depth) { return $depth === 0 ? ['value' => 'leaf'] : ['value' => "$depth", 'child' => [tree($depth - 1)]]; }

[, $url, $version, $style] = $argv;
$client = new SoapClient($url, [
    'soap_version' => $version === '1.2' ? SOAP_1_2 : SOAP_1_1,
    'cache_wsdl' => WSDL_CACHE_NONE,
    'classmap' => ['Circle' => 'Circle', 'Square' => 'Square'],
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
]);

$rows = [
    'nothing at all' => [],
    'an empty string' => ['text' => ''],
    // A null where an element may be absent is left out: nil has to be asked for.
    'a nil string' => ['note' => new SoapVar('<ns1:note xmlns:ns1="urn:passerelle:interop" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>', XSD_ANYXML)],
    'an empty string where nil may stand' => ['note' => ''],
    'a list of one string' => ['texts' => ['one']],
    'a list of many strings' => ['texts' => ['one', '', 'three', 'three']],
    'a list with nil in it' => ['notes' => ['one', null, '', 'four']],
    'a list of one structure' => ['items' => [['id' => 'a1', 'name' => 'verre']]],
    'a list of many structures, with attributes' => ['items' => [
        ['id' => 'a1', 'fragile' => true, 'name' => 'verre', 'quantity' => 2],
        ['id' => 'a2', 'name' => 'monture'],
        ['id' => 'a3', 'fragile' => false, 'name' => '', 'quantity' => -1],
    ]],
    'the extremes of xs:long' => ['longs' => [PHP_INT_MAX, PHP_INT_MIN, 0]],
    'an xs:unsignedLong beyond xs:long' => ['unsignedLong' => '18446744073709551615'],
    'an xs:integer beyond 64 bits' => ['integer' => '123456789012345678901234567890'],
    'a decimal of 30 digits' => ['decimal' => '-123456789012345.123456789012345'],
    'a decimal that ends in zeros' => ['decimal' => '12.30'],
    'small numbers' => ['byte' => -128, 'int' => 2147483647, 'boolean' => false],
    'fractions in floating point' => ['float' => 0.5, 'double' => 0.1],
    'a very small and a very large double' => ['double' => 1e-300, 'shapes' => [circle(1.7976931348623157e308)]],
    'positive infinity' => ['float' => INF, 'double' => INF],
    'negative infinity' => ['double' => -INF],
    // It would write NAN.
    'not a number' => ['double' => new SoapVar('<ns1:double xmlns:ns1="urn:passerelle:interop">NaN</ns1:double>', XSD_ANYXML)],
    'a date without a zone' => ['date' => '2024-02-29'],
    'a date with a zone' => ['date' => '2024-02-29+02:00'],
    'a date-time without a zone' => ['dateTime' => '2024-03-31T02:30:00'],
    'a date-time with a zone and a fraction' => ['dateTime' => '2024-03-31T02:30:00.125-05:30'],
    'a date-time in UTC' => ['dateTime' => '2024-12-31T23:59:59Z'],
    'a time, a duration and a year' => ['time' => '23:59:59', 'duration' => 'P1Y2M3DT4H5M6.5S', 'gYear' => '2024'],
    'characters beyond the basic plane, and combining ones' => ['text' => "\u{1F600} \u{1D518}\u{1D52B}\u{1D526} e\u{301} \u{e9} \u{627}\u{644}\u{639}\u{631}\u{628}\u{64a}\u{629} \u{65e5}\u{672c}"],
    'markup in a text' => ['text' => '<a href="x">&amp; ]]> \'</a>'],
    'tabs, line feeds and carriage returns in a text' => ['text' => " \ta\nb\r\nc\rd "],
    'markup in an attribute' => ['items' => [['id' => '<&"\'>', 'name' => 'x']]],
    'bytes as base64' => ['base64' => "\x00\x01\x02\x03\xff\xfe\x80"],
    'no bytes at all' => ['base64' => '', 'hex' => ''],
    'bytes as hexadecimal' => ['hex' => "\x00\xff\x10"],
    'a value of an enumeration' => ['colour' => 'bleu ciel'],
    'a list in one text' => ['tags' => ['a', 'b', 'c']],
    'a simple content with an attribute' => ['amount' => ['_' => '12.30', 'currency' => 'EUR']],
    'the first of a choice' => ['payment' => ['iban' => 'FR7630006000011234567890189']],
    'the second of a choice' => ['payment' => ['card' => ['number' => '4970', 'expires' => '2027-01']]],
    'derived types where an abstract one is declared' => ['shapes' => [circle(1.5, 'rond'), square(2.25), circle(0.0)]],
    'thirty levels of one type' => ['tree' => tree(30)],
    'an xs:anyType that says what it is' => ['anything' => new SoapVar(5, XSD_INT)],
    'elements that no schema knows' => ['extra' => ['any' => '<o:thing xmlns:o="urn:other" id="1"><o:part>ünïcode</o:part></o:thing>']],
];

/** As JSON; null stands for what is absent and is left out. */
function plain($value)
{
    if ($value instanceof Circle || $value instanceof Square) return ['$type' => get_class($value)] + plain((array) $value);
    if ($value instanceof SoapVar) return plain($value->enc_value);
    if (is_object($value)) return plain((array) $value);
    if (is_array($value)) {
        $all = array_map('plain', $value);
        return array_is_list($value) ? $all : array_filter($all, fn ($each) => $each !== null);
    }
    if (is_float($value) && !is_finite($value)) return strval($value);
    return is_string($value) && preg_match('//u', $value) !== 1 ? base64_encode($value) : $value;
}

function tried($call)
{
    try {
        return plain($call());
    } catch (SoapFault $fault) {
        return ['code' => $fault->faultcode, 'message' => $fault->faultstring, 'detail' => plain($fault->detail ?? null), 'name' => $fault->_name ?? null];
    }
}

$answers = ['rows' => []];
foreach ($rows as $title => $everything) {
    $got = tried(fn () => $style === 'rpc' ? ['everything' => $client->Mirror($everything)] : $client->Mirror(['everything' => $everything]));
    $answers['rows'][$title] = ['sent' => plain($everything), 'got' => $got['everything'] ?? $got];
}
if ($style === 'rpc') {
    $answers['add'] = tried(fn () => $client->Add(2, -3));
    $answers['ping'] = tried(fn () => $client->Ping());
} else {
    $answers['refuse'] = tried(fn () => $client->Refuse(['code' => 'X']));
    $session = new SoapHeader('urn:passerelle:interop', 'Session', (object) ['token' => 'a token']);
    $headers = [];
    $answers['greet'] = tried(function () use ($client, $session, &$headers) {
        return $client->__soapCall('Greet', [['name' => 'Zoé']], null, [$session], $headers);
    });
    $answers['headers'] = plain($headers);
    $answers['notify'] = tried(fn () => $client->Notify(['message' => 'x']));
}
echo json_encode($answers, JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION);
