import type { en } from './en.ts';
import { problems, reasons } from './es-posts.ts';

export const es: typeof en = {
  quarantine: 'Mensajes en espera',
  empty: 'Aquí no espera nada. Cada mensaje se convirtió en una entrega.',
  how: 'Estos mensajes llegaron con una firma válida y se guardaron, pero no se pudieron convertir en entregas: nadie los evalúa. Corrija la causa y pida que se envíe de nuevo la evidencia. El más reciente es el último.',
  since: (time) => `En espera desde el ${time} (UTC)`,
  sentFor: (name) => `Enviado a nombre de ${name}`,
  sentForNobody: 'No nombra a nadie que el programa conozca.',
  receipt: 'Recibo',
  more: 'Más en espera',
  problem: (code, words) => (problems[code] ?? problems.other)(words),
  reasons,
};
