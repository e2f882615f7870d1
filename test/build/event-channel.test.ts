import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { EventChannel } from '../../src/build/event-channel.ts';

async function readAll(channel: EventChannel<number>): Promise<readonly number[]> {
  const events: number[] = [];
  for await (const event of channel.read()) events.push(event);
  return events;
}

describe('EventChannel', () => {
  it('hands out events in order, whether they come before or while it is read', async () => {
    const channel = new EventChannel<number>();
    channel.sendNow(1);
    const read = readAll(channel);
    await setImmediate();
    channel.sendNow(2);
    await channel.send(3);
    channel.end();
    expect(await read).toEqual([1, 2, 3]);
  });

  it('gives the events that came before an error, then the error', async () => {
    const channel = new EventChannel<number>();
    channel.sendNow(1);
    channel.end({ error: new Error('broken') });
    const reader = channel.read();
    expect(await reader.next()).toEqual({ done: false, value: 1 });
    await expect(reader.next()).rejects.toThrow('broken');
  });

  it('holds back whoever is too fast until something is read, or all is over', async () => {
    const channel = new EventChannel<number>();
    let sent = 0;
    const writer = (async () => {
      for (; sent < 1000; sent++) await channel.send(sent);
    })();
    await setImmediate();
    expect(sent).toBeLessThan(1000);
    const reader = channel.read();
    for (let expected = 0; expected < 500; expected++) expect((await reader.next()).value).toBe(expected);
    channel.end();
    await writer;
    expect(sent).toBe(1000);
  });

  it('holds back several at once, and forgets none of them', async () => {
    const channel = new EventChannel<number>();
    for (let event = 0; event < 1000; event++) channel.sendNow(event);
    const writers = [channel.send(1000), channel.send(1001)];
    const read = readAll(channel);
    await Promise.all(writers);
    channel.end();
    expect(await read).toHaveLength(1002);
  });
});
