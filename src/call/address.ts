import { bulkhead } from 'cockatiel';
import type { BulkheadPolicy } from 'cockatiel';
import { Breaker } from './breaker.ts';
import type { CallLimits } from './limits.ts';
import type { BreakerState } from './outcome.ts';

/** What is kept for one address of one adapter, its credential included in the name. */
export interface Address {
  readonly name: string;
  readonly breaker: Breaker;
  readonly bulkhead: BulkheadPolicy;
}

/** Above it, idle addresses are forgotten: an endpoint may be made from the input, so their number is not ours. */
const mostAddresses = 1_000;

/** The addresses of every adapter that has been called. */
export class Addresses {
  readonly #limits: CallLimits;
  readonly #adapters = new Map<string, Map<string, Address>>();

  constructor(limits: CallLimits) {
    this.#limits = limits;
  }

  of(adapter: string, name: string): Address {
    let addresses = this.#adapters.get(adapter);
    if (!addresses) this.#adapters.set(adapter, (addresses = new Map<string, Address>()));
    let address = addresses.get(name);
    if (!address) {
      if (addresses.size >= mostAddresses) this.#forgetIdle(addresses);
      address = {
        name,
        breaker: new Breaker(this.#limits),
        bulkhead: bulkhead(this.#limits.inFlight, this.#limits.waiting),
      };
      addresses.set(name, address);
    }
    return address;
  }

  breakers(adapter: string): ReadonlyMap<string, BreakerState> {
    const states = new Map<string, BreakerState>();
    for (const { name, breaker } of this.#adapters.get(adapter)?.values() ?? []) states.set(name, breaker.state);
    return states;
  }

  #forgetIdle(addresses: Map<string, Address>): void {
    for (const { name, breaker, bulkhead: places } of addresses.values()) {
      if (!breaker.closed || places.executionSlots < this.#limits.inFlight) continue;
      addresses.delete(name);
      return;
    }
  }
}
