/**
 * A credential of about 3 KB, made of the parts of which Accolade makes one: an achievement with criteria, alignment and a
 * criterion of three levels, the level that was reached, two pieces of evidence, a status.
 */
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from '../functions/open-badges/contexts.ts';

const HOST = 'https://badges.district.example';
const ACHIEVEMENT = `${HOST}/programs/frt/badges/retrieval-practice/versions/3`;

const criterion = (name: string, levels: Record<string, string>) => {
  const id = `${ACHIEVEMENT}#rubric/${name.toLowerCase()}`;
  return {
    id,
    type: ['ResultDescription'],
    name,
    resultType: 'RubricCriterionLevel',
    requiredLevel: `${id}/met`,
    rubricCriterionLevel: Object.entries(levels).map(([level, description], at) => ({
      id: `${id}/${level}`,
      type: ['RubricCriterionLevel'],
      name: `Planning is ${level}`,
      level: String(at + 1),
      description,
    })),
  };
};

const result = (name: string, level: string) => ({
  type: ['Result'],
  resultDescription: `${ACHIEVEMENT}#rubric/${name}`,
  achievedLevel: `${ACHIEVEMENT}#rubric/${name}/${level}`,
});

const achievement = (issuer: string) => ({
  id: ACHIEVEMENT,
  type: ['Achievement'],
  achievementType: 'MicroCredential',
  name: 'Retrieval Practice',
  description: 'Students recall what they learned, spaced over time, with feedback.',
  criteria: {
    id: `${ACHIEVEMENT}#criteria`,
    narrative: 'Plan **low-stakes** retrieval, run it for six weeks, study the results.',
  },
  creator: { id: issuer, type: ['Profile'], name: 'Future Ready Teachers' },
  creditsAvailable: 15,
  inLanguage: 'en',
  version: '3',
  tag: ['Practitioner'],
  alignment: [
    {
      type: ['Alignment'],
      targetName: 'Engages learners in their own growth',
      targetUrl: 'https://standards.example/teaching/6a',
      targetCode: '6a',
    },
  ],
  resultDescription: [
    criterion('Planning', {
      begun: 'Questions are of this unit.',
      met: 'Questions span three units.',
      exceeded: 'Questions are spaced and interleaved.',
    }),
  ],
});

/** A new one for each serial: nothing about one credential can be remembered for the next. */
export const credentialOf = (issuer: string, serial: number) => ({
  '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT],
  id: `${HOST}/credentials/${serial}`,
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Retrieval Practice',
  description: 'Plans, runs and studies retrieval practice in the classroom.',
  issuer: { id: issuer, type: ['Profile'], name: 'Future Ready Teachers', url: 'https://district.example' },
  validFrom: '2026-03-02T10:00:00.000Z',
  awardedDate: '2026-03-02T10:00:00.000Z',
  credentialSubject: {
    id: `urn:uuid:0b9f1a52-4b6c-4f6e-9d5e-${String(serial).padStart(12, '0')}`,
    type: ['AchievementSubject'],
    achievement: achievement(issuer),
    creditsEarned: 15,
    result: [result('planning', 'met')],
  },
  evidence: [
    { id: 'https://work.example/sets/1', type: ['Evidence'], name: 'Question sets' },
    { type: ['Evidence'], name: 'Class results', narrative: 'Recall rose from 48 % to 77 %.' },
  ],
  credentialStatus: {
    id: `${HOST}/status/7#${serial}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: String(serial),
    statusListCredential: `${HOST}/status/7`,
  },
});
