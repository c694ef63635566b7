export const en = {
  title: 'Report a concern',
  about: 'About the public page of the badge',
  whatHappens:
    'You need no account. Whoever answers for the program gets what you write by e-mail. It stands on no page.',
  kind: 'What is wrong?',
  kinds: {
    'student-identifiable': 'A student can be identified',
    'wrong-information': 'Something on the page is not true',
    'something-else': 'Something else',
  },
  text: 'What did you see, and where?',
  textHint: (most: number) => `Please do not write the names of students. ${most} characters at most.`,
  replyTo: 'Your e-mail address, if you would like an answer',
  replyToHint: 'Not needed. It stands in the mail to whoever answers for the program, and is kept here for 400 days.',
  send: 'Report it',
  errors: {
    summary: 'Please correct this',
    kindMissing: 'Choose what is wrong.',
    textMissing: 'Write what you saw.',
    textTooLong: 'Shorten what you wrote to 2000 characters.',
    replyToWrong: 'Write the whole e-mail address, or leave it empty.',
  },
  thanks: 'Thank you',
  thanksMore:
    'What you reported goes to whoever answers for the program, who can withhold evidence or revoke the badge.',
  urgent: 'If it cannot wait, write to the program as well:',
  back: 'Back to the badge',
};
