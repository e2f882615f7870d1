import { create, type DescMessage, type MessageInitShape, toBinary } from '@bufbuild/protobuf';

/** The bytes of a message; fields that are left out have their defaults. */
export function encode<Message extends DescMessage>(
  schema: Message,
  fields: MessageInitShape<Message>,
): Uint8Array {
  return toBinary(schema, create(schema, fields));
}
