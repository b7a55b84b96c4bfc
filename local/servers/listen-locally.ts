import type { Server } from 'node:net';

/**
 * Lets a server listen on 127.0.0.1, for nobody but this machine; gives its port.
 * @param port any free one for 0
 * @throws the system's error when the port is taken
 */
export function listenLocally(server: Server, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
