import type { Code } from '../findings.ts';

/** What was found; and what to do, where something is to be done. */
export type Saying = readonly [message: string, whatToDo?: string];

const ASK = 'Ask whoever gave you the badge for a fresh copy. If that one fails too, ask the issuer.';
const LATER = 'Try again in a few minutes. If it stays so, ask the issuer.';
const TELL = 'Do not rely on it. Tell the issuer, who has to issue it again.';
const BEWARE = 'Do not rely on it. Ask the issuer named in it whether they issued it.';

export const findingsEn: Readonly<Record<Code, Saying>> = {
  'not-reached': ['This was left out, because an earlier check failed.'],
  'form-known': ['This is a badge that can be read.'],
  'form-unknown': [
    'This is not a badge in any form we know.',
    'Hand in the file you downloaded (JSON, JWT, PNG or SVG), the text in it, or the web address of the badge.',
  ],
  'json-broken': [
    'The text looks like a badge, but part of it is missing or damaged.',
    'Copy all of it, from the first { to the last }, or hand in the file.',
  ],
  'jwt-broken': [
    'The text looks like a signed badge, but part of it is missing or damaged.',
    'Copy all of it, or hand in the file.',
  ],
  'image-damaged': ['The image is damaged or cannot be read.', ASK],
  'image-without-badge': [
    'The picture has no badge inside it.',
    'Phones and websites often remove it when they save a picture. Hand in the original file, or the badge as a file of its own.',
  ],
  'image-with-two-badges': ['The picture has two badges inside it, so nobody can say which one counts.', ASK],
  'nested-too-deep': ['The badge is built in a way no real badge is.', BEWARE],
  'not-an-open-badge': ['This is data, but not an Open Badge.', 'Hand in the file of the badge itself.'],
  'address-refused': [
    'Only public web addresses that begin with https:// are opened.',
    'Check the address, or hand in the file of the badge.',
  ],
  'address-gone': ['The badge at this address was taken back.', 'Do not rely on it. Only the issuer can say why.'],
  'address-unreadable': [
    'Nothing could be read at this address.',
    'Check the address and that the badge is shared, or hand in its file.',
  ],
  'schema-met': ['It has every part the standard asks for.'],
  'single-values': [
    'It has every part the standard asks for, but some lists are written as single values.',
    'It can be relied on. Strict verifiers may complain: the issuer should write these as lists.',
  ],
  'schema-not-met': ['Parts that the standard asks for are missing or not as it asks.', TELL],
  'issuer-only-named': ['The issuer is only an address, not described as the standard asks.', TELL],
  'terms-defined': ['Every word in it has a defined meaning.'],
  'terms-not-needed': ['Badges of version 2.0 need no such check.'],
  'term-undefined': ['It uses a word that its vocabularies do not define, so the signature cannot cover it.', TELL],
  'context-unknown': [
    'It uses a vocabulary that we do not know.',
    'We cannot say what it means. Ask the issuer to use the vocabularies of Open Badges 3.0.',
  ],
  'terms-unsafe': ['Part of it has no defined meaning, so the signature cannot cover it.', TELL],
  'proof-holds': ['The signature is right: nothing was changed since it was signed.'],
  'hosted-identical': ['The issuer’s website has the same badge.'],
  'proof-beside-unknown': [
    'A signature is right; another one is of a kind we do not know.',
    'It can be relied on. The other signature was not looked at.',
  ],
  'header-of-other-standard': [
    'The signature is right, but is marked in the way of another standard.',
    'It can be relied on. Strict verifiers of Open Badges may refuse it.',
  ],
  'proof-missing': ['It is not signed.', BEWARE],
  'proof-kind-unknown': [
    'It is signed in a way that we do not know.',
    'We cannot say whether it is real. Ask the issuer for a badge signed with eddsa-rdfc-2022, or as a JWT.',
  ],
  'proof-purpose-wrong': ['The signature was made for another purpose.', TELL],
  'proof-expired': ['The signature itself has run out.', TELL],
  'proofs-too-many': ['It has more signatures than any real badge.', BEWARE],
  'proof-wrong': [
    'The signature does not match: something was changed after signing, or the signature is damaged.',
    BEWARE,
  ],
  'algorithm-refused': ['It is signed in a way that anybody could imitate, or that we do not accept.', BEWARE],
  'header-refused': ['The header of the token has parts the standard forbids.', TELL],
  'key-not-named': ['It does not say which key it was signed with.', TELL],
  'key-set': ['The address of the key answers with several keys, and the standard asks for exactly one.', TELL],
  'key-not-found': ['The key it was signed with cannot be found at its address.', BEWARE],
  'key-unusable': ['The key it names is not one that can make such a signature.', TELL],
  'key-unreachable': ['The key it was signed with could not be read.', LATER],
  'hosted-differs': ['The issuer’s website has another version of this badge.', ASK],
  'hosted-absent': ['The issuer’s website does not know this badge.', BEWARE],
  'hosted-unreachable': ['The issuer’s website could not be read.', LATER],
  'signed-2-0': [
    'Signed badges of version 2.0 are not checked here.',
    'Ask for the badge in version 3.0, or for the hosted one.',
  ],
  'issuer-bound': ['It was signed by the issuer it names.'],
  'subject-not-in-token': [
    'It was signed by the issuer it names. The token does not repeat who holds it.',
    'It can be relied on. Strict verifiers may complain.',
  ],
  'controller-foreign': ['It was signed with a key that is not the issuer’s.', BEWARE],
  'key-retired': ['The issuer no longer lets this key sign badges.', BEWARE],
  'key-of-nobody': ['The issuer does not list the key it was signed with.', BEWARE],
  'token-differs': ['The token around the badge says something other than the badge.', TELL],
  'issuer-unreachable': ['The issuer’s own document could not be read.', LATER],
  'issuer-unreadable': ['The issuer’s own document is missing or not as the standard asks.', BEWARE],
  'hosted-elsewhere': ['The badge is not kept where its issuer keeps badges.', BEWARE],
  'valid-now': ['It is valid now, until the date it names.'],
  'valid-for-good': ['It is valid now, and has no end date.'],
  'not-yet-valid': ['It is not valid yet.', 'Come back after the date it names.'],
  expired: ['It has expired.', 'Ask its holder whether it was renewed.'],
  'not-revoked': ['The issuer has not taken it back.'],
  'status-not-offered': ['The issuer offers no way to ask whether it was taken back.'],
  'status-kind-unknown': [
    'Whether it was taken back can only be asked in a way that we do not know.',
    'Ask the issuer, if it matters.',
  ],
  'status-purpose-unknown': [
    'It names a status list for something other than taking badges back.',
    'Ask the issuer, if it matters.',
  ],
  revoked: ['The issuer has taken it back.', 'Do not rely on it. Only the issuer can say why.'],
  'status-entry-wrong': ['What it says about its status list is not as the standard asks.', TELL],
  'status-list-wrong': ['The list of badges that were taken back is not as the standard asks.', TELL],
  'status-list-short': ['The list of badges that were taken back is shorter than the standard allows.', TELL],
  'status-list-forged': ['The list of badges that were taken back is not signed by the issuer.', BEWARE],
  'status-list-foreign': ['The list of badges that were taken back is of another issuer.', BEWARE],
  'status-list-expired': ['The list of badges that were taken back is out of date.', LATER],
  'status-index-outside': ['The list of badges that were taken back has no place for this one.', TELL],
  'status-unreachable': ['Whether it was taken back could not be read.', LATER],
  'endorsements-hold': ['Every endorsement in it is real.'],
  'endorsements-none': ['It carries no endorsements.'],
  'endorsement-outdated': [
    'An endorsement in it is real, but not valid now.',
    'Rely on the badge, but not on that endorsement.',
  ],
  'endorsement-wrong': [
    'An endorsement in it is not real.',
    'Do not rely on the endorsement. Ask the issuer why the badge carries it.',
  ],
  'endorsement-of-another': [
    'An endorsement in it is real, but is of something else.',
    'Do not rely on the endorsement. Ask the issuer why the badge carries it.',
  ],
  'endorsements-too-many': [
    'It carries more endorsements than are checked here.',
    'Ask the issuer which of them matter.',
  ],
  'endorsement-unreachable': ['An endorsement in it could not be checked.', LATER],
};
