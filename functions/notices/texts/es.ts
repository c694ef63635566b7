import { problemsEs as problems, reasonsEs as reasons } from '../../intake/read.ts';
import type { en } from './en.ts';

export const es: typeof en = {
  greeting: (name) => `Hola, ${name}:`,
  replies: (contact) => `¿Tienes preguntas? Responde a este correo. Tu respuesta llega a ${contact}.`,
  choose: 'Elegir cada cuánto recibe estos correos',
  facts: {
    badge: 'Insignia',
    earner: 'La obtuvo',
    school: 'Escuela',
    source: 'Enviado por medio de',
    receipt: 'Recibo',
  },
  next: 'Qué puedes hacer ahora',
  private:
    'Esto solo lo ven tú, quienes revisan y quienes responden por el programa. Ni la administración ni la dirección de tu escuela lo ven.',
  reviewer: {
    remark: 'Lo que dice quien revisó',
    comments: 'Criterio por criterio',
    level: (criterion, level) => `${criterion}: ${level}`,
  },

  'submission-received': {
    subject: (badge, attempt) =>
      attempt === 1 ? `Recibimos tus evidencias para «${badge}»` : `Recibimos tus nuevas evidencias para «${badge}»`,
    first: (badge) =>
      `Tus evidencias para la insignia «${badge}» llegaron bien y esperan revisión. Por ahora no tienes que hacer nada.`,
    again: (badge, attempt) =>
      `Gracias por seguir adelante. Tus nuevas evidencias para la insignia «${badge}» llegaron bien como intento ${attempt} y esperan revisión.`,
    after:
      'Alguien las leerá con la rúbrica de la insignia, la misma que tú puedes consultar. Te escribiremos en cuanto haya una decisión.',
    link: 'Ver tu envío',
    why: (program) =>
      `Recibes este correo porque se enviaron evidencias a tu nombre a ${program}. Si no las enviaste tú, responde y dínoslo.`,
  },

  'review-wanted': {
    subject: (badge, attempt) =>
      attempt === 1
        ? `Hay evidencias para «${badge}» en espera de revisión`
        : `Hay nuevas evidencias para «${badge}» en espera de revisión`,
    first: (badge) =>
      `Alguien de tu comunidad docente envió evidencias para la insignia «${badge}». Están en espera de revisión.`,
    again: (badge, attempt) =>
      `Alguien de tu comunidad docente envió nuevas evidencias para la insignia «${badge}». Es el intento ${attempt} y responde a los comentarios sobre el anterior, que puedes leer en la misma página.`,
    task: 'Cada criterio de la rúbrica necesita tu valoración. Una frase sobre cuál sería el siguiente paso ayuda más que una nota.',
    care: 'Las evidencias de un aula pueden mostrar a estudiantes. Por favor, no las compartas.',
    link: 'Abrir la revisión',
    why: (program) => `Recibes este correo porque revisas evidencias en ${program}.`,
  },

  'reviewer-missing': {
    subject: (badge) => `Nadie puede revisar las evidencias para «${badge}»`,
    first: (badge) =>
      `Llegaron evidencias para la insignia «${badge}» y en el programa no hay quien pueda decidir sobre ellas: nadie revisa sus propias evidencias.`,
    next: 'Asigna a alguien la función de revisar en el archivo del programa. Encontrará las evidencias en el enlace de abajo.',
    link: 'Ver el envío',
    why: (program) => `Recibes este correo porque tienes a tu cargo ${program}.`,
  },

  returned: {
    subject: (badge) => `Comentarios sobre tus evidencias para «${badge}»`,
    first: (badge) =>
      `Ya se revisaron tus evidencias para la insignia «${badge}». Te las devolvemos con comentarios para que sigas construyendo sobre ellas. Vas por buen camino.`,
    next: (attempt) =>
      `Lee los comentarios, cambia o agrega lo que piden y vuelve a enviar tus evidencias de la misma manera que antes. Será el intento ${attempt} de este mismo envío.`,
    link: 'Ver los comentarios en tu página',
    why: (program) => `Recibes este correo porque enviaste evidencias a ${program}.`,
  },

  'not-yet': {
    subject: (badge) => `«${badge}»: todavía no`,
    first: (badge) =>
      `Ya se revisaron tus evidencias para la insignia «${badge}». Todavía no muestran la competencia. Ese «todavía no» habla de estas evidencias, no de ti.`,
    again:
      'Cuando te sientas en condiciones, inténtalo otra vez con tus estudiantes, reúne nuevas evidencias y envíalas de la misma manera que antes. Así se abre un envío nuevo, que se valora desde cero.',
    final:
      'En este programa la decisión sobre un envío es definitiva. Si crees que algo se pasó por alto, o quieres hablar de otro camino, responde a este correo.',
    link: 'Ver tu envío',
    why: (program) => `Recibes este correo porque enviaste evidencias a ${program}.`,
  },

  'badge-awarded': {
    subject: (badge) => `Obtuviste la insignia «${badge}»`,
    first: (badge) => `¡Felicidades! Tus evidencias fueron aprobadas y la insignia «${badge}» es tuya.`,
    says: 'Lo que dice la insignia',
    open: 'Es una insignia Open Badge con firma digital. Cualquiera a quien se la muestres puede comprobar que es auténtica, en cualquier verificador de Open Badges.',
    keep: 'El enlace de abajo es privado y es tuyo: quien lo tenga puede ver la insignia. Solo será pública si tú decides compartirla. Guarda este correo.',
    link: 'Ver tu insignia',
    why: (program) => `Recibes este correo porque obtuviste una insignia de ${program}.`,
  },

  'badge-revoked': {
    subject: (badge) => `Tu insignia «${badge}» fue revocada`,
    first: (badge, date) =>
      `El ${date} se revocó tu insignia «${badge}». Desde ahora, quien la compruebe sabrá que ya no es válida.`,
    reason: 'El motivo',
    seen: 'Este motivo lo pueden leer tú, la persona responsable del programa y la oficina de finanzas. Los demás ven solo la fecha.',
    next: 'Si crees que es un error, responde a este correo. Puedes volver a obtener la insignia.',
    link: 'Ver la insignia',
    why: (program) => `Recibes este correo porque obtuviste una insignia de ${program}.`,
  },

  'award-notice': {
    subject: (earner, badge) => `${earner} obtuvo «${badge}»`,
    first: (earner, badge) => `${earner} obtuvo la insignia «${badge}». Unas palabras tuyas serán bien recibidas.`,
    link: 'Ver el programa y sus insignias',
    why: (program, schools) =>
      schools === undefined
        ? `Recibes este correo porque formas parte de la administración de ${program}.`
        : `Recibes este correo porque formas parte de la administración de ${program} para ${schools}.`,
  },

  digest: {
    subject: (count) => `Se obtuvieron ${count} insignias`,
    first: (count) =>
      count === 1
        ? 'Se obtuvo una insignia.'
        : `Se obtuvieron ${count} insignias. Unas palabras suyas serán bienvenidas.`,
    others: (count) => `Y ${count} más, que son demasiadas para un correo.`,
    link: 'Ver el programa y sus insignias',
    unreachedSubject: (count, more) =>
      `Personas a las que no se puede contactar por correo: ${more ? 'al menos ' : ''}${count}`,
    unreached: 'A quién no se puede contactar',
    unreachedMore: 'Los avisos a estas personas no llegaron. La página siguiente dice cuáles y los envía de nuevo.',
    unreachedLink: 'Ver a quién no se puede contactar',
    troubles: {
      refused: 'el servicio de correo rechazó un aviso',
      bounced: 'un aviso fue devuelto',
      unreachable: 'ninguna dirección recibe correo',
      unknown: 'nadie sabe si un aviso llegó',
      complained: 'un aviso se marcó como no deseado',
    },
    why: (program) => `Recibe este correo porque es parte de la administración de ${program} o responde por él.`,
  },

  'posts-waiting': {
    subject: (count, more) =>
      `${more ? `Más de ${count} mensajes esperan` : count === 1 ? '1 mensaje espera' : `${count} mensajes esperan`} sin que nadie los pueda evaluar`,
    first: (count, more) =>
      count === 1
        ? 'Llegó un mensaje y se guardó, pero no se pudo convertir en un envío de evidencias. Tal como está, nadie lo evaluará. El motivo:'
        : `Llegaron ${more ? 'más de ' : ''}${count} mensajes y se guardaron, pero no se pudieron convertir en envíos de evidencias. Tal como están, nadie los evaluará. Los motivos, y cuántos son:`,
    oldest: 'El más antiguo, desde',
    next: 'Abre la lista. Cada mensaje dice qué hay que corregir; después se puede reintentar, y nadie tiene que enviar nada otra vez. Lo que no va a servir se puede apartar. Recibes este correo una vez al día mientras algo espere.',
    link: 'Ver todo lo que espera',
    why: (program) => `Recibes este correo porque tienes a tu cargo ${program}.`,
  },

  'post-set-aside': {
    subject: 'Tus evidencias llegaron, pero todavía no se pueden usar',
    first: (program) =>
      `Se enviaron evidencias a tu nombre a ${program}. Llegaron y quedaron guardadas, pero tal como están nadie podrá revisarlas.`,
    why: (program) =>
      `Recibes este correo porque se enviaron evidencias a tu nombre a ${program}. Si no las enviaste tú, responde y dínoslo.`,
  },

  'concern-reported': {
    subject: (badge) => `Alguien avisó de un problema con «${badge}»`,
    first: (badge) =>
      `Alguien que vio la página pública de una insignia «${badge}» avisó de un problema. Estas son sus palabras:`,
    kinds: {
      'student-identifiable': 'Se puede identificar a un estudiante',
      'wrong-information': 'Algo en la página no es cierto',
      'something-else': 'Otra cosa',
    },
    answer: 'Pide respuesta en',
    care: 'Cualquiera puede avisar de un problema, sin tener cuenta. No abras enlaces que no conozcas.',
    next: 'Abre la página y míralo. Si se puede identificar a un estudiante, actúa hoy mismo: se puede retener evidencia y se puede revocar una insignia.',
    link: 'Ver la página',
    why: (program) => `Recibes este correo porque tienes a tu cargo ${program}.`,
  },

  'endorsement-wanted': {
    subject: (badge) => `¿Avalaría la insignia «${badge}»?`,
    first: (program, badge) => `${program} pregunta si su organización respalda la insignia «${badge}» para docentes.`,
    says: 'Lo que dice la insignia',
    how: 'La página de abajo muestra qué hace falta para obtenerla, y tiene un espacio para un comentario y dos botones: confirmar y no avalar. No se necesita ninguna cuenta. Si confirma y el programa acepta, la insignia dirá que se confirmó por correo y que el emisor firmó en nombre de su organización.',
    until: (date) =>
      `El enlace vale hasta el ${date}. Quien lo tenga puede responder por su organización: reenvíe este correo solo a quien pueda hacerlo.`,
    link: 'Leer la insignia y responder',
    why: (program) =>
      `Este correo se envía una sola vez, porque alguien que responde por ${program} indicó esta dirección. Si no hace nada, no pasa nada.`,
  },

  'endorsement-proposed': {
    subject: (badge) => `Un aval de «${badge}» espera tu decisión`,
    first: (endorser, badge) => `${endorser} avala la insignia «${badge}».`,
    kinds: {
      signed:
        'El aval está firmado por quien avala, y la firma es válida. Si de verdad es quien dice su nombre, tienes que valorarlo tú.',
      hosted: 'Tú lo habías pedido: se confirmó con el enlace de la invitación.',
    },
    next: 'Lee lo que dice y acéptalo o recházalo. Las insignias que se otorguen desde entonces llevarán lo que aceptes.',
    link: 'Ver los avales',
    why: (program) => `Recibes este correo porque tienes a tu cargo ${program}.`,
  },

  'webhook-disabled': {
    subject: (description: string) => `“${description}” ya no recibe avisos de eventos`,
    first: (description: string) =>
      `El sistema “${description}”, que recibía por webhook lo que ocurre en el programa, se ha desactivado. Ya no se le envía nada.`,
    reasons: {
      gone: 'Respondió que su dirección ya no existe (410).',
      failing: 'Durante cinco días no aceptó nada de lo que se le envió, aunque se intentó una y otra vez.',
    },
    host: 'Su servidor',
    since: 'Desactivado el',
    next: 'Pregunte a quien lo administra. Cuando vuelva a funcionar, actívelo y envíe de nuevo lo que se perdió: se guarda 30 días. Si ya nadie lo necesita, quítelo.',
    link: 'Ver los webhooks del programa',
    why: (program: string) => `Recibe este correo porque usted responde por ${program}.`,
  },

  problem: (code, words) => (problems[code] ?? problems.other)(words),
  reasons,
};
