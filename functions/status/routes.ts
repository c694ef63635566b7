/** The routes of status lists. */
import { defineRoutes } from '../platform/http/route.ts';

export const statusRoutes = defineRoutes({
  statusList: {
    method: 'GET',
    path: '/programs/{programId}/status/{list}',
    summary:
      'A status list of a program: which of its badges are revoked. Signed JSON, or a JWT by Accept or the suffix .jwt.',
    access: 'public',
    anyOrigin: true,
    answers: { 200: 'The signed list.', 404: 'No such list.' },
  },
});
