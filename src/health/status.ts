import type { QueueDepth } from '../queue/dispatch.ts';

/** Worst first: red > orange > unknown > green. */
export type Status = 'red' | 'orange' | 'unknown' | 'green';

/** One measured question about an adapter, and its answer. */
export interface Check {
  /** `availability`, `latency`, `drift`, `queue`, `credentials`, `probe`… */
  readonly name: string;
  readonly status: Status;
  /** One sentence for people; never a value of a message. */
  readonly reason: string;
  /** RFC 3339: when it took this status. */
  readonly since: string;
  /** The newest failing example. */
  readonly example?: {
    readonly at: string;
    readonly operation: string;
    readonly kind: string;
    readonly callId: string;
    readonly traceId?: string;
  };
}

export interface AdapterHealth {
  readonly adapter: string;
  readonly title: string;
  /** The worst of its checks. */
  readonly status: Status;
  readonly since: string;
  readonly checks: readonly Check[];
  /** What waits; absent while the store is away, or where there is none. */
  readonly backlog?: QueueDepth;
}

export interface GatewayHealth {
  readonly status: Status;
  readonly at: string;
  readonly adapters: readonly AdapterHealth[];
  /** The gateway's own checks: store, event loop. */
  readonly gateway: readonly Check[];
}

/** What `http` asks of health. */
export interface Health {
  all(): Promise<GatewayHealth>;
  adapter(name: string): Promise<AdapterHealth | undefined>;
  /** Prometheus text exposition. */
  metrics(): Promise<{ contentType: string; body: string }>;
}
