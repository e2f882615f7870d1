import { expect, it } from 'vitest';
import { Upload } from '../../../src/cli/progress/upload.ts';
import { RecordingIo } from '../../build/recording-io.ts';
import { OwnClock } from './own-clock.ts';
import { Screen } from './screen.ts';

it('shows size and rate of the last second on a terminal, then the size', async () => {
  const screen = new Screen(80, 5);
  const clock = new OwnClock();
  const upload = new Upload(screen, clock);
  upload.progress('tcp://d', 0);
  clock.moveTo(0.05);
  upload.progress('tcp://d', 1_000_000);
  expect(await screen.text()).toBe('Sending build context to tcp://d  0B');
  clock.moveTo(0.5);
  upload.progress('tcp://d', 5_000_000);
  expect(await screen.text()).toBe('Sending build context to tcp://d  5MB  10MB/s');
  for (const second of [1, 1.5, 2, 2.5]) {
    clock.moveTo(second);
    upload.progress('tcp://d', 5_000_000 + second * 1_000_000);
  }
  expect(await screen.text()).toBe('Sending build context to tcp://d  7.5MB  1MB/s');
  screen.write(upload.end('tcp://d', 8_000_000));
  expect(await screen.text()).toBe('Sending build context to tcp://d  8MB');
});

it('stays on one line of a narrow terminal', async () => {
  const screen = new Screen(40, 5);
  const clock = new OwnClock();
  const upload = new Upload(screen, clock);
  for (const second of [0, 1, 2]) {
    clock.moveTo(second);
    upload.progress('unix:///var/run/docker.sock', second * 1_000_000);
  }
  expect(await screen.text()).toBe('Sending build context to un  2MB  1MB/s');
});

it('shows the size at the end alone where nobody watches', () => {
  const io = new RecordingIo('/');
  const upload = new Upload(io.stderr, new OwnClock());
  upload.progress('d', 1);
  expect([io.err, upload.end('d', 2048)]).toEqual(['', 'Sending build context to d  2.048kB\n']);
});
