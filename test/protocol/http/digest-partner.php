<?php
// A partner that asks for HTTP Digest: anna, with the password "caffè".
$realm = 'partner "test", one';
$asked = $_SERVER['PHP_AUTH_DIGEST'] ?? '';
preg_match_all('/(\w+)=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\s,]+))/', $asked, $found, PREG_SET_ORDER);
$given = [];
foreach ($found as $one) $given[$one[1]] = isset($one[3]) && $one[3] !== '' ? $one[3] : stripslashes($one[2]);
$a1 = md5("anna:$realm:caffè");
$a2 = md5($_SERVER['REQUEST_METHOD'] . ':' . $_SERVER['REQUEST_URI']);
$right = md5(implode(':', [$a1, $given['nonce'] ?? '', $given['nc'] ?? '', $given['cnonce'] ?? '', $given['qop'] ?? '', $a2]));
if (($given['response'] ?? '') !== $right || $given['uri'] !== $_SERVER['REQUEST_URI']) {
    http_response_code(401);
    header('WWW-Authenticate: Basic realm="other"');
    header('WWW-Authenticate: Digest realm="' . addslashes($realm) . '",qop="auth",nonce="' . uniqid() . '",opaque="' . md5($realm) . '"', false);
    exit('refused');
}
echo '<r>' . $given['username'] . ' ' . $given['nc'] . ' ' . strlen(file_get_contents('php://input')) . '</r>';
