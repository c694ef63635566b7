import type { Texts } from './texts.ts';

export const es: Texts = {
  webhooks: 'Webhooks: sistemas que reciben avisos',
  how: 'A cada sistema de la lista se le avisa de lo que ocurre en el programa: solo identificadores, sin nombres y con firma.',
  none: 'Todavía no se avisa a ningún sistema.',
  address: 'Dirección',
  told: 'Se le avisa de',
  announced: 'Todo lo que de todos modos saben las personas interesadas: insignias otorgadas y el programa mismo',
  state: 'Estado',
  enabled: (date) => `Activo desde el ${date}`,
  disabled: {
    'by-hand': (date) => `Desactivado a mano el ${date}`,
    gone: (date) => `Desactivado el ${date}, porque respondió que su dirección ya no existe (410)`,
    failing: (date) => `Desactivado el ${date}, porque en cinco días no aceptó nada`,
  },
  health: 'Cómo le va',
  untried: 'Todavía no se le ha enviado nada',
  well: (when) => `Aceptó lo enviado, por última vez el ${when}`,
  failing: (failures, when) =>
    failures === 1
      ? `No aceptó el último intento, el ${when}`
      : `No aceptó los últimos ${failures} intentos, desde el ${when}`,
  paused: (when) => `Pidió que no se le envíe nada hasta el ${when}`,
  last: 'Los últimos envíos',
  lastNone: 'Ninguno todavía.',
  states: {
    pending: (tries, when) =>
      tries === 0 ? 'Se está enviando' : `${tries === 1 ? 'Un intento' : `${tries} intentos`}; el próximo, el ${when}`,
    delivered: 'Entregado',
    failed: 'Falló: ningún intento tuvo éxito',
    abandoned: 'No se envió: el sistema estaba desactivado',
  },
  id: 'Id del webhook',
  enable: 'Activar',
  disable: 'Desactivar',
  test: 'Enviar una prueba',
  change: 'Cambiar los ajustes',
  changeSend: 'Guardar los ajustes',
  rotate: 'Crear un secreto nuevo',
  rotateSend: 'Crear ahora un secreto nuevo',
  rotateHow: (hours) =>
    `El secreto nuevo se muestra una sola vez. Durante ${hours} horas lo enviado se firma con los dos; después, solo con el nuevo.`,
  overlapped: (when) =>
    `Ya se creó un secreto nuevo: el anterior firma hasta el ${when}. Si crea otro, el anterior deja de firmar de inmediato.`,
  remove: 'Quitar',
  removeSend: 'Quitar este sistema definitivamente',
  removeHow: 'Lo que espera para este sistema ya no se envía. Si quizá lo necesite de nuevo, desactívelo.',
  replay: 'Enviar de nuevo',
  replayMissed: 'Enviar de nuevo lo que no aceptó',
  replayed: (count, more) =>
    count === 0
      ? 'En los últimos 30 días no hay nada que no aceptara.'
      : `${count === 1 ? 'Un aviso se envía' : `${count} avisos se envían`} de nuevo.${more ? ' Puede haber más: pulse el botón otra vez.' : ''}`,
  overtaken:
    'No se hizo nada: algo cambió desde que se abrió la página, quizá por este mismo formulario. Mire lo que hay aquí ahora. Si se creó un secreto y no llegó a verlo, cree uno nuevo y póngalo de inmediato en el sistema.',
  full: (most) => `Un programa avisa como máximo a ${most} sistemas. Quite uno para añadir otro.`,
  add: 'Añadir un sistema',
  addHow:
    'El sistema debe aceptar envíos web (HTTPS) desde internet. Su secreto, con el que comprueba que un envío es nuestro, se muestra en cuanto lo añada.',
  addSend: 'Añadir este sistema',
  fields: { description: 'Qué sistema es', url: 'Su dirección' },
  hints: {
    description: 'Para las personas, por ejemplo: El almacén de datos',
    url: 'Empieza por https://. La conoce quien administra el sistema.',
  },
  chosen: 'Solo lo que se marque aquí:',
  types: {
    'assertion.signed': 'Se firmó una insignia',
    'badge.awarded': 'Se otorgó una insignia',
    'badge.revoked': 'Se revocó una insignia',
    'credential.reissued': 'Se firmó de nuevo una insignia',
    'credential.shared': 'Alguien compartió una insignia',
    'credential.unshared': 'Alguien dejó de compartir una insignia',
    'program.revised': 'El programa cambió',
    'award.declined': 'Una entrega aprobada no dio lugar a una insignia',
    'evidence.approved': 'Se aprobaron evidencias',
    'evidence.denied': 'Se rechazaron evidencias',
    'evidence.returned': 'Se devolvieron evidencias',
    'post.quarantined': 'Un mensaje quedó en espera',
    'submission.created': 'Llegó una entrega',
    'submission.withdrawn': 'Se retiró una entrega',
  },
  secretOf: (description) => `El secreto de: ${description}`,
  secretOnce: 'Se muestra una sola vez.',
  secretHow:
    'Póngalo ahora en el sistema, o déselo a quien lo administra por un medio que nadie más lea. No se guarda de forma legible.',
  overlap: (when) => `El secreto anterior también firma hasta el ${when}.`,
  kept: 'Ya lo guardé',
  errors: {
    summary: 'Hay algo que corregir',
    prefix: 'Error',
    description: 'Diga en una línea, de 120 caracteres como máximo, qué sistema es.',
    url: 'Dé una dirección completa que empiece por https://, sin puerto, nombre, contraseña ni fragmento (#).',
    events: 'Marque al menos una cosa de la que se le deba avisar.',
    both: 'Hay casillas marcadas, pero está elegido todo. Elija «Solo lo que se marque aquí» o quite las marcas.',
  },
  which: (action, description) => `${action}: ${description}`,
};
