import type { Texts } from './texts.ts';

export const es: Texts = {
  webhooks: 'Webhooks: sistemas que reciben avisos',
  how: 'A cada sistema de la lista se le avisa de lo que ocurre en el programa: solo identificadores, sin nombres y con firma. Los sistemas y sus secretos se crean y se cambian por la API.',
  none: 'Todavía no se avisa a ningún sistema. Se añaden por la API.',
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
  which: (action, description) => `${action}: ${description}`,
};
