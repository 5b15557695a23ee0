/**
 * How long after its sending mark was asked for the first byte of a non-idempotent call may still leave, in
 * milliseconds. Whoever finds another's mark waits as long before it takes the call for lost.
 */
export const markValidMs = 5_000;
