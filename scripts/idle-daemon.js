import { createServer } from 'node:http';

const IMAGE = `sha256:${'0'.repeat(64)}`;

/** What a client takes for a Docker daemon (API 1.41): it reads each context, counts it, and calls it an image. */
export class IdleDaemon {
  /** The bytes of the last context. */
  received = 0;
  #server = createServer((request, response) => {
    response.setHeader('Api-Version', '1.41').setHeader('Content-Type', 'application/json');
    let bytes = 0;
    request.on('data', (chunk) => {
      bytes += chunk.length;
    });
    request.on('end', () => {
      if (request.method === 'POST') this.received = bytes;
      response.end(request.method === 'POST' ? `{"aux":{"ID":"${IMAGE}"}}\r\n` : undefined);
    });
  });

  /**
   * Gives its address.
   * @param {string} [socket] the path of its socket; else it is a port of this machine
   * @returns {Promise<string>}
   */
  async listen(socket) {
    /** @type {Promise<void>} */
    const listening = new Promise((resolve) => this.#server.once('listening', resolve));
    if (socket === undefined) this.#server.listen(0, '127.0.0.1');
    else this.#server.listen(socket);
    await listening;
    const address = this.#server.address();
    return typeof address === 'string' ? `unix://${address}` : `tcp://127.0.0.1:${address?.port}`;
  }

  close() {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
