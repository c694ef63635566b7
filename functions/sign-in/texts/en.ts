export const en = {
  signedIn: 'You are signed in',
  signedInAs: (email: string) => `This browser is signed in as ${email}.`,
  signedInWithoutAddress: 'This browser is signed in.',
  whatNext: 'To go on, return to the page you came from, or open the link in your e-mail again.',
  signOut: 'Sign out',
  signOutMore: 'This signs you out of the sign-in service of your district too, where it allows that.',
  signedOutHere: 'You are signed out here',
  signedOutHereNext:
    'The sign-in service of your district still has to sign you out. If nothing happens, go on by yourself.',
  signOutThere: 'Sign out there too',
  signedOut: 'You are not signed in',
  signedOutNext: 'The links in your e-mails lead you to the right page, and sign you in on the way.',
  signedOutMore:
    'If others use this computer too, close the browser when you leave: not every sign-in service forgets you when you sign out.',
  signIn: 'Sign in',
};
