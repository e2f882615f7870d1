import { type DescMessage, fromBinary, type MessageInitShape, type MessageShape } from '@bufbuild/protobuf';
import { encode } from './encode.ts';
import { GrpcError, type GrpcMethod, grpcStatus } from './grpc-service.ts';

/** A method that answers one message with one message; the signal is that of the call. */
export function unary<Request extends DescMessage, Response extends DescMessage>(
  request: Request,
  response: Response,
  answer: (message: MessageShape<Request>, signal: AbortSignal) => Promise<MessageInitShape<Response>>,
): GrpcMethod {
  return async (call) => {
    for await (const bytes of call.messages) {
      const reply = await answer(fromBinary(request, bytes), call.signal);
      return call.send(encode(response, reply));
    }
    throw new GrpcError(grpcStatus.invalidArgument, 'the call holds no message');
  };
}
