/** What would become of a sample: the same reading and the same rules as of a post, and no write. */
import { notFound } from '../../platform/errors.ts';
import type { Handlers, Principal } from '../../platform/http/route.ts';
import type { ProgramReader } from '../../programs/read.ts';
import { formatOf } from '../formats/formats.ts';
import { mapPost, type Outcome, type Readers, readSent } from '../map-post.ts';
import { readJsonObject } from '../post-body.ts';
import type { tryRoutes } from './routes.ts';

interface Collaborators extends Readers {
  programs: Readers['programs'] & Pick<ProgramReader, 'source'>;
  /** Refuses whoever may not change the program. */
  demandChanging: (principal: Principal, programId: string) => Promise<unknown>;
}

export const trySource = (collaborators: Collaborators): Handlers<typeof tryRoutes> => ({
  async trySource({ params: { sourceId }, body: { sample, mapping }, principal }) {
    const source = await collaborators.programs.source(sourceId);
    if (!source) throw notFound('source');
    await collaborators.demandChanging(principal, source.programId);
    const tried = { ...source, ...(mapping && { mapping }) };
    const sent = readSent(tried, readJsonObject(formatOf(source.format).payload(bytesOf(sample))));
    const outcome = await mapPost(collaborators)(source.programId, sent);
    return { status: 200, json: { ...answerOf(outcome), ...evidenceOf(sent) } };
  },
});

const bytesOf = (sample: object | string) => Buffer.from(typeof sample === 'string' ? sample : JSON.stringify(sample));

/** What would be, by ids; the words of the sample are not repeated. */
const answerOf = (outcome: Outcome) => {
  if (outcome.kind === 'submission') {
    const { earnerId, badgeId, badgeVersion } = outcome;
    return { outcome: 'submission', earner: earnerId, badge: { id: badgeId, version: badgeVersion } };
  }
  if (outcome.kind !== 'quarantined') return { outcome: outcome.kind };
  const { reason, problems, earnerId, named } = outcome;
  return { outcome: 'quarantined', reason, problems, earner: earnerId, badge: named?.badge && { id: named.badge } };
};

/** Which answer fills which requirement, and where it stood. */
const evidenceOf = (sent: ReturnType<typeof readSent>) => {
  if (sent.kind !== 'submission') return {};
  const found = 'found' in sent ? sent.found : undefined;
  const evidence = sent.data.evidence.map(({ requirement, type, shareable }, at) => ({
    ...{ requirement, type, shareable },
    from: found?.[at]?.from ?? { data: `$.data.evidence[${at}]` },
  }));
  return { evidence };
};
