import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import type { Intercept } from '../../lib/local/edge/edges.ts';
import { ConnectionDropped } from '../../lib/local/edge/faults.ts';
import { playStack } from './played-stack.ts';
it('profiles', async () => {
  const played = await playStack(60);
  const out: string[] = [];
  let t0 = performance.now();
  const at = () => (performance.now() - t0).toFixed(0).padStart(6);
  const story = async (n: number, nth?: number, moment?: string) => {
    t0 = performance.now();
    const seen = new Map<string, number>();
    const intercept: Intercept = async (request, forward) => {
      const count = (seen.get(request.caller) ?? 0) + 1;
      seen.set(request.caller, count);
      const s = performance.now();
      const label = `${request.caller.slice(0, 30)} #${count} ${request.service}.${request.operation}`;
      if (count === nth) {
        if (moment === 'after') await forward();
        played.host.kill(request.caller);
        out.push(`${at()} KILL ${label}`);
        throw new ConnectionDropped('x');
      }
      const r = await forward();
      out.push(`${at()} ${label} ${(performance.now() - s).toFixed(1)}ms`);
      return r;
    };
    played.host.edges.intercept(intercept);
    const teacher = played.earner(n);
    const step = async (name: string, work: () => Promise<unknown>) => {
      const s = performance.now();
      await work();
      out.push(`${at()} ==== ${name} ${(performance.now() - s).toFixed(0)}ms`);
    };
    out.push(`######## story ${n} ${nth} ${moment}`);
    await step('post', () => played.post(teacher));
    await step('settle', () => played.settle());
    await step('decide', () => played.decide(teacher, 'approve'));
    await step('settle', () => played.settle());
    await step('hour', () => played.anHourLater());
    await step('items', () => played.items());
    await step('sent', async () => played.host.edges.mail.sent());
    played.host.edges.intercept(undefined);
  };
  await story(0);
  await story(1);
  await story(2, 3, 'before');
  await story(3, 3, 'after');
  for (let n = 4; n < 25; n++) await story(n);
  writeFileSync('/tmp/prof.log', `${out.join('\n')}\n`);
  await played.close();
}, 600_000);
