import type { en } from './en.ts';

export const es: typeof en = {
  hostedName: (name) => `Aval de ${name}, alojado por el emisor`,
  hostedDescription: (name, url, program) =>
    `${name} (${url}) confirmó este aval por correo a ${program}. El emisor del programa lo firmó en su nombre.`,

  invited: 'Le piden un aval',
  asks: (program, name) =>
    `${program} pregunta si ${name} respalda esta insignia. Un aval dice que vale la pena tener la insignia. No juzga a ninguna persona.`,
  seeBadge: 'Leer toda la insignia, con su rúbrica',
  criteria: 'Qué hace falta para obtenerla',
  answerHeading: 'Su respuesta',
  label: (name) =>
    `Si usted confirma y el programa acepta, las insignias que se otorguen desde entonces dirán «Aval de ${name}, alojado por el emisor»: confirmado por correo y firmado por el emisor en su nombre.`,
  comment: 'Lo que dice usted de la insignia (puede dejarlo vacío)',
  commentHint: 'Como máximo 1000 caracteres. Cualquiera que vea la insignia puede leerlo.',
  confirm: 'Confirmar',
  decline: 'No avalar',
  until: (date) => `Puede responder hasta el ${date}.`,
  answers: {
    proposed: 'Gracias. Usted confirmó el aval. Ahora el programa decide si la insignia lo llevará.',
    accepted: 'Usted confirmó el aval y el programa lo aceptó.',
    refused: 'Usted confirmó el aval. El programa decidió no usarlo.',
    declined: 'Usted decidió no avalar la insignia. Nada de esto aparecerá en ella.',
    withdrawn: 'Usted confirmó el aval. El programa ya no lo usa.',
  },

  endorsements: 'Avales',
  how: 'Un aval llega firmado por la propia organización, o usted lo pide por correo. Los que acepte forman parte de cada insignia que se otorgue desde entonces, como máximo los cuatro más recientes de cada una.',
  waiting: 'Esperan su decisión',
  nothingWaits: 'Nada espera su decisión.',
  accepted: 'Aceptados',
  noneAccepted: 'Todavía no hay avales aceptados.',
  asked: 'Sin respuesta todavía',
  of: (badge, version) => `Para «${badge}», versión ${version}`,
  kinds: {
    signed: 'Firmado por quien avala',
    hosted: 'Confirmado por correo, firmado por el emisor en su nombre',
  },
  confirmed: 'Confirmado por correo. Si lo acepta, el emisor lo firma en su nombre',
  openUntil: (date) => `El enlace vale hasta el ${date}`,
  signedBy: 'Firmado como',
  confirmedFrom: 'Se pidió a',
  noComment: 'Sin comentario.',
  since: (date) => `Desde el ${date}`,
  signing: 'Se está firmando.',
  accept: 'Aceptar',
  refuse: 'Rechazar',
  withdraw: 'Retirar',
  which: (action, name) => `${action}: aval de ${name}`,
  withdrawHint: 'Las insignias que ya se otorgaron con él lo conservan.',
  invite: 'Pedir un aval',
  inviteHow:
    'Escribimos una sola vez a esta dirección, con un enlace que vale 30 días. Quien tenga el enlace puede confirmar: indique una dirección que pertenezca a la organización.',
  badge: 'Insignia',
  name: 'Nombre de la organización',
  url: 'Su página web',
  email: 'Dirección de correo',
  language: 'Idioma del correo',
  languages: { en: 'Inglés', es: 'Español' },
  send: 'Enviar la invitación',
};
