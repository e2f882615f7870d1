import type { Credentials } from '../docker-config/credentials.ts';
import type { GrpcService } from '../grpc/grpc-service.ts';
import { unary } from '../grpc/unary.ts';
import { CredentialsRequestSchema, CredentialsResponseSchema } from '../proto/auth_pb.ts';

/** Docker Hub is stored under another name than the host that its images come from. */
const HUB_HOST = 'registry-1.docker.io';
const HUB_KEY = 'https://index.docker.io/v1/';

/**
 * Gives the daemon the credentials of a registry when it asks for them (moby.filesync.v1.Auth). The other methods of the
 * service are left out: BuildKit then fetches tokens itself.
 */
export function auth(credentials: Pick<Credentials, 'for'>): GrpcService {
  return {
    '/moby.filesync.v1.Auth/Credentials': unary(
      CredentialsRequestSchema,
      CredentialsResponseSchema,
      async ({ host }) => {
        const found = await credentials.for(host === HUB_HOST ? HUB_KEY : host);
        if (found === null) return {};
        return 'identityToken' in found
          ? { username: '', secret: found.identityToken }
          : { username: found.username, secret: found.password };
      },
    ),
  };
}
