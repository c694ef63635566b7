/** What the page of webhooks says. */
export const en = {
  webhooks: 'Webhooks: systems that are told',
  how: 'Each system below is told of what happens in the program: ids only, no names, signed. Systems are added, changed and given secrets by the API.',
  none: 'No system is told yet. The API adds one.',
  address: 'Address',
  told: 'Told of',
  announced: 'All that everybody concerned hears anyway: awards and the program itself',
  state: 'State',
  enabled: (date: string) => `Enabled since ${date}`,
  disabled: {
    'by-hand': (date: string) => `Disabled by hand on ${date}`,
    gone: (date: string) => `Disabled on ${date}, because it answered that its address is gone for good (410)`,
    failing: (date: string) => `Disabled on ${date}, because for five days it took nothing`,
  },
  health: 'How it does',
  untried: 'Nothing was sent yet',
  well: (when: string) => `Took what was sent, last on ${when}`,
  failing: (failures: number, when: string) =>
    failures === 1 ? `Did not take the last try, on ${when}` : `Did not take the last ${failures} tries, since ${when}`,
  paused: (when: string) => `It asked to be left alone until ${when}`,
  last: 'The last deliveries',
  lastNone: 'None yet.',
  states: {
    pending: (tries: number, when: string) =>
      tries === 0 ? `Is sent now` : `Tried ${tries === 1 ? 'once' : `${tries} times`}, next try on ${when}`,
    delivered: 'Delivered',
    failed: 'Failed: all tries were in vain',
    abandoned: 'Not sent: the system was disabled',
  },
  id: 'Webhook id',
  enable: 'Enable',
  disable: 'Disable',
  test: 'Send a test',
  which: (action: string, description: string) => `${action}: ${description}`,
};
