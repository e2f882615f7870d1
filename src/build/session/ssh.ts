import { fromBinary } from '@bufbuild/protobuf';
import { reasonOf } from '../context/file-error.ts';
import { encode } from '../grpc/encode.ts';
import { type GrpcCall, GrpcError, type GrpcService, grpcStatus } from '../grpc/grpc-service.ts';
import { BytesMessageSchema, CheckAgentRequestSchema } from '../proto/ssh_pb.ts';
import { connectAgent, forwardRequests } from './ssh-agent.ts';

const DEFAULT_ID = 'default';

/** Lets steps (`RUN --mount=type=ssh`) use agents, by the id that the step names (moby.sshforward.v1). */
export function ssh(sockets: ReadonlyMap<string, string>): GrpcService {
  const socketOf = (id: string): string => {
    const path = sockets.get(id || DEFAULT_ID);
    if (path === undefined)
      throw new GrpcError(grpcStatus.notFound, `no SSH agent ${id || DEFAULT_ID} was given`);
    return path;
  };
  return {
    async '/moby.sshforward.v1.SSH/CheckAgent'(call) {
      for await (const bytes of call.messages) {
        socketOf(fromBinary(CheckAgentRequestSchema, bytes).id);
        return call.send(new Uint8Array());
      }
    },
    '/moby.sshforward.v1.SSH/ForwardAgent': (call) =>
      forward(call, socketOf(call.metadata('buildkit.ssh.id')[0] ?? '')),
  };
}

async function forward(call: GrpcCall, path: string): Promise<void> {
  const agent = await connectAgent(path).catch((error: unknown) => {
    throw new GrpcError(
      grpcStatus.unavailable,
      `cannot connect to the SSH agent ${path}: ${reasonOf(error)}`,
    );
  });
  call.signal.addEventListener('abort', () => agent.destroy(), { once: true });
  try {
    for await (const data of forwardRequests(payloads(call), agent)) {
      await call.send(encode(BytesMessageSchema, { data }));
    }
  } finally {
    agent.destroy();
  }
}

async function* payloads(call: GrpcCall): AsyncGenerator<Uint8Array> {
  for await (const bytes of call.messages) yield fromBinary(BytesMessageSchema, bytes).data;
}
