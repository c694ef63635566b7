/** Signed posts, each of an earner and a badge that were not posted together yet. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Host } from '../../lib/local/host.ts';
import { clientOf } from '../../lib/local/story/client.ts';
import type { LocalFile } from '../../lib/local/story/local-file.ts';
import type { StorySubmission } from '../../lib/local/story/people.ts';

export interface Pairs {
  /** Employee ids. */
  earners: readonly string[];
  badges: readonly string[];
}

/** Throws where a post is not taken, and where the pairs are used up: it would measure something else. */
export const postsTo = (local: LocalFile, submission: StorySubmission, { earners, badges }: Pairs) => {
  const client = clientOf(local);
  return async (serial: number): Promise<void> => {
    const [employeeId, badge] = [earners[serial % earners.length], badges[Math.floor(serial / earners.length)]];
    if (!employeeId || !badge) throw new Error('Every earner has posted for every badge: take fewer seconds.');
    const body = { ...submission, data: { ...submission.data, badge, earner: { employeeId } } };
    const { status } = await client.post(`msg_${randomUUID()}`, body);
    if (status !== 202) throw new Error(`A post was answered with ${status}.`);
  };
};

const Page = z.object({ Count: z.int(), LastEvaluatedKey: z.unknown().optional() });

/** How many submissions are in the table: every accepted post must be one. */
export const submissionsIn = async (host: Host): Promise<number> => {
  let count = 0;
  let ExclusiveStartKey: unknown;
  do {
    const page = await host.dynamoDb.call('Scan', {
      ...{
        TableName: host.resolve(host.find('AWS::DynamoDB::GlobalTable', 'Ledger')),
        Select: 'COUNT',
        ExclusiveStartKey,
      },
      FilterExpression: 'entity = :submission',
      ExpressionAttributeValues: { ':submission': { S: 'Submission' } },
    });
    const read = Page.parse(page);
    count += read.Count;
    ExclusiveStartKey = read.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return count;
};
