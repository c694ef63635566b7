/** A system that is told of what happens, by the public routes. The local host reaches no address of this machine, so it never is. */
import { expect } from 'vitest';
import { ofEntity } from './ledger.ts';
import { example, type Played } from './played-stack.ts';

/**
 * Added, looked at, changed, given another secret, tested for five days until it is disabled by itself. The deputy does it: for the
 * first time in this program, so that account and member are bound. Answers the path of the endpoint.
 */
export const tellUntilDisabled = async (played: Played): Promise<string> => {
  const { client, program, settle, later, items } = played;
  const webhooks = `/v1/programs/${program.id}/webhooks`;
  const deputy = () => played.token(played.member(example.deputy));
  const settings = { url: 'https://127.0.0.1/hook', description: 'The data warehouse' };
  const { endpoint } = (await client.call(await deputy(), 'POST', webhooks, settings)) as {
    endpoint: { endpointId: string };
  };
  const path = `${webhooks}/${endpoint.endpointId}`;
  await client.call(await deputy(), 'PUT', path, { ...settings, events: ['badge.awarded'], enabled: true });
  await client.call(await deputy(), 'POST', `${path}/secret`);
  for (let day = 0; day < 6; day++) {
    if ((await client.call(await deputy(), 'GET', path)).enabled) {
      await client.call(await deputy(), 'POST', `${path}/test`, undefined, [202]);
      await settle();
      await later(24 * 60);
    }
  }
  const [disabled] = ofEntity(await items(), 'WebhookEndpoint');
  expect(disabled).toMatchObject({ disabled: { reason: 'failing' } });
  const { deliveries } = (await client.call(await deputy(), 'GET', `${path}/deliveries`)) as { deliveries: object[] };
  expect(deliveries.at(-1)).toMatchObject({
    log: expect.arrayContaining([expect.objectContaining({ outcome: 'address-refused' })]),
  });
  return path;
};

/** Enabled again, what failed is sent once more, and it is removed; another takes its place. */
export const sendAgainAndRemove = async (played: Played, path: string): Promise<void> => {
  const { client, settle, host } = played;
  const deputy = await played.token(played.member(example.deputy));
  const settings = { url: 'https://127.0.0.1/hook', description: 'The data warehouse', enabled: true };
  await client.call(deputy, 'PUT', path, settings);
  const range = { from: '2020-01-01T00:00:00Z', to: new Date(host.clock.now()).toISOString() };
  expect((await client.call(deputy, 'POST', `${path}/replays`, range, [202])).replayed).toBeGreaterThan(0);
  await settle();
  await client.call(deputy, 'DELETE', path, undefined, [204]);
  await addAndTest(played, deputy);
};

/** An endpoint with a test that it did not take. */
const addAndTest = async ({ client, program, settle }: Played, token: string): Promise<void> => {
  const webhooks = `/v1/programs/${program.id}/webhooks`;
  const settings = { url: 'https://127.0.0.1/another', description: 'Another warehouse' };
  const { endpoint } = (await client.call(token, 'POST', webhooks, settings)) as { endpoint: { endpointId: string } };
  await client.call(token, 'POST', `${webhooks}/${endpoint.endpointId}/test`, undefined, [202]);
  await settle();
};
