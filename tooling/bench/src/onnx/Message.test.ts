import { expect, test } from 'vitest';
import { Message } from './Message';

const bytes = (message: Message) => Buffer.from(message.finish()).toString('hex');

test('writes fields as protobuf has them', () => {
  expect(bytes(new Message().int(1, 150))).toBe('089601');
  expect(bytes(new Message().int(1, 0).int(20, 7))).toBe('0800a00107');
  expect(bytes(new Message().string(2, 'testing'))).toBe('120774657374696e67');
  expect(bytes(new Message().float(2, 1))).toBe('150000803f');
  expect(bytes(new Message().bytes(9, Uint8Array.of(1, 2)))).toBe('4a020102');
  expect(bytes(new Message().message(3, new Message().int(1, 150)))).toBe('1a03089601');
});

test('writes whole numbers of up to 64 bits, negative ones as their complement', () => {
  expect(bytes(new Message().int(3, -1))).toBe('18ffffffffffffffffff01');
  expect(bytes(new Message().int(1, 2 ** 32))).toBe('088080808010');
});
