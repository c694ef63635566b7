/** Badges as the libraries of others issue them, with a key of this process. */
import { sign } from 'node:crypto';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as digitalbazaar from '@digitalbazaar/vc';
import { DataIntegrityProof as OtherProof } from '@digitalcredentials/data-integrity';
import { cryptosuite as otherCryptosuite } from '@digitalcredentials/eddsa-rdfc-2022-cryptosuite';
import * as digitalcredentials from '@digitalcredentials/vc';
import { offlineLoader } from '../../../bin/context-documents.ts';
import { type EdKey, ISSUER, type Json } from './world.ts';

const signerOf = (key: EdKey) => ({
  id: `${ISSUER}#${key.multikey}`,
  algorithm: 'Ed25519',
  sign: async ({ data }: { data: Uint8Array }) => sign(null, data, key.privateKey),
});

export const issueByDigitalBazaar = async (credential: Json, key: EdKey): Promise<Json> => {
  const suite = new DataIntegrityProof({ signer: signerOf(key), cryptosuite });
  return { ...(await digitalbazaar.issue({ credential, suite, documentLoader: offlineLoader })) };
};

export const issueByDigitalCredentials = async (credential: Json, key: EdKey): Promise<Json> => {
  const suite = new OtherProof({ signer: signerOf(key), cryptosuite: otherCryptosuite });
  return { ...(await digitalcredentials.issue({ credential, suite, documentLoader: offlineLoader })) };
};
