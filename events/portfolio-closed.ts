import * as z from 'zod';
import { defineEvent } from './define-event.ts';
import { EmployeeId, PortfolioId } from './ids.ts';

/** An earner closed the public page of their shared badges. */
export const PortfolioClosed = defineEvent(
  'portfolio.closed',
  1,
  z.object({ portfolioId: PortfolioId, earnerId: EmployeeId }),
  {
    summary: 'An earner closed the public page of their shared badges.',
    key: (data) => data.earnerId,
  },
);
