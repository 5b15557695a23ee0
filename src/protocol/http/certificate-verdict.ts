import { TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';

/** A partner that sends no ticket gets our request this long after the handshake, besides the time that took. */
const patienceMs = 50;

/**
 * Lets a TLS alert be heard. With TLS 1.3 our side of the handshake ends before the partner has seen our certificate, and
 * its alert would meet a request that is on its way (RFC 8446 §4.4.2, §6.2). So where we show one (`shows`), the
 * connection is used only once the partner has sent its first session ticket, which follows its approval (§4.6.1), or has
 * had the time of another round trip.
 */
export function hearAlerts(connect: buildConnector.connector, shows: boolean): buildConnector.connector {
  return (to, connected) => {
    const began = performance.now();
    connect(to, (...result) => {
      const [, socket] = result;
      if (!(socket instanceof TLSSocket)) return connected(...result);
      // undici would put the end of the connection, which follows, in the place of the alert.
      socket.once('error', () => socket.destroy());
      if (shows && socket.getProtocol() === 'TLSv1.3') awaitVerdict(socket, performance.now() - began, connected);
      else connected(...result);
    });
  };
}

function awaitVerdict(socket: TLSSocket, roundTripMs: number, connected: buildConnector.Callback): void {
  let error: Error | undefined;
  const done = (): void => {
    clearTimeout(timer);
    socket.off('session', approve).off('close', done);
    if (error) connected(error, null);
    else if (socket.destroyed) connected(Object.assign(new Error('closed'), { code: 'ECONNRESET' }), null);
    else connected(null, socket);
  };
  // Nothing may be written while the ticket is still being read.
  const approve = (): unknown => setImmediate(done);
  const timer = setTimeout(approve, roundTripMs + patienceMs);
  socket.once('session', approve).once('close', done);
  socket.once('error', (reason: Error) => (error = reason));
}
