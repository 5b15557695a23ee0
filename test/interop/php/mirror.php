<?php
// A partner on PHP's own SOAP stack: php -S 127.0.0.1:PORT mirror.php, with MIRROR_WSDL and MIRROR_SOAP (1.1 or 1.2).

class Circle { public $label; public $radius; }
class Square { public $label; public $side; }

class Mirror
{
    private $token = '';

    public function Session($session) { $this->token = $session->token; }

    /** Document style hands over the wrapper, rpc style the part. */
    public function Mirror($given)
    {
        $everything = $given->everything ?? $given;
        // PHP cuts the fragment out as text, without the prefixes that are declared around it.
        if (isset($everything->extra)) $everything->extra->any = preg_replace('/^<(\w+):\w+/', '$0 xmlns:$1="urn:other"', $everything->extra->any);
        return $given;
    }

    public function Add($left, $right) { return ['sum' => $left + $right, 'words' => "$left + $right"]; }

    public function Ping() { }

    public function Refuse($asked)
    {
        $detail = (object) ['code' => $asked->code, 'field' => ['name', 'birth']];
        throw new SoapFault('Server', "Refusé : {$asked->code}", null, $detail, 'Refusal');
    }

    public function Greet($asked)
    {
        global $server;
        $server->addSoapHeader(new SoapHeader('urn:passerelle:interop', 'Receipt', (object) ['number' => PHP_INT_MAX]));
        return ['greeting' => "Bonjour {$asked->name} ({$this->token})"];
    }

    public function Notify($given) { }
}

$server = new SoapServer(getenv('MIRROR_WSDL'), [
    'soap_version' => getenv('MIRROR_SOAP') === '1.2' ? SOAP_1_2 : SOAP_1_1,
    'cache_wsdl' => WSDL_CACHE_NONE,
    'classmap' => ['Circle' => 'Circle', 'Square' => 'Square'],
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
]);
$server->setObject(new Mirror());
$server->handle();
