import type { en } from './en.ts';
import { problems, reasons } from './es-posts.ts';

const posts = (count: number) => (count === 1 ? '1 mensaje' : `${count} mensajes`);

export const es: typeof en = {
  quarantine: 'Mensajes en espera',
  empty: 'Aquí no espera nada. Cada mensaje se convirtió en una entrega o se apartó.',
  how: 'Estos mensajes llegaron con una firma válida y se guardaron, pero no se pudieron convertir en entregas: nadie los evalúa. Abra uno para ver qué corregir y después reinténtelo. El más reciente es el último.',
  waiting: (total, more, oldest) =>
    `${more ? `Más de ${total} mensajes esperan` : total === 1 ? '1 mensaje espera' : `${total} mensajes esperan`}; el más antiguo, desde el ${oldest} (UTC).`,
  since: (time) => `En espera desde el ${time} (UTC)`,
  sentFor: (name) => `Enviado a nombre de ${name}`,
  sentForNobody: 'No nombra a nadie que el programa conozca.',
  receipt: 'Recibo',
  more: 'Más en espera',
  problem: (code, words) => (problems[code] ?? problems.other)(words),
  reasons,

  replayAll: 'Reintentar todos',
  replayAllHow:
    'Cada uno se intenta de nuevo con el programa tal como está ahora, empezando por el más antiguo. Lo que siga sin poder convertirse en una entrega continúa en espera.',
  replayedAll: (done, still) =>
    `${posts(done)} se ${done === 1 ? 'convirtió' : 'convirtieron'} en entregas. ${still === 0 ? 'Ninguno de los reintentados sigue' : `${posts(still)} ${still === 1 ? 'sigue' : 'siguen'}`} en espera.`,
  goOn: 'Quedan más por reintentar.',
  replayRest: 'Reintentar el resto',

  back: 'Todo lo que espera',
  came: 'Llegó',
  by: 'Enviado por',
  of: 'A nombre de',
  attributedTo: (name) => `${name}, según usted o su suplente`,
  state: {
    replayed: 'Se convirtió en una entrega',
    dismissed: 'Se apartó definitivamente',
  },
  resolved: (time, name) => `El ${time} (UTC), por ${name}.`,
  submission: 'Ver la entrega',

  why: 'Por qué espera',
  now: 'Con el programa tal como está ahora, se puede convertir en una entrega.',
  ignored:
    'Con la correspondencia de campos de su fuente tal como está ahora, no es una entrega. Apártelo, o corrija la correspondencia.',
  toDo: 'Qué hacer',
  addAddress:
    'La dirección que nombra no es de ningún miembro. Agréguela a quien corresponda en el archivo del programa:',
  addMember:
    'El número de personal que nombra no es de ningún miembro. Agregue a la persona en el archivo del programa:',
  addRole: (name) => `En el archivo del programa, asigne a ${name} la función:`,
  badgesThere: 'Las insignias del programa tienen estos ids:',
  publish: 'En el archivo del programa:',

  replay: 'Reintentar',
  stillWaits: 'Se intentó de nuevo, y todavía no se puede convertir en una entrega.',
  attributed: 'Guardado. Ahora reinténtelo.',
  attribute: 'Indicar de quién es',
  attributeHow:
    'Al reintentar el mensaje, la evidencia será de esta persona. Vale solo para este mensaje: el archivo del programa queda como está, y el próximo mensaje de la misma dirección volverá a esperar.',
  employeeId: 'Número de personal de quien la envía',
  attributeSend: 'Guardar esta persona',
  dismiss: 'Apartarlo definitivamente',
  dismissHow: 'Sale de esta lista y se guarda, con su nombre y el motivo. Nunca podrá convertirse en una entrega.',
  dismissWhy: '¿Por qué?',
  dismissals: {
    duplicate: 'La misma evidencia se envió dos veces',
    test: 'Se envió para hacer una prueba',
    spam: 'Nunca debió enviarse',
    'not-needed': 'No queda nada que hacer con él',
  },
  dismissSend: 'Apartar definitivamente',

  sent: 'Lo que se envió',
  sentCare:
    'La evidencia de un aula puede mostrar a estudiantes. Aquí solo la ven usted y su suplente. Por favor, no la difunda.',
  sentGone: 'Lo que se envió es ahora la evidencia de la entrega.',
  long: (path, length) => `${path}: ${length} caracteres`,
  cut: 'Esto es solo el principio. El resto está en la respuesta de la API.',

  errors: {
    prefix: 'Error',
    summary: 'Por favor, corrija esto',
    employeeMissing: 'Indique el número de personal de un miembro.',
    employeeUnknown: 'Ningún miembro con este número de personal participa en el programa para obtener insignias.',
    dismissalMissing: 'Elija el motivo.',
  },
};
