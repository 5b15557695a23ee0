<?php
// PHP's SoapClient calls a partner that speaks rpc/encoded, and prints what it got: php call-encoded.php WSDL_URL 1.1|1.2

class Circle { public $label; public $radius; }

$client = new SoapClient($argv[1], [
    'soap_version' => $argv[2] === '1.2' ? SOAP_1_2 : SOAP_1_1,
    'cache_wsdl' => WSDL_CACHE_NONE,
    'classmap' => ['Circle' => 'Circle'],
]);

$circle = new Circle();
$circle->label = 'rond';
$circle->radius = 1.5;
$shape = new SoapVar(['label' => 'plain'], SOAP_ENC_OBJECT, 'Shape', 'urn:passerelle:interop:encoded');

$rows = [
    'nothing more than what is required' => [],
    'an empty string' => ['note' => ''],
    'a nil string' => ['note' => null],
    'numbers' => ['count' => -2147483648, 'number' => PHP_INT_MAX, 'weight' => 0.1, 'paid' => false],
    'a decimal of 30 digits' => ['total' => '-123456789012345.123456789012345'],
    'infinity' => ['weight' => INF],
    'a date-time with a zone and a date without one' => ['on' => '2024-03-31T02:30:00.125-05:30', 'day' => '2024-02-29'],
    'characters beyond the basic plane, and combining ones' => ['note' => "\u{1F600} \u{1D518}\u{1D52B}\u{1D526} e\u{301} \u{e9} \u{627}\u{644}\u{639}\u{631}\u{628}\u{64a}\u{629} \u{65e5}\u{672c}"],
    'white space and markup in a text' => ['note' => " \ta\nb\r\n<x>&amp;]]> "],
    'bytes' => ['picture' => "\x00\x01\x02\x03\xff\xfe\x80"],
    'a value of an enumeration' => ['colour' => 'bleu ciel'],
    'an array of nothing' => ['lines' => [], 'tags' => []],
    'an array of one' => ['lines' => [['name' => 'verre', 'quantity' => 1]], 'tags' => ['one']],
    'an array of many' => ['lines' => [
        ['name' => 'verre', 'quantity' => 2],
        ['name' => '', 'quantity' => -1],
        ['name' => 'verre', 'quantity' => 2],
    ], 'tags' => ['one', '', 'three', 'three']],
    'an array with nil in it' => ['tags' => ['one', null, 'three']],
    'an array of arrays' => ['grid' => [[1, 2, 3], [], [4]]],
    'a derived type' => ['shape' => $circle],
    'the declared type where others may stand' => ['shape' => $shape],
    'an xs:anyType that says what it is' => ['anything' => 5],
    'a structure within itself' => ['next' => ['reference' => 'r2', 'next' => ['reference' => 'r3', 'tags' => ['deep'], 'next' => ['reference' => 'r4']]]],
];

/** As JSON. */
function plain($value)
{
    if ($value instanceof SoapVar) return plain($value->enc_value);
    if (is_object($value)) $value = (array) $value;
    if (is_array($value)) return array_map('plain', $value);
    if (is_float($value) && !is_finite($value)) return strval($value);
    return is_string($value) && preg_match('//u', $value) !== 1 ? base64_encode($value) : $value;
}

function tried($call)
{
    try {
        return plain($call());
    } catch (SoapFault $fault) {
        return ['code' => $fault->faultcode, 'message' => $fault->faultstring, 'detail' => plain($fault->detail ?? null)];
    }
}

$line = (object) ['name' => 'verre', 'quantity' => 2];
$answers = ['rows' => []];
foreach ($rows as $title => $row) {
    $order = ['reference' => 'r'] + $row;
    $answers['rows'][$title] = ['sent' => plain($order), 'got' => tried(fn () => $client->Mirror($order))];
}
$answers['sums'] = array_map(fn ($numbers) => tried(fn () => $client->Sum($numbers)), [[], [5], [1, -2, 2147483647]]);
$answers['splits'] = array_map(fn ($text) => tried(fn () => $client->Split($text)), ['', 'one', 'one two  four']);
$answers['twice'] = tried(fn () => $client->Mirror(['reference' => 'r', 'lines' => [$line, $line]]));
$answers['add'] = tried(fn () => $client->Add(2, -3));
$answers['ping'] = tried(fn () => $client->Ping());
$answers['refuse'] = tried(fn () => $client->Refuse('X'));
echo json_encode($answers, JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION);
