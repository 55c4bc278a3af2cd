import { createHash } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Json } from './slack-json.ts';

const HANDSHAKE = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Slack's side of Socket Mode: one WebSocket at a time, spoken by hand, so that the tests need no library for it. */
export class SlackSocket {
  readonly acknowledged: { envelope_id: string; payload?: Json }[] = [];
  /** How often a bot has connected. */
  connections = 0;
  private wire: Duplex | null = null;
  private serial = 0;

  constructor(server: Server) {
    server.on('upgrade', (request, wire) => this.accept(request, wire));
  }

  get connected(): boolean {
    return this.wire !== null;
  }

  /** Sends an envelope, as `events_api`, `slash_commands` or `interactive`; gives its id. */
  send(type: string, payload: Json): string {
    this.serial += 1;
    const envelopeId = `env${this.serial}`;
    this.write({ type, payload, envelope_id: envelopeId, accepts_response_payload: true });
    return envelopeId;
  }

  /** Slack wants the bot to connect anew. */
  recycle(): void {
    this.write({ type: 'disconnect', reason: 'refresh_requested' });
  }

  /** The connection breaks. */
  drop(): void {
    this.wire?.destroy();
  }

  private accept({ headers }: IncomingMessage, wire: Duplex): void {
    const accept = createHash('sha1')
      .update(`${headers['sec-websocket-key']}${HANDSHAKE}`)
      .digest('base64');
    wire.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    this.wire = wire;
    this.connections += 1;
    let unread: Buffer = Buffer.alloc(0);
    wire.on('data', (chunk: Buffer) => {
      unread = this.read(Buffer.concat([unread, chunk]), wire);
    });
    wire.on('error', () => wire.destroy());
    wire.on('close', () => {
      if (this.wire === wire) this.wire = null;
    });
    this.write({ type: 'hello', num_connections: 1 });
  }

  /** Takes the whole frames off the front and gives the rest. */
  private read(bytes: Buffer, wire: Duplex): Buffer {
    let rest = bytes;
    for (let frame = frameOf(rest); frame !== null; frame = frameOf(rest)) {
      rest = rest.subarray(frame.length);
      if (frame.opcode === 1) this.acknowledged.push(JSON.parse(frame.payload.toString()));
      if (frame.opcode === 8) wire.end(Buffer.from([0x88, 0]));
      if (frame.opcode === 9) wire.write(Buffer.from([0x8a, 0]));
    }
    return rest;
  }

  private write(message: Json): void {
    const payload = Buffer.from(JSON.stringify(message));
    const head = Buffer.alloc(10);
    head[0] = 0x81;
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(payload.length), 2);
    this.wire?.write(Buffer.concat([head, payload]));
  }
}

/** The first frame of a client, unmasked; null when it has not come whole. Acknowledgements stay below 64 KiB. */
function frameOf(bytes: Buffer): { opcode: number; payload: Buffer; length: number } | null {
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : 2;
  if (bytes.length < start + 4) return null;
  const size = short === 126 ? bytes.readUInt16BE(2) : short;
  const length = start + 4 + size;
  if (bytes.length < length) return null;
  const mask = bytes.subarray(start, start + 4);
  const payload = bytes.subarray(start + 4, length).map((byte, i) => byte ^ (mask[i % 4] ?? 0));
  return { opcode: (bytes[0] ?? 0) & 0x0f, payload: Buffer.from(payload), length };
}
