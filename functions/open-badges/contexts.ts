/** The JSON-LD contexts that credentials are written in: nothing else is understood, and nothing is ever fetched. */
export const CREDENTIALS_CONTEXT = 'https://www.w3.org/ns/credentials/v2';
export const OPEN_BADGES_CONTEXT = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
/** Needed as soon as a type named `1EdTech...` is used. */
export const EXTENSIONS_CONTEXT = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';

/** In the order in which a document names them: it may stop after any, but skip none. */
export const KNOWN_CONTEXTS = [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT, EXTENSIONS_CONTEXT] as const;
