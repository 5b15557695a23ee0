import { describe, expect, it } from 'vitest';
import { loaded } from './proof.ts';
import { decodeRecorded, recordedOf } from './recorded.ts';
import { differences } from './zeep-value.ts';

/** Messages that do not fit their own schema, and what the codec says of them. */
const misfits: Readonly<Record<string, string>> = {
  // Made by zeep's rule for what is optional, which leaves out a choice that is required.
  'docdata-payments/messages/cancel.bare.xml': 'expected one of cancelErrors, cancelSuccess',
  'docdata-payments/messages/capture.bare.xml': 'expected one of captureErrors, captureSuccess',
  'docdata-payments/messages/listPaymentMethods.bare.xml':
    'expected one of listPaymentMethodsErrors, listPaymentMethodsSuccess',
  // A partner's reply without an element that its WSDL requires.
  'ns-Dummy-should-handle-inline-types/messages/recorded.xml': 'SimpleBoolean: expected a required element',
  'ns-Dummy-should-handle-inline-types/response.xml': 'SimpleBoolean: expected a required element',
  // Requests as node-soap wrote them: elements in a namespace that is not theirs, or none of what is required.
  'ns-IndienenBericht-should-work-with-deeply-nested-XML-messages/request.xml': 'expected "$any"',
  'ns-RetrieveCustomerDetails-returning-a-date-should-parse-the-da/request.xml':
    'retrieveCustomerDetailsInput: expected a required element',
  'ns-UpdateProfile-correct-namespaces-for-elements-with-base-igno/request.xml':
    'PhoneData: expected a required element',
  'ns-UpdateProfile-correct-namespaces-in-sequence-with-imports/request.xml': 'PhoneData: expected a required element',
  'ns-UpdateProfile-correct-namespaces-other-prefixes/request.xml': 'PhoneData: expected a required element',
  'ns-getMessage-does-not-use-schema-xmlns/request.xml': 'sessionId: expected a required element',
  'ns-getMessage-force-use-schema-xmlns/request.xml': 'sessionId: expected a required element',
  // Not XML: a tag without a name.
  'ns-GET-DATA-should-work-with-more-deeply-nested-XML-messages-an/request.xml': 'a name that XML does not allow',
};

const models = loaded();
const messages = [...models].flatMap(([service, model]) =>
  recordedOf(service).map((message) => ({ file: message.file, message, model })),
);
const fitting = messages.filter(({ file }) => !(file in misfits));
const compared = fitting.filter(({ message }) => 'expected' in message);

describe.skipIf(messages.length === 0)('recorded messages (skipped where ../shared/wsdl-corpus is missing)', () => {
  it.each(fitting)('$file decodes', ({ model, message }) => {
    expect(decodeRecorded(model, message).value).toBeTypeOf('object');
  });

  it.each(messages.filter(({ file }) => file in misfits))(
    '$file is refused, since it is not what its WSDL says',
    ({ file, model, message }) => {
      expect(() => decodeRecorded(model, message)).toThrow(misfits[file]);
    },
  );

  it.each(compared)('$file has the value that zeep found', ({ model, message }) => {
    expect(differences(decodeRecorded(model, message).value, message.expected)).toEqual([]);
  });

  it('are all there', () => {
    expect(messages.map(({ file }) => file)).toEqual(expect.arrayContaining(Object.keys(misfits)));
    expect(compared.length).toBeGreaterThanOrEqual(140);
  });
});
