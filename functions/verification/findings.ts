/** What a verification can find: every code, the check it belongs to, and how it turns out. */

/** `undecided` is reported as failed too, but leaves the badge neither good nor bad: something could not be read. */
type Effect = 'passed' | 'warning' | 'not-applicable' | 'failed' | 'undecided';

const effects = {
  form: {
    'form-known': 'passed',
    'form-unknown': 'failed',
    'json-broken': 'failed',
    'jwt-broken': 'failed',
    'image-damaged': 'failed',
    'image-without-badge': 'failed',
    'image-with-two-badges': 'failed',
    'nested-too-deep': 'failed',
    'not-an-open-badge': 'failed',
    'address-refused': 'failed',
    'address-gone': 'failed',
    'address-unreadable': 'undecided',
  },
  schema: {
    'schema-met': 'passed',
    'single-values': 'warning',
    'schema-not-met': 'failed',
    'issuer-only-named': 'failed',
  },
  terms: {
    'terms-defined': 'passed',
    'terms-not-needed': 'not-applicable',
    'term-undefined': 'failed',
    'context-unknown': 'failed',
    'terms-unsafe': 'failed',
  },
  proof: {
    'proof-holds': 'passed',
    'hosted-identical': 'passed',
    'proof-beside-unknown': 'warning',
    'header-of-other-standard': 'warning',
    'proof-missing': 'failed',
    'proof-kind-unknown': 'failed',
    'proof-purpose-wrong': 'failed',
    'proof-expired': 'failed',
    'proofs-too-many': 'failed',
    'proof-wrong': 'failed',
    'algorithm-refused': 'failed',
    'header-refused': 'failed',
    'key-not-named': 'failed',
    'key-set': 'failed',
    'key-not-found': 'failed',
    'key-unusable': 'failed',
    'key-unreachable': 'undecided',
    'hosted-differs': 'failed',
    'hosted-absent': 'failed',
    'hosted-unreachable': 'undecided',
    'signed-2-0': 'undecided',
  },
  issuer: {
    'issuer-bound': 'passed',
    'subject-not-in-token': 'warning',
    'controller-foreign': 'failed',
    'key-retired': 'failed',
    'key-of-nobody': 'failed',
    'token-differs': 'failed',
    'issuer-unreachable': 'undecided',
    'issuer-unreadable': 'failed',
    'hosted-elsewhere': 'failed',
  },
  validity: { 'valid-now': 'passed', 'valid-for-good': 'passed', 'not-yet-valid': 'failed', expired: 'failed' },
  status: {
    'not-revoked': 'passed',
    'status-not-offered': 'not-applicable',
    'status-kind-unknown': 'warning',
    'status-purpose-unknown': 'warning',
    revoked: 'failed',
    'status-entry-wrong': 'failed',
    'status-list-wrong': 'failed',
    'status-list-short': 'failed',
    'status-list-forged': 'failed',
    'status-list-foreign': 'failed',
    'status-list-expired': 'failed',
    'status-index-outside': 'failed',
    'status-unreachable': 'undecided',
  },
  endorsements: {
    'endorsements-hold': 'passed',
    'endorsements-none': 'not-applicable',
    'endorsement-outdated': 'warning',
    'endorsement-wrong': 'failed',
    'endorsement-of-another': 'failed',
    'endorsements-too-many': 'failed',
    'endorsement-unreachable': 'undecided',
  },
} as const satisfies Record<string, Record<string, Effect>>;

export type Check = keyof typeof effects;
type CodesOf<C extends Check> = C extends Check ? keyof (typeof effects)[C] : never;
/** What was found, for programs: stable. `not-reached` belongs to whatever check did not run. */
export type FoundCode = CodesOf<Check>;
export type Code = FoundCode | 'not-reached';

export type Outcome = 'passed' | 'failed' | 'warning' | 'not-applicable';
export type Verdict = 'valid' | 'invalid' | 'incomplete';

export interface Finding {
  check: Check;
  outcome: Outcome;
  code: Code;
  /** Where in the badge, or what exactly: JSON paths, terms, addresses, in no language. */
  details: readonly string[];
}

/** In the order in which they run. */
export const CHECKS = Object.keys(effects) as Check[];

const effectOf = new Map<string, { check: Check; effect: Effect }>(
  CHECKS.flatMap((check) =>
    Object.entries<Effect>(effects[check]).map(([code, effect]) => [code, { check, effect }] as const),
  ),
);

export const found = (code: FoundCode, details: readonly string[] = []): Finding => {
  const { check = 'form', effect = 'failed' } = effectOf.get(code) ?? {};
  return { check, outcome: effect === 'undecided' ? 'failed' : effect, code, details };
};

/** Thrown inside a check to end it with what was found. */
export class Fault extends Error {
  readonly code: FoundCode;
  readonly details: readonly string[];
  constructor(code: FoundCode, details: readonly string[] = []) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export const isUndecided = (code: Code) => effectOf.get(code)?.effect === 'undecided';

/** Valid if nothing failed; incomplete if nothing failed but what could not be read. */
export const verdictOf = (findings: readonly Finding[]): Verdict => {
  const failed = findings.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) return 'valid';
  return failed.every(({ code }) => isUndecided(code)) ? 'incomplete' : 'invalid';
};

/** The findings in order, with a word for each check that did not run. */
export const complete = (findings: readonly Finding[]): Finding[] =>
  CHECKS.map(
    (check) =>
      findings.find((one) => one.check === check) ?? {
        ...{ check, outcome: 'not-applicable', code: 'not-reached', details: [] },
      },
  );
