/**
 * A process of its own for @digitalcredentials/verifier-core, which takes no document loader: `fetch` is replaced by a reader
 * of a map before it is loaded. Hears `{ credentials, documents }`, answers `{ verdicts, asked }`.
 */
let documents = {};
const asked = new Set();

globalThis.fetch = async (request) => {
  const url = String(request?.url ?? request);
  asked.add(url);
  if (!Object.hasOwn(documents, url)) throw new TypeError(`Nobody published ${url}.`);
  return new Response(JSON.stringify(documents[url]), { headers: { 'content-type': 'application/json' } });
};
// It tells on the terminal of the schema it could not fetch.
console.log = () => {};
console.error = () => {};

const { verifyCredential } = await import('@digitalcredentials/verifier-core');

/** Fatal errors come without a log of steps. */
const verdictOf = ({ errors = [], log = [] }) => ({
  errors: errors.map(({ name, message }) => `${name}: ${message}`),
  steps: Object.fromEntries(log.map(({ id, valid }) => [id, valid])),
});

process.once('message', async (heard) => {
  documents = heard.documents;
  const verdicts = [];
  for (const credential of heard.credentials) {
    verdicts.push(verdictOf(await verifyCredential({ credential, knownDIDRegistries: [] })));
  }
  process.send({ verdicts, asked: [...asked] }, () => process.exit(0));
});
process.send('ready');
