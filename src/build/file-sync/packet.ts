import { fromBinary } from '@bufbuild/protobuf';
import { encode } from '../grpc/encode.ts';
import { GrpcError, grpcStatus } from '../grpc/grpc-service.ts';
import { PacketSchema, type Stat } from '../proto/fsutil_pb.ts';

/** A message of fsutil's protocol (https://github.com/tonistiigi/fsutil, send.go), told apart by `kind`. */
export type Packet =
  /** An entry of the tree; entries are numbered from 0 as they come. */
  | { readonly kind: 'entry'; readonly stat: Stat }
  /** No more entries come. */
  | { readonly kind: 'end-of-entries' }
  /** The receiver wants the content of a file. */
  | { readonly kind: 'request'; readonly id: number }
  /** A part of it; an empty one ends it. */
  | { readonly kind: 'data'; readonly id: number; readonly data: Uint8Array }
  /** The receiver has all it wants, or the sender's answer to that. */
  | { readonly kind: 'end' }
  | { readonly kind: 'error'; readonly text: string };

/** Values of `Packet.type`. */
const STAT = 0;
const REQUEST = 1;
const DATA = 2;
const END = 3;
const ERROR = 4;

/** Reads a message. Throws a GrpcError for what is none. */
export function decodePacket(bytes: Uint8Array): Packet {
  const { type, stat, id, data } = readPacket(bytes);
  switch (type) {
    case STAT:
      return stat === undefined ? { kind: 'end-of-entries' } : { kind: 'entry', stat };
    case REQUEST:
      return { kind: 'request', id };
    case DATA:
      return { kind: 'data', id, data };
    case END:
      return { kind: 'end' };
    case ERROR:
      return { kind: 'error', text: new TextDecoder().decode(data) };
    default:
      throw new GrpcError(grpcStatus.invalidArgument, `unknown type of packet: ${type}`);
  }
}

function readPacket(bytes: Uint8Array): ReturnType<typeof fromBinary<typeof PacketSchema>> {
  try {
    return fromBinary(PacketSchema, bytes);
  } catch (cause) {
    throw new GrpcError(grpcStatus.invalidArgument, 'a message is no packet of a file tree', { cause });
  }
}

export function encodePacket(packet: Packet): Uint8Array {
  switch (packet.kind) {
    case 'entry':
      return encode(PacketSchema, { type: STAT, stat: packet.stat });
    case 'end-of-entries':
      return encode(PacketSchema, { type: STAT });
    case 'request':
      return encode(PacketSchema, { type: REQUEST, id: packet.id });
    case 'data':
      return encode(PacketSchema, { type: DATA, id: packet.id, data: packet.data });
    case 'end':
      return encode(PacketSchema, { type: END });
    case 'error':
      return encode(PacketSchema, { type: ERROR, data: Buffer.from(packet.text) });
  }
}
