/** Schemas that libxml2 does not take, with its own words: their messages are proven by the round trip alone. */
export const unfit: Readonly<Record<string, string>> = {
  'ns-Dummy-should-handle-inline-types':
    "Element '{http://www.w3.org/2001/XMLSchema}simpleType': The attribute 'name' is not allowed.",
  // Wildcards beside elements they allow as well, which XSD 1.1 permits and XSD 1.0 does not.
  'onvif-device': "complex type 'VideoSourceConfigurationExtension2': The content model is not determinist.",
  // Schemas of a draft of XSD, in another namespace.
  'axis-comprehensive-types': "'mem:///document1.xsd' is not a schema document.",
  'axis-multiref': "'mem:///document1.xsd' is not a schema document.",
};
