import type { problems as english, reasons as englishReasons } from './en-posts.ts';

const tellContact = 'Responde a este correo: quienes llevan el programa pueden arreglarlo.';

export const reasons: typeof englishReasons = {
  'unreadable-submission': {
    what: 'Lo que llegó no tiene la forma de un envío de evidencias.',
    owner:
      'Pide a quien lo envía que lo compare con la descripción de los webhooks y que lo mande otra vez con un id nuevo.',
    earner:
      'El fallo está en el formulario o en el sistema, no en tus evidencias. Responde a este correo para que se pueda corregir.',
  },
  'program-not-published': {
    what: 'El programa todavía no está publicado.',
    owner: 'Publica el programa y pide que se envíen las evidencias otra vez.',
    earner: 'Envíalas otra vez cuando el programa haya abierto. Responde a este correo si quieres saber cuándo será.',
  },
  'unknown-earner': {
    what: 'Nadie en el programa tiene el número de personal o la dirección que se indica.',
    owner:
      'Agrega a la persona, o la dirección que falta, a los miembros del programa y pide que se envíen las evidencias otra vez.',
    earner: tellContact,
  },
  'not-an-earner': {
    what: 'La persona que se indica no participa en el programa para obtener insignias.',
    owner: 'Asígnale esa función si le corresponde y pide que se envíen las evidencias otra vez.',
    earner: tellContact,
  },
  'unknown-badge': {
    what: 'El programa no tiene ninguna insignia con el nombre que se envió.',
    owner:
      'Corrige la insignia en el formulario o sistema que hizo el envío y pide que se envíen las evidencias otra vez.',
    earner:
      'Lo más probable es que el fallo esté en el formulario, no en tus evidencias. Responde a este correo para que se pueda corregir.',
  },
  'evidence-missing': {
    what: 'Falta algo de lo que pide la insignia.',
    owner: 'También le avisamos a la persona de lo que falta. Comprueba que el formulario lo pida todo.',
    earner: 'Agrega lo que falta y envía otra vez todas tus evidencias.',
  },
  'evidence-invalid': {
    what: 'Algunas evidencias no corresponden a lo que pide la insignia.',
    owner: 'También le avisamos a la persona de lo que debe cambiar. Comprueba que el formulario pida lo correcto.',
    earner: 'Cambia lo que se indica aquí y envía otra vez todas tus evidencias.',
  },
  'prerequisite-missing': {
    what: 'Antes hay que tener otra insignia.',
    owner: 'Nada, a menos que ese requisito sea un error en el archivo del programa.',
    earner:
      'Obtén primero la insignia que se indica aquí y después envía otra vez estas evidencias. Puedes guardarlas hasta entonces.',
  },
  'submission-open': {
    what: 'Un envío anterior para la misma insignia todavía espera una decisión.',
    owner: 'Nada, a menos que ese envío lleve demasiado tiempo en espera.',
    earner: 'Tus evidencias anteriores siguen en revisión. Espera la decisión, o retíralas y envía estas otra vez.',
  },
  'badge-already-held': {
    what: 'La persona ya tiene la insignia.',
    owner: 'Nada: la insignia sigue vigente.',
    earner: 'Ya tienes esta insignia, así que no hay nada que hacer. Sigue siendo tuya.',
  },
  'denied-is-final': {
    what: 'Ya hay una decisión sobre esta insignia, y el programa no admite un segundo envío después de una negativa.',
    owner: 'Nada, a menos que el programa deba permitirlo: consulta su norma sobre nuevos envíos.',
    earner: 'En este programa la decisión es definitiva. Responde a este correo si quieres hablar de otro camino.',
  },
};

export const problems: typeof english = {
  missing: () => 'no se envió',
  'unknown-requirement': () => 'no forma parte de lo que pide esta insignia',
  'wrong-type': () => 'se envió como otro tipo de evidencia del que pide la insignia',
  'too-few-words': (words) => `tiene muy pocas palabras (${words ?? 0})`,
  'too-many-words': (words) => `tiene demasiadas palabras (${words ?? 0})`,
  'not-held': () => 'es una insignia que todavía falta',
  'unknown-badge': () => 'no es una insignia del programa',
  other: () => 'no se puede leer tal como se envió',
};
