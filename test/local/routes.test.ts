import { expect, test } from 'vitest';
import { findRoute, type Route } from '../../lib/local/gateway/routes.ts';

const keys = [
  '$default',
  'ANY /{proxy+}',
  'GET /badges/{badgeId}',
  'ANY /badges/{badgeId}',
  'GET /badges/newest',
  'GET /badges/{badgeId}/versions/{version}',
  'POST /badges/{proxy+}',
];
const routes = keys.map((key): Route => {
  const [method = '', path = ''] = key === '$default' ? ['ANY', ''] : key.split(' ');
  return { key, method, segments: path.split('/').slice(1), functionArn: 'arn' };
});

test.each([
  ['GET', '/badges/newest', 'GET /badges/newest', {}],
  ['GET', '/badges/7', 'GET /badges/{badgeId}', { badgeId: '7' }],
  ['PUT', '/badges/7', 'ANY /badges/{badgeId}', { badgeId: '7' }],
  ['POST', '/badges/7', 'ANY /badges/{badgeId}', { badgeId: '7' }],
  ['POST', '/badges/7/more', 'POST /badges/{proxy+}', { proxy: '7/more' }],
  ['GET', '/badges/7/versions/2', 'GET /badges/{badgeId}/versions/{version}', { badgeId: '7', version: '2' }],
  ['GET', '/elsewhere', 'ANY /{proxy+}', { proxy: 'elsewhere' }],
])('%s %s goes to %s', (method, path, key, pathParameters) => {
  expect(findRoute(routes, method, path)).toMatchObject({ route: { key }, pathParameters });
});

test('without a greedy route $default takes the rest, and without it nobody does', () => {
  const plain = routes.filter((route) => !route.key.includes('+'));
  expect(findRoute(plain, 'GET', '/elsewhere')?.route.key).toBe('$default');
  expect(findRoute(plain.slice(1), 'GET', '/elsewhere')).toBeUndefined();
});
