import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { indexes } from '../../functions/platform/table/keys.ts';
import { appWith, ofType, template, templateWith } from './synthesized.ts';

const policies = (from = template()) =>
  Object.entries(from.Resources).map(([id, resource]) => ({
    id,
    ...z.object({ Type: z.string(), DeletionPolicy: z.string().optional() }).parse(resource),
  }));
const retained = (from = template()) =>
  policies(from)
    .filter(({ DeletionPolicy }) => DeletionPolicy === 'Retain')
    .map(({ Type }) => Type)
    .sort();

const Table = z.object({
  KeySchema: z.unknown(),
  BillingMode: z.string(),
  StreamSpecification: z.unknown(),
  TimeToLiveSpecification: z.unknown(),
  GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string(), KeySchema: z.unknown(), Projection: z.unknown() })),
  Replicas: z.array(
    z.object({
      DeletionProtectionEnabled: z.boolean(),
      PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.boolean() }),
    }),
  ),
});
const keySchema = (pk: string, sk: string) => [
  { AttributeName: pk, KeyType: 'HASH' },
  { AttributeName: sk, KeyType: 'RANGE' },
];

describe('the ledger', () => {
  it('is the table that the functions expect', () => {
    const [table] = ofType('AWS::DynamoDB::GlobalTable', Table);
    expect(table).toMatchObject({
      KeySchema: keySchema('pk', 'sk'),
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      Replicas: [
        { DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
      ],
    });
    expect(table?.GlobalSecondaryIndexes).toEqual(
      Object.values(indexes).map(({ name, pk, sk }) => ({
        IndexName: name,
        KeySchema: keySchema(pk, sk),
        Projection: { ProjectionType: 'ALL' },
      })),
    );
  });
});

describe('what is kept', () => {
  it('outlives the stack: table, people, keys', () => {
    expect(retained()).toEqual([
      'AWS::Cognito::UserPool',
      'AWS::DynamoDB::GlobalTable',
      'AWS::KMS::Key',
      'AWS::KMS::Key',
      'AWS::KMS::Key',
    ]);
    expect(appWith().stack.terminationProtection).toBe(true);
  });

  it('is the signing keys alone where a stage is made to be destroyed', () => {
    const passing = templateWith({ removalPolicy: 'destroy' });
    expect(retained(passing)).toEqual(['AWS::KMS::Key', 'AWS::KMS::Key']);
    const [table] = ofType('AWS::DynamoDB::GlobalTable', Table, passing);
    expect(table?.Replicas[0]?.DeletionProtectionEnabled).toBe(false);
  });

  // Another logical id is another resource: CloudFormation would put an empty table, or a new key, in its place.
  it('keeps its logical id from version to version', () => {
    const kept = policies().filter(({ DeletionPolicy }) => DeletionPolicy === 'Retain');
    expect(kept.map(({ id }) => id).sort()).toEqual(KEPT);
  });
});

const KEPT = [
  'LedgerTable9343E4AA',
  'SecretsKey9BF95D68',
  'SignInPeople26B168CC',
  'SigningJwtKey2026850B5318',
  'SigningKey20267D507226',
];

describe('signing keys', () => {
  const Key = z.object({
    KeySpec: z.string().optional(),
    KeyUsage: z.string().optional(),
    EnableKeyRotation: z.boolean().optional(),
  });
  const signing = (from = template()) =>
    ofType('AWS::KMS::Key', Key, from).filter(({ KeyUsage }) => KeyUsage === 'SIGN_VERIFY');

  it('is Ed25519 for proofs and RSA for JWTs, one of each for each name', () => {
    expect(signing().map(({ KeySpec }) => KeySpec)).toEqual(['ECC_NIST_EDWARDS25519', 'RSA_2048']);
  });

  it.each([
    ['SIGNING_KEYS', 'ECC_NIST_EDWARDS25519', 'ED25519_SHA_512', 'RAW'],
    ['JWT_SIGNING_KEYS', 'RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_256', 'DIGEST'],
  ])(
    '%s: the last signs, all are published, and a new name changes nothing about the old key',
    (name, spec, algorithm, type) => {
      const rotated = templateWith({ signingKeys: ['2026', '2027'] });
      const ofSpec = (from = template()) => signing(from).filter(({ KeySpec }) => KeySpec === spec);
      const [old, young] = ofSpec(rotated).map(({ id }) => id);
      expect(old).toBe(ofSpec()[0]?.id);
      const [list] = ofType(
        'AWS::Lambda::Function',
        z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) }),
        rotated,
      ).flatMap(({ Environment }) => Environment.Variables[name] ?? []);
      expect(list).toEqual({ 'Fn::Join': ['', [{ Ref: old }, ',', { Ref: young }]] });
      const Statement = z.object({ Action: z.unknown(), Resource: z.unknown(), Condition: z.unknown().optional() });
      const maySign = ofType(
        'AWS::IAM::Policy',
        z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) }),
        rotated,
      )
        .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
        .filter(({ Action }) => Action === 'kms:Sign');
      expect(maySign).toContainEqual({
        Action: 'kms:Sign',
        Resource: { 'Fn::GetAtt': [young, 'Arn'] },
        Condition: { StringEquals: { 'kms:SigningAlgorithm': algorithm, 'kms:MessageType': type } },
      });
      expect(maySign).toHaveLength(2);
    },
  );

  it('seals secrets with another, which turns over every year', () => {
    const others = ofType('AWS::KMS::Key', Key).filter(({ KeyUsage }) => KeyUsage !== 'SIGN_VERIFY');
    expect(others).toMatchObject([{ EnableKeyRotation: true }]);
  });
});

describe('the template', () => {
  it('has room to grow: 500 resources are CloudFormation’s limit', () => {
    expect(Object.keys(template().Resources).length).toBeLessThan(450);
  });
});
