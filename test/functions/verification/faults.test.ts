/** Every single fault is found by the check that is there for it: those before it pass, and the verdict is never "valid". */
import { describe, expect, it } from 'vitest';
import { found, isUndecided } from '../../../functions/verification/findings.ts';
import type { Fault } from './faults/fault.ts';
import { formFaults } from './faults/form-faults.ts';
import { issuerFaults } from './faults/issuer-faults.ts';
import { proofFaults } from './faults/proof-faults.ts';
import { schemaFaults, termsFaults } from './faults/shape-faults.ts';
import { statusFaults, validityFaults } from './faults/status-faults.ts';
import { world } from './world.ts';

const tables = { formFaults, schemaFaults, termsFaults, proofFaults, issuerFaults, validityFaults, statusFaults };

describe.each(Object.entries(tables))('%s', (_name, faults: Fault[]) => {
  it.each(faults)('%s: %s', async (_what, code, make) => {
    const stage = await world();
    const { checks, verdict } = await stage.verify(await make(stage));
    const failed = checks.filter(({ outcome }) => outcome === 'failed');
    expect(failed.map((one) => one.code)).toEqual([code]);
    const { check } = found(code);
    const before = checks.slice(
      0,
      checks.findIndex((one) => one.check === check),
    );
    expect(before.map(({ outcome }) => outcome)).not.toContain('failed');
    expect(before.map((one) => one.code)).not.toContain('not-reached');
    expect(verdict).toBe(isUndecided(code) ? 'incomplete' : 'invalid');
  });
});
