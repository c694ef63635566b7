export const en = {
  signedIn: 'You are signed in',
  signedInAs: (email: string) => `This browser is signed in as ${email}.`,
  signedInWithoutAddress: 'This browser is signed in.',
  whatNext: 'To go on, return to the page you came from, or open the link in your e-mail again.',
  signOut: 'Sign out',
  signedOut: 'You are not signed in',
  signedOutNext: 'The links in your e-mails lead you to the right page, and sign you in on the way.',
  signedOutMore:
    'If others use this computer too, close the browser when you leave: the sign-in service of your district may still remember you.',
  signIn: 'Sign in',
};
