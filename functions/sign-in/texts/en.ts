export const en = {
  signedIn: 'You are signed in',
  signedInAs: (email: string) => `This browser is signed in as ${email}.`,
  signedInWithoutAddress: 'This browser is signed in.',
  whatNext: 'Open the link in your e-mail again to go on.',
  signOut: 'Sign out',
  signedOut: 'You are not signed in',
  signedOutMore:
    'On a shared computer, close the browser too: the sign-in service of your district may still remember you.',
  signIn: 'Sign in',
};
