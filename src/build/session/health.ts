import { encode } from '../grpc/encode.ts';
import type { GrpcService } from '../grpc/grpc-service.ts';
import { HealthCheckResponseSchema } from '../proto/health_pb.ts';

const SERVING = 1;

/** Tells BuildKit, which asks every few seconds and gives up on silence, that the session is alive (grpc.health.v1). */
export const health: GrpcService = {
  '/grpc.health.v1.Health/Check': (call) => call.send(encode(HealthCheckResponseSchema, { status: SERVING })),
};
