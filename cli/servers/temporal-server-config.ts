export interface ServerConfig {
  postgres: { host: string; port: string; user: string; password: string };
  ports: {
    frontend: number;
    http: number;
    matching: number;
    history: number;
    worker: number;
    membership: [number, number, number, number];
  };
  shards: number;
}

/** `config.yaml` of temporal-server: everything on loopback, one process, Postgres below. JSON is YAML. */
export function serverConfig({ postgres, ports, shards }: ServerConfig): object {
  const store = (databaseName: string, connections: number) => ({
    sql: {
      // The pgx driver costs Postgres a third less than the old one.
      pluginName: 'postgres12_pgx',
      databaseName,
      connectAddr: `${postgres.host}:${postgres.port}`,
      connectProtocol: 'tcp',
      user: postgres.user,
      password: postgres.password,
      maxConns: connections,
      maxIdleConns: connections,
      maxConnLifetime: '1h',
    },
  });
  const rpc = (grpcPort: number, membershipPort: number, more = {}) => ({
    rpc: { grpcPort, membershipPort, bindOnIP: '127.0.0.1', ...more },
  });
  const [frontend, matching, history, worker] = ports.membership;
  return {
    log: { stdout: true, level: 'error' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: shards,
      datastores: { default: store('temporal', 20), visibility: store('temporal_visibility', 10) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: {
      frontend: rpc(ports.frontend, frontend, { httpPort: ports.http }),
      matching: rpc(ports.matching, matching),
      history: rpc(ports.history, history),
      worker: rpc(ports.worker, worker),
    },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: `127.0.0.1:${ports.frontend}` },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    dynamicConfigClient: { filepath: 'dynamic.yaml', pollInterval: '60s' },
  };
}

/** Limits that a relay of many cases would meet, and archival nobody asked for. */
export const dynamicConfig = `frontend.namespaceRPS:
  - value: 100000
frontend.rps:
  - value: 100000
frontend.namespaceCount:
  - value: 20000
history.rps:
  - value: 100000
matching.rps:
  - value: 100000
history.persistenceMaxQPS:
  - value: 100000
matching.persistenceMaxQPS:
  - value: 100000
frontend.persistenceMaxQPS:
  - value: 100000
`;
