/** The smallest programs that pass, for tests that then break one thing. */

export const badge = (id: string, more: object = {}) => ({
  id,
  name: 'A badge',
  competency: 'The teacher can plan a lesson.',
  description: 'Plans help.',
  keyMethod: 'Plan backward.',
  tier: 1,
  hours: 3,
  criteria: 'Send a plan.',
  requirements: [
    { id: 'plan', type: 'file', title: 'The plan', instructions: 'A link to the plan.' },
    {
      id: 'reflection',
      type: 'reflection',
      title: 'Reflection',
      instructions: 'Write.',
      words: { min: 150, max: 400 },
    },
  ],
  rubric: [criterion('clear')],
  ...more,
});

export const criterion = (id: string, more: object = {}) => ({
  id,
  name: 'Clear',
  description: 'The plan is clear.',
  levels: [
    { id: 'beginning', name: 'Beginning', description: 'Not yet.' },
    { id: 'met', name: 'Met', description: 'It is.' },
    { id: 'exemplary', name: 'Exemplary', description: 'Others could teach by it.' },
  ],
  passing: 'met',
  ...more,
});

export const member = (employeeId: string, more: object = {}) => ({
  employeeId,
  name: `Person ${employeeId}`,
  addresses: [`${employeeId.toLowerCase()}@school.example`],
  roles: ['earner'],
  ...more,
});

export const program = (more: object = {}) => ({
  id: 'a-program',
  status: 'published',
  name: 'A program',
  description: 'For teachers.',
  issuer: { name: 'A district', url: 'https://www.school.example' },
  contact: 'badges@school.example',
  languages: ['en'],
  scope: { kind: 'district', name: 'A district' },
  owner: 'E-1',
  performanceReview: { place: 'none' },
  tiers: [{ tier: 1, name: 'Practice' }],
  badges: [badge('planning')],
  members: [member('E-1', { roles: [] })],
  ...more,
});
