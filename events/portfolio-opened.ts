import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { EmployeeId, PortfolioId } from './ids.ts';

/** An earner opened the public page of all badges that they share. */
export const PortfolioOpened = defineEvent(
  'portfolio.opened',
  1,
  z.object({ portfolioId: PortfolioId, earnerId: EmployeeId }),
  {
    summary: 'An earner opened the public page of all badges that they share.',
    key: (data) => data.earnerId,
  },
);
