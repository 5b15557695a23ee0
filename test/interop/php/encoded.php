<?php
// A partner that speaks rpc/encoded on PHP's own SOAP stack: php -S 127.0.0.1:PORT encoded.php, with MIRROR_WSDL and MIRROR_SOAP.

class Circle { public $label; public $radius; }

class Encoded
{
    public function Mirror($order)
    {
        if ($order->reference === 'cycle') $order->next = $order;
        return $order;
    }

    public function Sum($numbers) { return array_sum($numbers); }

    public function Split($text) { return $text === '' ? [] : explode(' ', $text); }

    /** One object in two places: PHP writes it once, and an href to it. */
    public function Twice($line) { return (object) ['left' => $line, 'right' => $line]; }

    public function Refuse($code)
    {
        throw new SoapFault('Server', "Refusé : $code", null, (object) ['code' => $code, 'fields' => ['name', 'birth']], 'Refusal');
    }

    public function Add($left, $right) { return ['sum' => $left + $right, 'words' => "$left + $right"]; }

    public function Ping() { }
}

$server = new SoapServer(getenv('MIRROR_WSDL'), [
    'soap_version' => getenv('MIRROR_SOAP') === '1.2' ? SOAP_1_2 : SOAP_1_1,
    'cache_wsdl' => WSDL_CACHE_NONE,
    'classmap' => ['Circle' => 'Circle'],
]);
$server->setObject(new Encoded());
$server->handle();
